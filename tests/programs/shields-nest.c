// Shields nest: only the end of the outermost lets the cancellation through.
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    weft_cancel(weft_self());
    weft_shield_begin();
    weft_shield_begin();
    printf("two deep: %s\n", weft_error_name(weft_sleep(1)));
    weft_shield_end();
    printf("one deep: %s\n", weft_error_name(weft_sleep(1)));
    weft_shield_end();
    printf("outside: %s\n", weft_error_name(weft_sleep(1)));
    printf("%g s\n", weft_now());
    return unused;
}

int main(void) {
    weft_join(weft_spawn(child, NULL), NULL);
    return 0;
}

// Output:
// two deep: WEFT_OK
// one deep: WEFT_OK
// outside: WEFT_ECANCELED
// 2 s
