// A shield that is open when main returns is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_shield_begin();
    puts("begins a shield");
    return 0;
}

// Output:
// begins a shield
// Exit: 70
