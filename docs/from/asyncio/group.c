// TaskGroup: one failure cancels the others, and nobody outlives the close.
#include <stdio.h>
#include <string.h>
#include <weft.h>

enum { NOBODY_HOME = -1 };

typedef struct {
    const char *name;
    double seconds;
} call;

static int visit(void *argument) {
    call *to = argument;
    int error = weft_sleep(to->seconds);
    if (error) return error;
    if (strcmp(to->name, "Bob") == 0) return NOBODY_HOME;
    printf("visited %s\n", to->name);
    return 0;
}

int main(void) {
    call ada = {"Ada", 1}, bob = {"Bob", 2}, cleo = {"Cleo", 3};
    weft_group *group = weft_group_open();
    if (!group) return 1;
    weft_group_spawn(group, visit, &ada);
    weft_group_spawn(group, visit, &bob);
    weft_group_spawn(group, visit, &cleo);
    int error = weft_group_close(group);
    if (error == NOBODY_HOME) printf("failed: nobody home, at %g s\n", weft_now());
    return 0;
}

// Output:
// visited Ada
// failed: nobody home, at 2 s
