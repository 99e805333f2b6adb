/* Wrong: one task locks a and then b, the other b and then a. */
#include <weft.h>

static weft_mutex a, b;

static void *forwards(void *unused) {
    (void)unused;
    weft_mutex_lock(&a);
    weft_yield();
    weft_mutex_lock(&b);
    weft_mutex_unlock(&b);
    weft_mutex_unlock(&a);
    return NULL;
}

static void *backwards(void *unused) {
    (void)unused;
    weft_yield();
    weft_yield();
    weft_mutex_lock(&b);
    weft_yield();
    weft_mutex_lock(&a);
    weft_mutex_unlock(&a);
    weft_mutex_unlock(&b);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(forwards, NULL), weft_spawn(backwards, NULL)};
    return weft_gather(tasks, 2, NULL);
}
