// Gathering no tasks succeeds and does not hang.
#include <stdio.h>
#include <weft.h>

int main(void) {
    printf("%s\n", weft_error_name(weft_gather(NULL, 0, NULL)));
    return 0;
}

// Output:
// WEFT_OK
