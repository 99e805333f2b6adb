/* Wrong: strtok has one place for all, so that who splits a line while another does goes on in the other's.
   The second begins when the first has done, as long as each task has its turn in order. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <weft.h>

static int words[2];

static void *split(void *number) {
    char line[2][8] = {"a b", "c d e"};
    int own = (int)WEFT_UNBOX(number);
    for (int i = 0; i < 3 * own; i++) weft_yield();
    for (char *word = strtok(line[own], " "); word; word = strtok(NULL, " ")) {
        words[own]++;
        if (own == 0) weft_yield();
    }
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(split, WEFT_BOX(0)), weft_spawn(split, WEFT_BOX(1))};
    weft_gather(tasks, 2, NULL);
    assert(words[0] == 2 && words[1] == 3);
    return 0;
}
