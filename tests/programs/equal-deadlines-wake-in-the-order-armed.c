// Equal deadlines wake in the order in which they were set, not in the order of the tasks.
#include <stdio.h>
#include <weft.h>

static void *two_halves(void *name) {
    weft_sleep(0.5);
    weft_sleep(0.5);                     // set at 0.5, for 1.0
    printf("%s at %g\n", (const char *)name, weft_now());
    return NULL;
}

static void *whole(void *name) {
    weft_sleep(1);                       // set at 0, for 1.0
    printf("%s at %g\n", (const char *)name, weft_now());
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(two_halves, "halves"), weft_spawn(whole, "first whole"),
                         weft_spawn(whole, "second whole")};
    weft_gather(tasks, 3, NULL);
    return 0;
}

// Output:
// first whole at 1
// second whole at 1
// halves at 1
