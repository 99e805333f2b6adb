/* What a task has printed without a newline is written when it ends, before anything that comes later. */
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void *begin_line(void *unused) {
    (void)unused;
    printf("the task's, ");
    return NULL;
}

int main(void) {
    weft_join(weft_spawn(begin_line, NULL), NULL);
    return write(STDOUT_FILENO, "then main's\n", 12) != 12;
}

// Output:
// the task's, then main's
