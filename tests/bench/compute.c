/* Work that never waits, in a program with tasks: what it costs that they could. */
#include "bench.h"

enum { NUMBERS = 4096, SIDE = 48, BLOCK = 64, LINES = 256 };

static unsigned next_number(void) {
    static unsigned state = 1;
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static int compare(const void *one, const void *other) {
    unsigned a = *(const unsigned *)one, b = *(const unsigned *)other;
    return (a > b) - (a < b);
}

static void sort(void) {
    static unsigned numbers[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) numbers[i] = next_number();
    qsort(numbers, NUMBERS, sizeof *numbers, compare);
    for (int i = 1; i < NUMBERS; i++)
        if (numbers[i - 1] > numbers[i]) abort();
}

static void multiply(void) {
    static double a[SIDE][SIDE], b[SIDE][SIDE], c[SIDE][SIDE];
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            a[i][j] = i + j;
            b[i][j] = i == j;
        }
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++) {
            double sum = 0;
            for (int k = 0; k < SIDE; k++) sum += a[i][k] * b[k][j];
            c[i][j] = sum;
        }
    if (c[3][SIDE - 1] != a[3][SIDE - 1]) abort();
}

/* SHA-256's constants are the first bits of the fractional parts of the primes' cube roots (FIPS 180-4). */
static const unsigned *constants(void) {
    static unsigned all[64];
    unsigned count = 0;
    for (unsigned long long n = 2; all[63] == 0; n++) {
        bool prime = true;
        for (unsigned long long d = 2; d * d <= n; d++) prime &= n % d != 0;
        if (!prime) continue;
        unsigned long long low = 0, high = 8ULL << 32; /* the cube root in 2^-32, of a prime below 512 */
        while (high - low > 1) {
            unsigned long long middle = (low + high) / 2;
            if ((unsigned __int128)middle * middle * middle >> 96 >= n) high = middle;
            else low = middle;
        }
        all[count++] = (unsigned)low;
    }
    return all;
}

static unsigned rotate(unsigned x, int by) { return x >> by | x << (32 - by); }

static void add_block(unsigned state[8], const unsigned char block[BLOCK]) {
    static const unsigned *k;
    if (!k) k = constants();
    unsigned w[64], v[8];
    for (int i = 0; i < 16; i++)
        w[i] = (unsigned)block[4 * i] << 24 | (unsigned)block[4 * i + 1] << 16 |
               (unsigned)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + w[i - 7] + (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3) +
               (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        unsigned t1 = v[7] + (rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25)) +
                      ((v[4] & v[5]) ^ (~v[4] & v[6])) + k[i] + w[i];
        unsigned t2 = (rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22)) +
                      ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += t1;
        v[0] = t1 + t2;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

static void hash(void) {
    unsigned state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    unsigned char block[BLOCK] = {'a', 'b', 'c', 0x80, [BLOCK - 1] = 24};
    add_block(state, block);
    if (state[0] != 0xba7816bf || state[7] != 0xf20015ad) abort(); /* of "abc" */
    for (int i = 0; i < 100; i++) add_block(state, block);
}

static void print(void) {
    static char text[LINES];
    for (int i = 0; i < LINES; i++) snprintf(text, sizeof text, "%d: %s is %.3f\n", i, "a number", i / 8.0);
    if (strcmp(text, "255: a number is 31.875\n") != 0) abort();
}

static void (*work)(void);
static long times;

static void *worker(void *unused) {
    for (long i = 0; i < times; i++) work();
    weft_yield();
    return unused;
}

static double in_a_task(void (*function)(void), long count) {
    work = function;
    times = count;
    double start = weft_now();
    weft_join(weft_spawn(worker, NULL), NULL);
    return nanoseconds_since(start);
}

static double sorting(long count) { return in_a_task(sort, count); }
static double multiplying(long count) { return in_a_task(multiply, count); }
static double hashing(long count) { return in_a_task(hash, count); }
static double printing(long count) { return in_a_task(print, count); }

int main(void) {
    return serve((struct work[]){
        {"sort", sorting}, {"matrix", multiplying}, {"sha-256", hashing}, {"print", printing}, {0}});
}
