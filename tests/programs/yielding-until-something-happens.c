// On the virtual clock, too, a task that only yields sees what comes by itself: an alarm, an answer, a frame.
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

static bool done;

static void *sleeper(void *unused) {
    weft_sleep(1);
    done = true;
    return unused;
}

static void *asker(void *unused) {
    weft_response response;
    done = weft_fetch("/delay/1", NULL, &response) == 0;
    weft_response_free(&response);
    return unused;
}

static void *watcher(void *unused) {
    done = weft_next_frame(NULL) == 0;
    return unused;
}

static void poll_for(const char *name, void *(*task)(void *)) {
    done = false;
    weft_detach(weft_spawn(task, NULL));
    while (!done)
        weft_yield();
    printf("%s, at %.2f s\n", name, weft_now());
}

int main(void) {
    poll_for("slept", sleeper);
    poll_for("answered", asker);
    poll_for("shown", watcher);
    return 0;
}

// Output:
// slept, at 1.00 s
// answered, at 2.00 s
// shown, at 2.02 s
