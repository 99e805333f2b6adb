/* Wrong: each task makes its message in the same buffer, by snprintf, and reads it after a wait. The second
   begins later, so that nothing is lost as long as each task has its turn in order. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <weft.h>

static char message[16];

static void *greet(void *number) {
    char expected[16];
    for (int i = 0; i < 2 * (int)WEFT_UNBOX(number); i++) weft_yield();
    snprintf(message, sizeof message, "hello %d", (int)WEFT_UNBOX(number));
    weft_yield();
    snprintf(expected, sizeof expected, "hello %d", (int)WEFT_UNBOX(number));
    assert(strcmp(message, expected) == 0);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(greet, WEFT_BOX(0)), weft_spawn(greet, WEFT_BOX(1))};
    return weft_gather(tasks, 2, NULL);
}
