// Of several failures the one that came first counts, whatever its child's place in the group.
#include <stdio.h>
#include <weft.h>

static int child(void *arg) {
    int error = (int)WEFT_UNBOX(arg);
    int rc = weft_sleep(error == WEFT_ETOOBIG ? 1 : 5);
    printf("%s, told %s\n", weft_error_name(error), weft_error_name(rc));
    return error;                        // whatever it was told
}

int main(void) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, child, WEFT_BOX(WEFT_EIO));
    weft_group_spawn(group, child, WEFT_BOX(WEFT_ETOOBIG));
    weft_group_spawn(group, child, WEFT_BOX(WEFT_EAGAIN));
    printf("close: %s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

// Output:
// WEFT_ETOOBIG, told WEFT_OK
// WEFT_EIO, told WEFT_ECANCELED
// WEFT_EAGAIN, told WEFT_ECANCELED
// close: WEFT_ETOOBIG
