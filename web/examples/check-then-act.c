// What was checked may no longer hold: one ticket is left, and
// two are sold.
//
// In order the second visitor comes when the ticket has gone.
// Explore lets them look while the first one still pays.
#include <assert.h>
#include <stdio.h>
#include <weft.h>

static int tickets = 1;

static void *buy(void *unused) {
    if (tickets > 0) {
        weft_yield();   // pays, which takes a while
        tickets--;                       // without looking again
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
