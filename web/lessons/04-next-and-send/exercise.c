// An averager: numbers are sent in, their mean comes out.
#include <stdio.h>
#include <weft.h>

static void *averager(void *unused) {
    int mean = 0;
    void *in;                        // the number that was sent
    while (weft_gen_yield(WEFT_BOX(mean), &in) == 0) {
        // Reckon the mean of all numbers up to now.
    }
    return unused;
}

int main(void) {
    int numbers[] = {10, 20, 60};
    weft_gen *it = weft_gen_new(averager, NULL);
    weft_gen_next(it, NULL);
    for (int i = 0; i < 3; i++) {
        void *mean;
        weft_gen_send(it, WEFT_BOX(numbers[i]), &mean);
        printf("%d\n", (int)WEFT_UNBOX(mean));
    }
    weft_gen_free(it);
    return 0;
}
