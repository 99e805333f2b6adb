/* Right: a task that yields until somebody has set a flag comes to its end, as whoever sets it has a turn
   (after Loom's test of its yield). */
#include <weft.h>

static int flag;

static void *set(void *unused) {
    (void)unused;
    flag = 1;
    return NULL;
}

int main(void) {
    weft_task task = weft_spawn(set, NULL);
    while (!flag) weft_yield();
    return weft_join(task, NULL);
}
