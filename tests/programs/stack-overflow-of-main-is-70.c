// main too has an end of its stack, if a far one.
#include <stdio.h>
#include <weft.h>

struct link {
    const struct link *up;
    volatile char bytes[1000];
};

static int descend(const struct link *up, int depth) {
    struct link here = {.up = up};
    here.bytes[depth % 1000] = 1;
    if (depth == 10000000)
        return 0;
    return descend(&here, depth + 1) + here.bytes[0];
}

int main(void) {
    printf("descends at %g s\n", weft_now());
    descend(NULL, 0);
    puts("never");
    return 0;
}

// Output:
// descends at 0 s
// Exit: 70
