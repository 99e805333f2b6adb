// Between lock and unlock no other task is inside, whatever waits there are.
#include <stdio.h>
#include <weft.h>

static weft_mutex mutex;
static int inside, crowded, balance;

static void *clerk(void *arg) {
    for (int i = 0; i < 20; i++) {
        weft_mutex_lock(&mutex);
        crowded += ++inside > 1;
        int before = balance;
        if (WEFT_UNBOX(arg) % 2)
            weft_yield();
        else
            weft_sleep(0.001);
        balance = before + 1;
        inside--;
        weft_mutex_unlock(&mutex);
    }
    return NULL;
}

int main(void) {
    weft_task tasks[8];
    for (int i = 0; i < 8; i++)
        tasks[i] = weft_spawn(clerk, WEFT_BOX(i));
    weft_gather(tasks, 8, NULL);
    printf("balance %d, crowded %d times\n", balance, crowded);
    return 0;
}

// Output:
// balance 160, crowded 0 times
