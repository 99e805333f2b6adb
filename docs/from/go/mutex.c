// sync.Mutex: needed here because the task waits between reading and writing.
#include <stdio.h>
#include <weft.h>

static weft_mutex lock;
static int balance;

static void *deposit(void *amount) {
    if (weft_mutex_lock(&lock)) return NULL;
    int before = balance;
    weft_sleep(0.1);
    balance = before + (int)WEFT_UNBOX(amount);
    weft_mutex_unlock(&lock);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(deposit, WEFT_BOX(10)), weft_spawn(deposit, WEFT_BOX(20))};
    weft_gather(tasks, 2, NULL);
    printf("%d\n", balance);
    return 0;
}

// Output:
// 30
