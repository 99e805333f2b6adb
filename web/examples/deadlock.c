// Two tasks that wait for each other for ever.
//
// Each takes one fork and then wants the other's. Weft sees that
// nobody can go on, says on stderr who waits for whom, and ends
// the program with 70. To repair it let both take the forks in
// the same order.
#include <stdio.h>
#include <weft.h>

static weft_mutex left, right;

static void dine(const char *who, weft_mutex *first, weft_mutex *second) {
    weft_mutex_lock(first);
    printf("%s has one fork\n", who);
    weft_sleep(1);               // the other takes theirs
    weft_mutex_lock(second);
    printf("%s dines\n", who);
    weft_mutex_unlock(second);
    weft_mutex_unlock(first);
}

static void *alice(void *unused) {
    dine("Alice", &left, &right);
    return unused;
}

static void *bob(void *unused) {
    dine("Bob", &right, &left);  // the other order: a mistake
    return unused;
}

int main(void) {
    weft_task guests[] = {weft_spawn(alice, NULL), weft_spawn(bob, NULL)};
    weft_gather(guests, 2, NULL);
    printf("both have dined\n");
    return 0;
}

// Output:
// Alice has one fork
// Bob has one fork
// Exit: 70
