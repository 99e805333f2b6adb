// A program may ask that small stacks share pages. Its tasks do the same, whether it is granted or not.
#include <stdio.h>
#include <weft.h>

enum { COUNT = 2000 };

static int woken;

static void *child(void *order) {
    weft_sleep(1 + (double)WEFT_UNBOX(order) / 1000);
    woken += woken == WEFT_UNBOX(order);
    return NULL;
}

int main(void) {
    static weft_task tasks[COUNT];
    weft_spawn_options options = {.stack_size = 512};
    int rc = weft_pack_stacks();
    printf("%d\n", rc == 0 || rc == WEFT_EINVAL);
    for (int i = 0; i < COUNT; i++)
        tasks[i] = weft_spawn_with(child, WEFT_BOX(i), &options);
    weft_gather(tasks, COUNT, NULL);
    printf("%d woken in order\n", woken);
    return 0;
}

// Output:
// 1
// 2000 woken in order
