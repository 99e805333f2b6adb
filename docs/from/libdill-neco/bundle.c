// bundle: a group. Its close waits for all; a timeout around it cancels who is left.
#include <stdio.h>
#include <weft.h>

typedef struct {
    const char *name;
    double seconds;
} call;

static int visit(void *argument) {
    call *to = argument;
    int error = weft_sleep(to->seconds);
    if (error) return error;
    printf("visited %s\n", to->name);
    return 0;
}

int main(void) {
    call ada = {"Ada", 1}, bob = {"Bob", 5};
    weft_group *visits = weft_group_open();
    if (!visits) return 1;
    weft_group_spawn(visits, visit, &ada);
    weft_group_spawn(visits, visit, &bob);
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 2);
    int error = weft_group_close(visits);
    weft_timeout_end(&timeout);
    printf("%s at %g s\n", weft_error_name(error), weft_now());
    return 0;
}

// Output:
// visited Ada
// WEFT_ETIMEDOUT at 2 s
