// Ending a shield that was not begun is misuse: the run ends with 70.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_shield_begin();
    weft_shield_end();
    puts("one too many");
    weft_shield_end();
    puts("never");
    return 0;
}

// Output:
// one too many
// Exit: 70
