// Three bars that grow, each at its own speed, drawn with the
// display's frames.
//
// weft_next_frame waits until the display draws anew, about 60
// times a second, and tells the time of that frame. A bar's
// length comes from the time and not from the number of frames,
// so that it grows no faster on a display that draws more often.
#include <stdio.h>
#include <weft.h>

enum { FULL = 8 };

struct bar {
    const char *name;
    double speed;                        // characters a second
};

static void *grow(void *arg) {
    const struct bar *bar = arg;
    double start = weft_now(), frame;
    int drawn = 0;
    while (drawn < FULL && weft_next_frame(&frame) == 0) {
        int length = (int)((frame - start) * bar->speed);
        if (length > FULL)
            length = FULL;
        if (length == drawn)
            continue;   // nothing to draw in this frame
        drawn = length;
        printf("%-6s|%.*s%*s|\n", bar->name, length, "########", FULL - length, "");
    }
    return NULL;
}

int main(void) {
    static struct bar bars[] = {{"tea", 29}, {"toast", 17}, {"egg", 11}};
    weft_task tasks[3];
    for (int i = 0; i < 3; i++) {
        weft_spawn_options named = {.name = bars[i].name};
        tasks[i] = weft_spawn_with(grow, &bars[i], &named);
    }
    weft_gather(tasks, 3, NULL);
    printf("Breakfast!\n");
    return 0;
}

// Output:
// tea   |#       |
// toast |#       |
// tea   |##      |
// egg   |#       |
// tea   |###     |
// toast |##      |
// tea   |####    |
// tea   |#####   |
// toast |###     |
// egg   |##      |
// tea   |######  |
// tea   |####### |
// toast |####    |
// tea   |########|
// egg   |###     |
// toast |#####   |
// toast |######  |
// egg   |####    |
// toast |####### |
// egg   |#####   |
// toast |########|
// egg   |######  |
// egg   |####### |
// egg   |########|
// Breakfast!
