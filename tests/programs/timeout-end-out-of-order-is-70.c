// Scopes end from the inside out; ending the outer one first is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_timeout outer, inner;
    weft_timeout_begin(&outer, 2);
    weft_timeout_begin(&inner, 1);
    puts("ends the outer one first");
    weft_timeout_end(&outer);
    puts("never");
    return 0;
}

// Output:
// ends the outer one first
// Exit: 70
