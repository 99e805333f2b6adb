/* getchar, scanf, fgets and read wait for stdin as weft_read_line does: others run meanwhile, and no byte is
   lost or made up. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <weft.h>

static bool read_something;

static void *other(void *name) {
    printf("%s while nothing was %s\n", (const char *)name, read_something ? "waited for" : "read");
    return NULL;
}

/* Runs a task that can only come to its turn if the reading that follows hands over. */
static void beside(const char *name) {
    read_something = false;
    weft_detach(weft_spawn(other, (void *)name));
}

int main(void) {
    char text[64];
    int number;
    beside("getchar");
    int first = getchar();
    read_something = true;
    printf("'%c'\n", first);
    printf("\"%.*s\"\n", (int)strcspn(fgets(text, sizeof text, stdin), "\n"), text);
    beside("scanf");
    int count = scanf("%d %63s\n", &number, text);
    read_something = true;
    printf("%d: %d \"%s\"\n", count, number, text);
    beside("fgets");
    fgets(text, sizeof text, stdin);
    printf("\"%s\"\n", text);
    beside("read");
    ssize_t length = read(0, text, sizeof text);
    printf("%d bytes\n", (int)length);
    return 0;
}
// Output:
// getchar while nothing was read
// 'a'
// "lpha"
// scanf while nothing was read
// 2: 17 "words"
// fgets while nothing was read
// "x last"
// read while nothing was read
// 0 bytes
