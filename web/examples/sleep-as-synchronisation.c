// A sleep that is meant to be long enough.
//
// Main sleeps for as long as the work takes and counts on its
// being done. Both wake at the same time: in order the worker
// has its turn first. Explore lets main have it.
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

static bool done;

static void *work(void *unused) {
    weft_sleep(0.01);
    done = true;
    return unused;
}

int main(void) {
    weft_task worker = weft_spawn(work, NULL);
    weft_yield();
    weft_sleep(0.01);                    // should do
    assert(done);
    printf("done\n");
    return weft_join(worker, NULL);
}

// Output:
// done
