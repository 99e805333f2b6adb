// weft_choose gives each alternative, weft_random data below its bound; a choice among none is invalid.
#include <stdio.h>
#include <weft.h>

int main(void) {
    int seen[3] = {0}, inside = 0;
    for (int i = 0; i < 300; i++) seen[weft_choose(3)]++;
    for (int i = 0; i < 100; i++) inside += weft_random(7) < 7;
    printf("%d %d %d\n", seen[0] > 50, seen[1] > 50, seen[2] > 50);
    printf("%d\n", inside);
    printf("%s\n", weft_error_name(weft_choose(0)));
    return 0;
}

// Output:
// 1 1 1
// 100
// WEFT_EINVAL
