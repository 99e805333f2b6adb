// A failed assert ends the run with 70.
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static void *child(void *arg) {
    puts("child asserts");
    assert(WEFT_UNBOX(arg) == 1);
    assert(WEFT_UNBOX(arg) == 2);
    puts("never");
    return NULL;
}

int main(void) {
    weft_join(weft_spawn(child, WEFT_BOX(1)), NULL);
    puts("never");
    return 0;
}

// Output:
// child asserts
// Exit: 70
