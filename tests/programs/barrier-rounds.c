// No task begins a round before all have ended the one before, whatever their speed.
#include <stdio.h>
#include <weft.h>

enum { PARTIES = 5, ROUNDS = 20 };

static weft_barrier barrier;
static int arrived[ROUNDS], early, failed;

static void *party(void *arg) {
    int n = (int)WEFT_UNBOX(arg);
    for (int round = 0; round < ROUNDS; round++) {
        if (round > 0)
            early += arrived[round - 1] != PARTIES;
        weft_sleep((double)((n + round) % PARTIES));   // each is the slowest now and then
        arrived[round]++;
        failed += weft_barrier_wait(&barrier) != 0;
    }
    return NULL;
}

int main(void) {
    weft_task tasks[PARTIES];
    printf("init: %s\n", weft_error_name(weft_barrier_init(&barrier, PARTIES)));
    for (int i = 0; i < PARTIES; i++)
        tasks[i] = weft_spawn(party, WEFT_BOX(i));
    weft_gather(tasks, PARTIES, NULL);
    printf("%d early, %d failed, %g s\n", early, failed, weft_now());
    return 0;
}

// Output:
// init: WEFT_OK
// 0 early, 0 failed, 80 s
