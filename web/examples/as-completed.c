// Using each result as soon as it is there, not when all of them
// are.
//
// weft_wait_any waits for the first of several tasks to end and
// says which. It joins none of them: we join that one, take it
// out of the array, and wait for the rest.
#include <stdio.h>
#include <weft.h>

static void *ask(void *arg) {
    int seconds = (int)WEFT_UNBOX(arg);
    weft_sleep(seconds);
    return WEFT_BOX(seconds * 100);
}

int main(void) {
    static const int seconds[] = {4, 1, 3, 5, 2};
    enum { COUNT = sizeof seconds / sizeof *seconds };

    weft_task waiting[COUNT];
    for (int i = 0; i < COUNT; i++)
        waiting[i] = weft_spawn(ask, WEFT_BOX(seconds[i]));

    for (int left = COUNT; left > 0; left--) {
        int i = weft_wait_any(waiting, (size_t)left);
        if (i < 0) {
            printf("%s\n", weft_strerror(i));
            return 1;
        }
        void *result;
        // it has ended: this does not wait
        weft_join(waiting[i], &result);
        printf("%.0f s  answer %d, %d to come\n", weft_now(), (int)WEFT_UNBOX(result), left - 1);
        // the last one takes its place
        waiting[i] = waiting[left - 1];
    }
    return 0;
}

// Output:
// 1 s  answer 100, 4 to come
// 2 s  answer 200, 3 to come
// 3 s  answer 300, 2 to come
// 4 s  answer 400, 1 to come
// 5 s  answer 500, 0 to come
