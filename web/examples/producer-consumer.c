// A shelf with room for two, a baker who fills it and a customer
// who empties it.
//
// A condition is where a task waits until something about shared
// data is true. weft_cond_wait unlocks the mutex while it waits
// and has it again when it returns; the loop around it looks
// again, since others may have run first.
#include <stdio.h>
#include <weft.h>

enum { ROOM = 2, LOAVES = 5 };

static struct {
    weft_mutex lock;   // zero is a valid start for both kinds
    weft_cond changed;
    int loaf[ROOM], count;
} shelf;

static void *baker(void *unused) {
    for (int n = 1; n <= LOAVES; n++) {
        weft_sleep(1);                   // bakes it
        weft_mutex_lock(&shelf.lock);
        while (shelf.count == ROOM) {
            printf("%.0f s  baker: the shelf is full\n", weft_now());
            weft_cond_wait(&shelf.changed, &shelf.lock);
        }
        shelf.loaf[shelf.count++] = n;
        printf("%.0f s  baker: puts loaf %d\n", weft_now(), n);
        weft_cond_signal(&shelf.changed);
        weft_mutex_unlock(&shelf.lock);
    }
    return unused;
}

static void *customer(void *unused) {
    for (int n = 1; n <= LOAVES; n++) {
        weft_mutex_lock(&shelf.lock);
        while (shelf.count == 0) {
            printf("%.0f s  customer: the shelf is empty\n", weft_now());
            weft_cond_wait(&shelf.changed, &shelf.lock);
        }
        int loaf = shelf.loaf[0];
        shelf.loaf[0] = shelf.loaf[1];
        shelf.count--;
        printf("%.0f s  customer: takes loaf %d\n", weft_now(), loaf);
        weft_cond_signal(&shelf.changed);
        weft_mutex_unlock(&shelf.lock);
        weft_sleep(3);                   // eats it
    }
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(customer, NULL), weft_spawn(baker, NULL)};
    weft_gather(tasks, 2, NULL);
    return 0;
}

// Output:
// 0 s  customer: the shelf is empty
// 1 s  baker: puts loaf 1
// 1 s  customer: takes loaf 1
// 2 s  baker: puts loaf 2
// 3 s  baker: puts loaf 3
// 4 s  customer: takes loaf 2
// 4 s  baker: puts loaf 4
// 5 s  baker: the shelf is full
// 7 s  customer: takes loaf 3
// 7 s  baker: puts loaf 5
// 10 s  customer: takes loaf 4
// 13 s  customer: takes loaf 5
