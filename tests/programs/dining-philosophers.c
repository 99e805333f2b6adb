// Five philosophers eat a hundred times each. Four permits for the table keep them from
// starving as from deadlock.
#include <stdio.h>
#include <weft.h>

enum { SEATS = 5, MEALS = 100 };

static weft_mutex forks[SEATS];
static weft_sem table;
static int meals[SEATS], widest;

static void *philosopher(void *arg) {
    int me = (int)WEFT_UNBOX(arg), next = (me + 1) % SEATS;
    for (int i = 0; i < MEALS; i++) {
        weft_sleep(0.01 * (me + 1));     // thinks; some are quick thinkers
        weft_sem_acquire(&table);
        weft_mutex_lock(&forks[me]);
        weft_mutex_lock(&forks[next]);
        weft_sleep(0.1);                 // eats
        meals[me]++;
        weft_mutex_unlock(&forks[next]);
        weft_mutex_unlock(&forks[me]);
        weft_sem_release(&table);

        int most = 0, least = MEALS;
        for (int p = 0; p < SEATS; p++) {
            most = meals[p] > most ? meals[p] : most;
            least = meals[p] < least ? meals[p] : least;
        }
        widest = most - least > widest ? most - least : widest;
    }
    return NULL;
}

int main(void) {
    weft_task tasks[SEATS];
    weft_sem_init(&table, SEATS - 1);
    for (int i = 0; i < SEATS; i++)
        tasks[i] = weft_spawn(philosopher, WEFT_BOX(i));
    weft_gather(tasks, SEATS, NULL);
    for (int i = 0; i < SEATS; i++)
        printf("%d meals\n", meals[i]);
    printf("never far apart: %s\n", widest < MEALS / 2 ? "yes" : "no");
    return 0;
}

// Output:
// 100 meals
// 100 meals
// 100 meals
// 100 meals
// 100 meals
// never far apart: yes
