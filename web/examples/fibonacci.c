// A generator makes a sequence one value at a time, for as long
// as somebody asks.
//
// The body is an endless loop, and that is no harm: it stands
// still between two calls of weft_gen_next, and a and b keep
// their values meanwhile.
#include <stdio.h>
#include <weft.h>

static void *fibonacci(void *unused) {
    (void)unused;
    int a = 0, b = 1;
    // weft_gen_yield is 0 as long as the consumer wants more.
    while (weft_gen_yield(WEFT_BOX(a), NULL) == 0) {
        int next = a + b;
        a = b;
        b = next;
    }
    return NULL;
}

int main(void) {
    weft_gen *numbers = weft_gen_new(fibonacci, NULL);
    if (numbers == NULL)
        return 1;

    void *out;
    while (weft_gen_next(numbers, &out) == 0) {
        int n = (int)WEFT_UNBOX(out);
        if (n > 100)
            // we have seen enough; the generator is still in its
            // loop
            break;
        printf("%d\n", n);
    }

    // ends the body where it stands, then frees its stack
    weft_gen_free(numbers);
    return 0;
}

// Output:
// 0
// 1
// 1
// 2
// 3
// 5
// 8
// 13
// 21
// 34
// 55
// 89
