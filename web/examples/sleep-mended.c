// No sleep: main waits for the worker itself.
//
// weft_join returns when the work is done, however long it takes
// and whoever has their turn when.
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
    int error = weft_join(worker, NULL);
    assert(done);
    printf("done\n");
    return error;
}

// Output:
// done
