// A sleep begun after a blocking one counts from its end; alarms that are overdue fire at once, late.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void *child(void *unused) {
    weft_sleep(1);
    printf("child: asked for 1 s, back at %g s\n", weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(child, NULL);
    weft_yield();
    sleep(2);
    weft_sleep(1);
    printf("main: back at %g s\n", weft_now());
    weft_join(task, NULL);
    return 0;
}

// Output:
// child: asked for 1 s, back at 2 s
// main: back at 3 s
