// All permutations of four letters, by a generator that swaps, descends and swaps back.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static char word[] = "weft";

static void swap(int a, int b) {
    char c = word[a];
    word[a] = word[b];
    word[b] = c;
}

static int permute(int from) {
    if (word[from] == '\0')
        return weft_gen_yield(word, NULL);
    int rc = 0;
    for (int i = from; rc == 0 && word[i] != '\0'; i++) {
        swap(from, i);
        rc = permute(from + 1);
        swap(from, i);                   // also when the generator is being closed
    }
    return rc;
}

static void *body(void *unused) {
    permute(0);
    return unused;
}

int main(void) {
    weft_gen *gen = weft_gen_new(body, NULL);
    void *out;
    for (int i = 0; i < 7 && weft_gen_next(gen, &out) == 0; i++)
        printf("%s\n", (char *)out);
    weft_gen_free(gen);
    printf("closed: %s\n", word);

    gen = weft_gen_new(body, NULL);
    int count = 0;
    while (weft_gen_next(gen, NULL) == 0)
        count++;
    weft_gen_free(gen);
    printf("%d in all\n", count);
    return 0;
}

// Output:
// weft
// wetf
// wfet
// wfte
// wtfe
// wtef
// ewft
// closed: weft
// 24 in all
