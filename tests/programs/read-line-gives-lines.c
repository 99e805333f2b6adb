// weft_read_line gives a line without its newline, and its length; one that does not fit is ETOOBIG, and
// whole at the next call; a last line without a newline counts.
#include <stdio.h>
#include <weft.h>

int main(void) {
    char small[8], large[64];
    for (;;) {
        int length = weft_read_line(small, sizeof small);
        const char *line = small;
        if (length == WEFT_ETOOBIG) {
            printf("%s; ", weft_error_name(length));
            length = weft_read_line(large, sizeof large);
            line = large;
        }
        if (length < 0) {
            printf("%s\n", weft_error_name(length));
            return 0;
        }
        printf("%d \"%s\"\n", length, line);
    }
}

// Output:
// 3 "one"
// 0 ""
// 7 "1234567"
// WEFT_ETOOBIG; 8 "12345678"
// 5 " two "
// WEFT_ETOOBIG; 24 "a last one, without a NL"
// WEFT_EDONE
