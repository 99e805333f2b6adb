// A task is called like its function, also where the function is given in a cast.
#include <stdio.h>
#include <weft.h>

static int work(void *unused) {
    (void)unused;
    puts(weft_task_name(weft_self()));
    return 0;
}

int main(void) {
    weft_join(weft_spawn((void *(*)(void *))(void (*)(void))work, NULL), NULL);
    weft_wait_for((void *(*)(void *))(void (*)(void))work, NULL, 1, NULL);
    return 0;
}

// Output:
// work
// work
