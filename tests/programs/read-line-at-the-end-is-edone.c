// With no input weft_read_line is EDONE, again and again; without a buffer it is EINVAL.
#include <stdio.h>
#include <weft.h>

int main(void) {
    char line[16];
    printf("%s\n", weft_error_name(weft_read_line(line, 0)));
    printf("%s\n", weft_error_name(weft_read_line(line, sizeof line)));
    printf("%s\n", weft_error_name(weft_read_line(line, sizeof line)));
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_EDONE
// WEFT_EDONE
