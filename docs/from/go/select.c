// select: an array of cases, and the index of the one that happened.
#include <stdio.h>
#include <weft.h>

static weft_chan *numbers, *words;

static void *send_number(void *unused) {
    int n = 42;
    weft_sleep(2);
    weft_chan_send(numbers, &n);
    return unused;
}

static void *send_word(void *unused) {
    const char *word = "weft";
    weft_sleep(1);
    weft_chan_send(words, &word);
    return unused;
}

int main(void) {
    numbers = weft_chan_new(sizeof(int), 0);
    words = weft_chan_new(sizeof(const char *), 0);
    if (!numbers || !words) return 1;
    weft_task senders[] = {weft_spawn(send_number, NULL), weft_spawn(send_word, NULL)};
    for (int i = 0; i < 2; i++) {
        int n;
        const char *word;
        weft_case cases[] = {WEFT_RECV(numbers, &n), WEFT_RECV(words, &word)};
        switch (weft_select(cases, 2)) {
        case 0: printf("number %d\n", n); break;
        case 1: printf("word %s\n", word); break;
        default: return 1;
        }
    }
    weft_gather(senders, 2, NULL);
    weft_chan_free(numbers);
    weft_chan_free(words);
    return 0;
}

// Output:
// word weft
// number 42
