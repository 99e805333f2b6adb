// An endless loop, which runs only when somebody asks.
#include <stdio.h>
#include <weft.h>

static void *fibonacci(void *unused) {
    int a = 1, b = 1;
    while (weft_gen_yield(WEFT_BOX(a), NULL) == 0) {
        int next = a + b;
        a = b;
        b = next;
    }
    return unused;
}

int main(void) {
    weft_gen *it = weft_gen_new(fibonacci, NULL);
    int asked = 0;
    void *out = NULL;
    while (WEFT_UNBOX(out) <= 1000000) {
        weft_gen_next(it, &out);
        asked++;
    }
    printf("%d, after %d\n", (int)WEFT_UNBOX(out), asked);
    weft_gen_free(it);
    return 0;
}

// Output:
// 1346269, after 31
