// Only the task that fetches waits; many requests are under way at once.
#include <stdio.h>
#include <weft.h>

static int ticks;

static void *ticker(void *unused) {
    while (weft_sleep(0.45) == 0)
        ticks++;
    return unused;
}

static void *get(void *arg) {
    char url[20];
    weft_response response;
    snprintf(url, sizeof url, "/delay/%d", (int)WEFT_UNBOX(arg));
    int rc = weft_fetch(url, NULL, &response);
    printf("%s: %s at %g s\n", url, weft_error_name(rc), weft_now());
    weft_response_free(&response);
    return NULL;
}

int main(void) {
    weft_task tick = weft_spawn(ticker, NULL), tasks[4];
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(get, WEFT_BOX(4 - i));
    weft_gather(tasks, 4, NULL);
    printf("%d ticks\n", ticks);
    weft_cancel(tick);
    weft_join(tick, NULL);
    return 0;
}

// Output:
// /delay/1: WEFT_OK at 1 s
// /delay/2: WEFT_OK at 2 s
// /delay/3: WEFT_OK at 3 s
// /delay/4: WEFT_OK at 4 s
// 8 ticks
