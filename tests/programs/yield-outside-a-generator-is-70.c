// weft_gen_yield outside a generator's body is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

int main(void) {
    puts("main yields a value to nobody");
    weft_gen_yield("value", NULL);
    puts("never");
    return 0;
}

// Output:
// main yields a value to nobody
// Exit: 70
