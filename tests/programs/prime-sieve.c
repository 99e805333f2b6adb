// The prime sieve of CSP and Go: a chain of tasks, one for each prime, joined by channels.
#include <stdio.h>
#include <weft.h>

enum { PRIMES = 25 };

struct filter {
    weft_chan *in, *out;
    int prime;
};

static void *generate(void *out) {
    for (int n = 2; weft_chan_send(out, &n) == 0; n++)
        ;
    return NULL;
}

static void *filter(void *arg) {
    struct filter *f = arg;
    int n;
    while (weft_chan_recv(f->in, &n) == 0)
        if (n % f->prime != 0 && weft_chan_send(f->out, &n) < 0)
            break;
    weft_chan_close(f->in);              // no more is wanted: ends the one before
    return NULL;
}

int main(void) {
    struct filter filters[PRIMES];
    weft_task tasks[PRIMES + 1];
    weft_chan *source = weft_chan_new(sizeof(int), 0);
    tasks[0] = weft_spawn(generate, source);
    for (int i = 0; i < PRIMES; i++) {
        struct filter *f = &filters[i];
        *f = (struct filter){.in = source, .out = weft_chan_new(sizeof(int), 0)};
        weft_chan_recv(source, &f->prime);
        printf("%d%c", f->prime, i % 5 == 4 ? '\n' : ' ');
        tasks[i + 1] = weft_spawn(filter, f);
        source = f->out;
    }
    weft_chan_close(source);
    int rc = weft_gather(tasks, PRIMES + 1, NULL);
    printf("%s\n", weft_error_name(rc));
    weft_chan_free(filters[0].in);
    for (int i = 0; i < PRIMES; i++)
        weft_chan_free(filters[i].out);
    return 0;
}

// Output:
// 2 3 5 7 11
// 13 17 19 23 29
// 31 37 41 43 47
// 53 59 61 67 71
// 73 79 83 89 97
// WEFT_OK
