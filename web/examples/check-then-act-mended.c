// Checked and done in one turn: whoever finds a ticket has it,
// and pays then.
//
// Between two waits nobody else runs, so nothing can change
// between the check and the act.
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static int tickets = 1;

static void *buy(void *unused) {
    if (tickets > 0) {
        tickets--;
        weft_yield();   // pays for what is theirs already
    }
    return unused;
}

static void *buy_later(void *unused) {
    weft_yield();
    weft_yield();
    return buy(unused);
}

int main(void) {
    weft_task visitors[] = {weft_spawn(buy, NULL), weft_spawn(buy_later, NULL)};
    weft_gather(visitors, 2, NULL);
    printf("tickets left: %d\n", tickets);
    assert(tickets >= 0);
    return 0;
}

// Output:
// tickets left: 0
