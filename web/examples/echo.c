// Reads lines and repeats them, while a clock runs on beside.
//
// weft_read_line waits for a whole line of input. Only the task
// that called it waits: the clock goes on ticking. Type
// something; an end of the input (or nothing to read at all)
// ends the program.
#include <stdio.h>
#include <weft.h>

static void *seconds(void *unused) {
    (void)unused;
    for (int n = 1; weft_sleep(1) == 0; n++)
        printf("(%d s)\n", n);
    return NULL;
}

int main(void) {
    weft_task clock = weft_spawn(seconds, NULL);
    printf("Say something.\n");

    char line[80];
    int length, count = 0;
    // The line without its newline, and its length; WEFT_EDONE
    // when no more can come.
    while ((length = weft_read_line(line, sizeof line)) >= 0) {
        printf("%d letters: %s\n", length, line);
        count++;
    }
    if (length != WEFT_EDONE)
        printf("%s\n", weft_strerror(length));
    printf("That was the end, after %d lines.\n", count);

    weft_cancel(clock);
    weft_join(clock, NULL);
    return 0;
}

// Output:
// Say something.
// That was the end, after 0 lines.
