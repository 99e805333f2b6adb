/* Wrong: the stack's head is the same node as before the wait, but what comes behind it is not: the node
   was taken, its successor too, and it was put back. */
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <weft.h>

struct node {
    struct node *next;
    bool taken;
};

static struct node last, first = {.next = &last}, *head = &first;

static bool compare_and_swap(struct node *expected, struct node *wanted) {
    if (head != expected) return false;
    head = wanted;
    return true;
}

static struct node *pop(void) {
    for (;;) {
        struct node *top = head;
        if (!top) return NULL;
        struct node *next = top->next;
        weft_yield();
        if (compare_and_swap(top, next)) return top;
    }
}

static void push(struct node *node) {
    node->next = head;
    head = node;
}

static void *take(void *unused) {
    (void)unused;
    struct node *node = pop();
    if (node) node->taken = true;
    return NULL;
}

static void *take_two_and_put_one_back(void *unused) {
    (void)unused;
    struct node *one = pop(), *two = pop();
    if (two) two->taken = true;
    if (one) push(one);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(take, NULL), weft_spawn(take_two_and_put_one_back, NULL)};
    weft_gather(tasks, 2, NULL);
    assert(!head || !head->taken);
    return 0;
}
