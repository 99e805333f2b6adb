// Yield at any depth: the whole stack of calls stays as it is.
#include <stdio.h>
#include <weft.h>

typedef struct node {
    struct node *left, *right;
    int key;
} node;

static int visit(node *tree) {
    if (!tree) return 0;
    int error = visit(tree->left);
    if (!error) error = weft_gen_yield(WEFT_BOX(tree->key), NULL);
    if (!error) error = visit(tree->right);
    return error;
}

static void *keys(void *tree) {
    visit(tree);
    return NULL;
}

int main(void) {
    node one = {.key = 1}, three = {.key = 3}, two = {&one, &three, 2};
    weft_gen *gen = weft_gen_new(keys, &two);
    if (!gen) return 1;
    void *key;
    while (weft_gen_next(gen, &key) == 0) printf("%d\n", (int)WEFT_UNBOX(key));
    weft_gen_free(gen);
    return 0;
}

// Output:
// 1
// 2
// 3
