// When a child of a group fails, the others are cancelled.
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

int main(void) {
    weft_group *group = weft_group_open();
    for (int i = 1; i <= 3; i++)
        weft_group_spawn(group, part, WEFT_BOX(i));
    weft_group_close(group);         // nobody outlives it
    printf("%.0f s  all have ended\n", weft_now());
    return 0;
}

// Output:
// 1 s  part 1: done
// 2 s  part 2: WEFT_EIO
// 2 s  part 3: WEFT_ECANCELED
// 2 s  all have ended
