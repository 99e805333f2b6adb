/* What libc reads of stdin is what stdin has: a last line without a newline is not given one. */
#include <stdio.h>

int main(void) {
    long bytes = 0, newlines = 0;
    for (int byte; (byte = getchar()) != EOF; bytes++) newlines += byte == '\n';
    printf("%ld bytes, %ld newlines\n", bytes, newlines);
    return 0;
}
// Output:
// 15 bytes, 2 newlines
