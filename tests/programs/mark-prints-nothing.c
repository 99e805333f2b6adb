// weft_mark labels the timeline; it prints nothing, waits for nothing and changes nothing.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_mark("before %d", 1);
    for (int i = 0; i < 1000; i++)
        weft_mark("%d of %s", i, "a thousand");
    weft_mark("%1000d", 7);              // longer than any label
    printf("%g s\n", weft_now());
    return 0;
}

// Output:
// 0 s
