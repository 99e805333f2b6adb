/* Right: transfer and audit hold both locks, and take them in the same order. */
#include <assert.h>
#include <weft.h>

static weft_mutex locks[2];
static int accounts[2] = {100, 100};

static void lock_both(void) {
    for (int i = 0; i < 2; i++) weft_mutex_lock(&locks[i]);
}

static void unlock_both(void) {
    for (int i = 0; i < 2; i++) weft_mutex_unlock(&locks[i]);
}

static void *transfer(void *unused) {
    (void)unused;
    lock_both();
    accounts[0] -= 50;
    weft_yield();
    accounts[1] += 50;
    unlock_both();
    return NULL;
}

static void *audit(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) weft_yield();
    lock_both();
    assert(accounts[0] + accounts[1] == 200);
    unlock_both();
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(transfer, NULL), weft_spawn(audit, NULL)};
    return weft_gather(tasks, 2, NULL);
}
