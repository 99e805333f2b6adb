// Lines go to tasks in the order in which they asked, and everyone else runs
// meanwhile; at the end all are told.
#include <stdio.h>
#include <weft.h>

static void *reader(void *name) {
    char line[16];
    int rc;
    while ((rc = weft_read_line(line, sizeof line)) >= 0)
        printf("%s: %s\n", (const char *)name, line);
    printf("%s: %s\n", (const char *)name, weft_error_name(rc));
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(reader, "a"), weft_spawn(reader, "b"), weft_spawn(reader, "c")};
    weft_yield();
    puts("all of them wait");
    weft_gather(tasks, 3, NULL);
    return 0;
}

// Output:
// all of them wait
// a: 1
// b: 2
// c: 3
// a: 4
// b: 5
// c: WEFT_EDONE
// a: WEFT_EDONE
// b: WEFT_EDONE
