// exit may be called inside a timeout and a shield: the program ends with the status that it was given.
#include <stdio.h>
#include <stdlib.h>
#include <weft.h>

static void give_up(void) {
    weft_timeout timeout;
    weft_timeout_begin(&timeout, 1);
    weft_shield_begin();
    puts("gives up");
    exit(3);
}

int main(void) {
    weft_yield();
    give_up();
}

// Output:
// gives up
// Exit: 3
