// Ten thousand sleeps of mixed lengths end by deadline, and equal ones in the order of arming.
#include <stdio.h>
#include <weft.h>

enum { COUNT = 10000, LENGTHS = 97 };

static int last_length, last_index = -1, disorder, ended;

static void *child(void *arg) {
    int index = (int)WEFT_UNBOX(arg), length = index * 31 % LENGTHS;
    weft_sleep(length / 16.0);
    if (length < last_length || (length == last_length && index < last_index))
        disorder++;
    last_length = length;
    last_index = index;
    ended++;
    return NULL;
}

int main(void) {
    static weft_task tasks[COUNT];
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn(child, WEFT_BOX(i));
    weft_gather(tasks, COUNT, NULL);
    printf("%d ended, %d out of order, after %g s\n", ended, disorder, weft_now());
    return 0;
}

// Output:
// 10000 ended, 0 out of order, after 6 s
