// A frame has its time, however late the task gets its turn.
#include <stdio.h>
#include <unistd.h>
#include <weft.h>

static void *painter(void *unused) {
    double first, second;
    weft_next_frame(&first);
    printf("frame of %.3f s, at %.3f s\n", first, weft_now());
    weft_next_frame(&second);
    printf("frame of %.3f s, at %.3f s\n", second, weft_now());
    return unused;
}

int main(void) {
    weft_task task = weft_spawn(painter, NULL);
    weft_yield();
    usleep(50000);                       // holds everybody up while three frames pass
    return weft_join(task, NULL);
}

// Output:
// frame of 0.017 s, at 0.050 s
// frame of 0.067 s, at 0.067 s
