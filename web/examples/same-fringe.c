// Do two trees have the same leaves from left to right, whatever
// their shape?
//
// A recursive walk visits the leaves in order, but two recursive
// walks cannot advance in step: each wants to keep its place in
// its own calls. As generators they can. A generator may yield
// from any depth of calls, and the comparison stops at the first
// difference.
#include <stdbool.h>
#include <stdio.h>
#include <weft.h>

struct tree {
    const struct tree *left, *right;     // both NULL in a leaf
    char leaf;
};

// Yields the leaves below t. Not 0 when the consumer has closed
// the generator: then it unwinds.
static int walk(const struct tree *t) {
    if (t->left == NULL)
        return weft_gen_yield(WEFT_BOX(t->leaf), NULL);
    int rc = walk(t->left);
    return rc == 0 ? walk(t->right) : rc;
}

static void *leaves(void *root) {
    walk(root);
    return NULL;
}

static bool same_fringe(const struct tree *a, const struct tree *b) {
    weft_gen *ga = weft_gen_new(leaves, (void *)a);
    weft_gen *gb = weft_gen_new(leaves, (void *)b);
    int more_a, more_b;
    void *x, *y;
    do {
        more_a = weft_gen_next(ga, &x);
        // WEFT_EDONE, and y is NULL, after the last leaf
        more_b = weft_gen_next(gb, &y);
        char left = more_a == 0 ? (char)WEFT_UNBOX(x) : '-', right = more_b == 0 ? (char)WEFT_UNBOX(y) : '-';
        printf("  %c %c\n", left, right);
    } while (more_a == 0 && more_b == 0 && x == y);
    weft_gen_free(ga);
    weft_gen_free(gb);
    return more_a == WEFT_EDONE && more_b == WEFT_EDONE;
}

int main(void) {
    struct tree a = {NULL, NULL, 'a'}, b = {NULL, NULL, 'b'}, c = {NULL, NULL, 'c'};
    struct tree ab = {&a, &b, 0}, bc = {&b, &c, 0}, ac = {&a, &c, 0};
    struct tree ab_c = {&ab, &c, 0}, a_bc = {&a, &bc, 0}, ac_b = {&ac, &b, 0};

    printf("((a b) c) and (a (b c)):\n");
    printf("%s\n", same_fringe(&ab_c, &a_bc) ? "same" : "different");
    printf("((a b) c) and ((a c) b):\n");
    printf("%s\n", same_fringe(&ab_c, &ac_b) ? "same" : "different");
    return 0;
}

// Output:
// ((a b) c) and (a (b c)):
//   a a
//   b b
//   c c
//   - -
// same
// ((a b) c) and ((a c) b):
//   a a
//   b c
// different
