// A timeout that is open when main returns is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    printf("%s\n", weft_error_name(weft_sleep(0.5)));
    return 0;
}

// Output:
// WEFT_OK
// Exit: 70
