// weft_group_cancel asks every child to stop. A child that says ECANCELED has failed;
// one that ends with 0 has not.
#include <stdio.h>
#include <weft.h>

static int gives_up(void *arg) {
    int rc = weft_sleep((double)WEFT_UNBOX(arg));
    printf("gives up: %s at %g s\n", weft_error_name(rc), weft_now());
    return rc;
}

static int copes(void *arg) {
    int rc = weft_sleep((double)WEFT_UNBOX(arg));
    printf("copes: %s at %g s\n", weft_error_name(rc), weft_now());
    return 0;
}

static void attempt(int (*fn)(void *)) {
    weft_group *group = weft_group_open();
    weft_group_spawn(group, fn, WEFT_BOX(10));
    weft_group_spawn(group, fn, WEFT_BOX(20));
    weft_sleep(1);
    printf("cancel: %s\n", weft_error_name(weft_group_cancel(group)));
    int rc = weft_group_close(group);
    printf("close: %s at %g s\n", weft_error_name(rc), weft_now());
}

int main(void) {
    attempt(gives_up);
    attempt(copes);
    return 0;
}

// Output:
// cancel: WEFT_OK
// gives up: WEFT_ECANCELED at 1 s
// gives up: WEFT_ECANCELED at 1 s
// close: WEFT_ECANCELED at 1 s
// cancel: WEFT_OK
// copes: WEFT_ECANCELED at 2 s
// copes: WEFT_ECANCELED at 2 s
// close: WEFT_OK at 2 s
