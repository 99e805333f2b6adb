// A task that closes its own group would wait for itself.
#include <stdio.h>
#include <weft.h>

static weft_group *group;

static int close_it(void *unused) {
    (void)unused;
    printf("%s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

int main(void) {
    group = weft_group_open();
    weft_group_spawn(group, close_it, NULL);
    printf("%s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

// Output:
// WEFT_EDEADLK
// WEFT_OK
