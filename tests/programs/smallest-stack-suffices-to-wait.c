// A stack of 512 bytes is enough for a small function that waits.
#include <stdio.h>
#include <weft.h>

static int woken;

static void *child(void *unused) {
    weft_sleep(1);
    woken++;
    return unused;
}

int main(void) {
    weft_spawn_options options = {.stack_size = 512};
    weft_task tasks[100];
    for (int i = 0; i < 100; i++)
        tasks[i] = weft_spawn_with(child, NULL, &options);
    printf("%s", weft_error_name(weft_gather(tasks, 100, NULL)));
    printf(": %d woken\n", woken);
    return 0;
}

// Output:
// WEFT_OK: 100 woken
