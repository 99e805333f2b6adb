// A task that is cancelled while it waits for a line takes none away: the next to ask has it.
#include <stdio.h>
#include <weft.h>

static void *reader(void *unused) {
    char line[16];
    printf("reader: %s\n", weft_error_name(weft_read_line(line, sizeof line)));
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(reader, NULL);
    weft_yield();
    weft_cancel(task);
    weft_join(task, NULL);
    char line[16];
    while (weft_read_line(line, sizeof line) >= 0)
        printf("main: %s\n", line);
    return 0;
}

// Output:
// reader: WEFT_ECANCELED
// main: first
// main: second
