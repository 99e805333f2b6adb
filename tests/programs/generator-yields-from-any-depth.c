// A yield may come from any depth of calls: an in-order walk of a tree a hundred levels deep.
#include <stdio.h>
#include <weft.h>

enum { DEPTH = 100 };

struct tree {
    struct tree *left, *right;
    int value;
};

static int walk(const struct tree *t) {
    if (t == NULL)
        return 0;
    int rc = walk(t->left);
    if (rc == 0)
        rc = weft_gen_yield(WEFT_BOX(t->value), NULL);
    return rc == 0 ? walk(t->right) : rc;
}

static void *body(void *root) {
    walk(root);
    return NULL;
}

int main(void) {
    static struct tree node[DEPTH];
    for (int i = 0; i < DEPTH; i++) {    // a zigzag: left and right in turns
        node[i].value = i % 2 ? i / 2 : DEPTH - 1 - i / 2;
        if (i + 1 < DEPTH)
            *(i % 2 ? &node[i].right : &node[i].left) = &node[i + 1];
    }
    weft_gen *gen = weft_gen_new(body, node);
    void *out;
    int count = 0, in_order = 0;
    while (weft_gen_next(gen, &out) == 0)
        in_order += WEFT_UNBOX(out) == count++;
    weft_gen_free(gen);
    printf("%d values, %d in order\n", count, in_order);
    return 0;
}

// Output:
// 100 values, 100 in order
