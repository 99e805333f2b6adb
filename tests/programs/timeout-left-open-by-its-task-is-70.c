// A timeout that is open at the end of its task is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

static void *leave(void *unused) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 5);
    weft_sleep(1);
    puts("leaves");
    return unused;
}

int main(void) {
    weft_join(weft_spawn(leave, NULL), NULL);
    puts("never");
    return 0;
}

// Output:
// leaves
// Exit: 70
