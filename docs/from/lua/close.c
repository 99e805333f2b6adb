// coroutine.close: the yield returns WEFT_ECLOSED, and the body cleans up.
#include <stdio.h>
#include <weft.h>

static void *write_log(void *unused) {
    int error;
    do error = weft_gen_yield(NULL, NULL);
    while (error == 0);
    printf("closed: %s\n", weft_error_name(error));
    return unused;
}

int main(void) {
    weft_gen *log = weft_gen_new(write_log, NULL);
    if (!log) return 1;
    weft_gen_next(log, NULL);
    weft_gen_close(log, NULL);
    weft_gen_free(log);
    return 0;
}

// Output:
// closed: WEFT_ECLOSED
