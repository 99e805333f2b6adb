// Promise.race: the first that ends is joined, and the losers are cancelled.
#include <stdio.h>
#include <weft.h>

typedef struct {
    const char *name;
    double seconds;
} server;

static void *ask(void *argument) {
    server *asked = argument;
    if (weft_sleep(asked->seconds)) return NULL;
    return (void *)asked->name;
}

int main(void) {
    server far = {"far", 3}, near = {"near", 1};
    weft_task tasks[] = {weft_spawn(ask, &far), weft_spawn(ask, &near)};
    int first = weft_wait_any(tasks, 2);
    if (first < 0) return 1;
    for (int i = 0; i < 2; i++)
        if (i != first) weft_cancel(tasks[i]);
    void *results[2];
    weft_gather(tasks, 2, results);
    printf("%s at %g s\n", (char *)results[first], weft_now());
    return 0;
}

// Output:
// near at 1 s
