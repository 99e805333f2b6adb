// Part 2 fails, and part 3 goes on for nothing.
#include <stdio.h>
#include <weft.h>

static int part(void *arg) {
    int seconds = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(seconds);
    if (rc == 0 && seconds == 2)
        rc = WEFT_EIO;               // this one fails
    printf("%.0f s  part %d: %s\n", weft_now(), seconds,
           rc < 0 ? weft_error_name(rc) : "done");
    return rc;
}

static void *task(void *arg) {
    part(arg);
    return NULL;
}

int main(void) {
    weft_task tasks[3];
    for (int i = 0; i < 3; i++)
        tasks[i] = weft_spawn(task, WEFT_BOX(i + 1));
    weft_gather(tasks, 3, NULL);
    printf("%.0f s  all have ended\n", weft_now());
    return 0;
}
