// A trap in main ends the run with 70 as well, though no other task was ever there.
#include <stdio.h>
#include <weft.h>

int main(void) {
    printf("main traps at %g s\n", weft_now());
    __builtin_trap();
}

// Output:
// main traps at 0 s
// Exit: 70
