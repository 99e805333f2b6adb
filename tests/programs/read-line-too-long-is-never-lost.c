// A line that does not fit stays for the next call, whoever makes it: with several readers, too,
// each line comes exactly once.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static int lines, characters;

static void *reader(void *unused) {
    char small[4], large[64];
    for (;;) {
        int length = weft_read_line(small, sizeof small);
        if (length == WEFT_ETOOBIG) {
            weft_yield();                // another reader may meet another long line meanwhile
            length = weft_read_line(large, sizeof large);
        }
        if (length < 0)
            return unused;
        lines++;
        characters += length;
    }
}

int main(void) {
    weft_task readers[3];
    for (int i = 0; i < 3; i++)
        readers[i] = weft_spawn(reader, NULL);
    weft_gather(readers, 3, NULL);
    printf("%d lines, %d characters\n", lines, characters);
    return 0;
}

// Output:
// 6 lines, 34 characters
