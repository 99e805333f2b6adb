// Tasks that join each other in a ring wait for ever: the run ends with 70.
#include <stdio.h>
#include <weft.h>

static weft_task ring[3];

static void *member(void *arg) {
    int me = (int)WEFT_UNBOX(arg);
    printf("%d joins %d\n", me, (me + 1) % 3);
    weft_join(ring[(me + 1) % 3], NULL);
    puts("never");
    return NULL;
}

int main(void) {
    for (int i = 0; i < 3; i++)
        ring[i] = weft_spawn(member, WEFT_BOX(i));
    weft_sleep(1);
    puts("main waits as well");
    weft_event never = {0};
    weft_event_wait(&never);
    puts("never");
    return 0;
}

// Output:
// 0 joins 1
// 1 joins 2
// 2 joins 0
// main waits as well
// Exit: 70
