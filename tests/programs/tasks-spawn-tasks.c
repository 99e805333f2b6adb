// Tasks spawn tasks: a tree of 1,023, each joining its two children.
#include <stdio.h>
#include <weft.h>

static void *node(void *depth) {
    int d = (int)WEFT_UNBOX(depth);
    if (d == 0)
        return WEFT_BOX(1);
    weft_task children[] = {weft_spawn(node, WEFT_BOX(d - 1)), weft_spawn(node, WEFT_BOX(d - 1))};
    void *counts[2];
    weft_gather(children, 2, counts);
    return WEFT_BOX(WEFT_UNBOX(counts[0]) + WEFT_UNBOX(counts[1]) + 1);
}

int main(void) {
    void *count;
    weft_join(weft_spawn(node, WEFT_BOX(9)), &count);
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%d nodes, %d spawned with main, %zu left\n", (int)WEFT_UNBOX(count), (int)stats.spawned,
           stats.live);
    return 0;
}

// Output:
// 1023 nodes, 1024 spawned with main, 1 left
