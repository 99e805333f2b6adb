// A line that has no end yet is written when its task is suspended: what others write
// past stdio comes after it.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void write_line(const char *text, size_t length) {
    if (write(STDOUT_FILENO, text, length) < 0)
        perror("write");
}

static void *child(void *unused) {
    write_line("[child]", 7);
    weft_sleep(1);
    write_line("[child again]", 13);
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    printf("one ");
    weft_yield();
    printf(" two ");
    weft_join(task, NULL);
    printf(" three\n");
    return 0;
}

// Output:
// one [child] two [child again] three
