/* Several tasks read stdin by libc at once: each byte goes to one of them, in its order, and none is lost or
   seen twice. */
#include <stdio.h>
#include <weft.h>

static char together[4096];
static int length, tasks_that_read;

static void *read_bytes(void *unused) {
    bool some = false;
    for (int byte; (byte = getchar()) != EOF; some = true) {
        together[length++] = (char)byte;
        if (byte == ' ') weft_yield();
    }
    tasks_that_read += some;
    return unused;
}

static void *read_lines(void *unused) {
    char line[80];
    bool some = false;
    for (; fgets(line, sizeof line, stdin); some = true) length += sprintf(together + length, "%s", line);
    tasks_that_read += some;
    return unused;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(read_bytes, NULL), weft_spawn(read_lines, NULL),
                         weft_spawn(read_bytes, NULL), weft_spawn(read_lines, NULL)};
    weft_gather(tasks, 4, NULL);
    printf("%s", together);
    printf("%s\n", tasks_that_read > 1 ? "more than one had a part in it" : "only one has read");
    return 0;
}
// Output:
// one line
// another line
// and a third one
// a fourth
// a fifth line is here
// and the sixth
// more than one had a part in it
