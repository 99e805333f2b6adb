/* Wrong: each account has its lock, but the auditor adds up the accounts one after the other, and the money
   may be in neither, or be seen twice. */
#include <assert.h>
#include <weft.h>

static weft_mutex locks[2];
static int accounts[2] = {100, 100};

static void change(int account, int amount) {
    weft_mutex_lock(&locks[account]);
    accounts[account] += amount;
    weft_mutex_unlock(&locks[account]);
}

static int look(int account) {
    weft_mutex_lock(&locks[account]);
    int amount = accounts[account];
    weft_mutex_unlock(&locks[account]);
    return amount;
}

static void *transfer(void *unused) {
    (void)unused;
    change(0, -50);
    weft_yield();
    change(1, 50);
    return NULL;
}

static void *audit(void *unused) {
    (void)unused;
    for (int i = 0; i < 2; i++) weft_yield();
    int sum = look(0);
    weft_yield();
    sum += look(1);
    assert(sum == 200);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(transfer, NULL), weft_spawn(audit, NULL)};
    return weft_gather(tasks, 2, NULL);
}
