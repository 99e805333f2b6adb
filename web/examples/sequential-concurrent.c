// The same three answers, asked for one after another and then
// all at once.
//
// Waiting for one answer costs nothing but time. One after
// another the times add up; at once, the whole takes as long as
// the slowest.
#include <stdio.h>
#include <weft.h>

// Stands for any slow thing outside: a server, a disk, a person.
// The answer is the square.
static int ask(int seconds) {
    weft_sleep(seconds);
    return seconds * seconds;
}

static void *ask_task(void *arg) {
    return WEFT_BOX(ask((int)WEFT_UNBOX(arg)));
}

static void sequential(void) {
    double start = weft_now();
    int sum = 0;
    for (int s = 1; s <= 3; s++)
        // the next question waits for this answer
        sum += ask(s);
    printf("one after another: %d after %.0f s\n", sum, weft_now() - start);
}

static void concurrent(void) {
    double start = weft_now();
    weft_task tasks[3];
    void *answers[3];
    for (int s = 1; s <= 3; s++)
        tasks[s - 1] = weft_spawn(ask_task, WEFT_BOX(s));
    // answers[i] is what tasks[i] returned
    weft_gather(tasks, 3, answers);

    int sum = 0;
    for (int i = 0; i < 3; i++)
        sum += (int)WEFT_UNBOX(answers[i]);
    printf("all at once:       %d after %.0f s\n", sum, weft_now() - start);
}

int main(void) {
    sequential();
    concurrent();
    return 0;
}

// Output:
// one after another: 14 after 6 s
// all at once:       14 after 3 s
