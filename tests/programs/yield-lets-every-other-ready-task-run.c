// weft_yield lets every other ready task have one turn, then it is the caller's again.
#include <stdio.h>
#include <weft.h>

static int turns;

static void *child(void *unused) {
    for (int i = 0; i < 3; i++) {
        turns++;
        weft_yield();
    }
    return unused;
}

int main(void) {
    weft_task tasks[4];
    for (int i = 0; i < 4; i++)
        tasks[i] = weft_spawn(child, NULL);
    for (int i = 0; i < 4; i++) {
        int rc = weft_yield();
        printf("%s after %d turns of others\n", weft_error_name(rc), turns);
    }
    weft_gather(tasks, 4, NULL);
    return 0;
}

// Output:
// WEFT_OK after 4 turns of others
// WEFT_OK after 8 turns of others
// WEFT_OK after 12 turns of others
// WEFT_OK after 12 turns of others
