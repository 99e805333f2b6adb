// A task may wait at any depth of calls, recursive ones and ones through pointers.
#include <stdio.h>
#include <weft.h>

static int (*descend_later)(int depth);

static int descend(int depth) {
    if (depth == 0) {
        weft_sleep(1);
        return 0;
    }
    int below = depth % 2 ? descend(depth - 1) : descend_later(depth - 1);
    weft_yield();                        // on the way up as well
    return below + depth;
}

static void *child(void *depth) {
    return WEFT_BOX(descend((int)WEFT_UNBOX(depth)));
}

int main(void) {
    descend_later = descend;
    weft_task tasks[] = {weft_spawn(child, WEFT_BOX(1)), weft_spawn(child, WEFT_BOX(10)),
                         weft_spawn(child, WEFT_BOX(50))};
    void *sums[3];
    weft_gather(tasks, 3, sums);
    printf("%d %d %d at %g s\n", (int)WEFT_UNBOX(sums[0]), (int)WEFT_UNBOX(sums[1]),
           (int)WEFT_UNBOX(sums[2]), weft_now());
    return 0;
}

// Output:
// 1 55 1275 at 1 s
