/* Right: everybody takes the fork of the lower number first. */
#include <weft.h>

enum { SEATS = 3 };

static weft_mutex forks[SEATS];

static void take(int fork) {
    weft_mutex_lock(&forks[fork]);
    weft_yield();
}

static void *dine(void *seat) {
    int left = (int)WEFT_UNBOX(seat), right = (left + 1) % SEATS;
    take(left < right ? left : right);
    take(left < right ? right : left);
    weft_mutex_unlock(&forks[right]);
    weft_mutex_unlock(&forks[left]);
    return NULL;
}

int main(void) {
    weft_task tasks[SEATS];
    for (int i = 0; i < SEATS; i++) tasks[i] = weft_spawn(dine, WEFT_BOX(i));
    return weft_gather(tasks, SEATS, NULL);
}
