// A group takes no task without a function.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_group *group = weft_group_open();
    printf("%s\n", weft_error_name((int)weft_group_spawn(group, NULL, NULL)));
    printf("%s\n", weft_error_name(weft_group_close(group)));
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_OK
