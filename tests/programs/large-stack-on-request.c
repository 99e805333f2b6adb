// A task that asks for a larger stack can use it, across waits as well.
#include <stdio.h>
#include <weft.h>

enum { SIZE = 300000 };

static void *child(void *arg) {
    volatile unsigned char bytes[SIZE];
    unsigned salt = (unsigned)WEFT_UNBOX(arg);
    for (unsigned i = 0; i < SIZE; i++)
        bytes[i] = (unsigned char)(i * 31 + salt);
    weft_sleep(1);
    int wrong = 0;
    for (unsigned i = 0; i < SIZE; i++)
        wrong += bytes[i] != (unsigned char)(i * 31 + salt);
    return WEFT_BOX(wrong);
}

int main(void) {
    weft_spawn_options options = {.stack_size = 512 * 1024};
    weft_task tasks[3];
    void *wrong[3];
    for (int i = 0; i < 3; i++)
        tasks[i] = weft_spawn_with(child, WEFT_BOX(i), &options);
    int rc = weft_gather(tasks, 3, wrong);
    printf("%s: %d %d %d wrong\n", weft_error_name(rc), (int)WEFT_UNBOX(wrong[0]), (int)WEFT_UNBOX(wrong[1]),
           (int)WEFT_UNBOX(wrong[2]));
    return 0;
}

// Output:
// WEFT_OK: 0 0 0 wrong
