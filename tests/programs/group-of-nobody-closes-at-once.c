// An empty group closes with 0.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_group *group = weft_group_open();
    printf("%s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

// Output:
// WEFT_OK
