/* The generator is splitmix64: Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA
   2014. */
#include "base/random.h"

#include "base/touch.h"

/* Far from any seed that a person gives, so that the streams do not meet. */
static const uint64_t DATA_OFFSET = 0xd1b54a32d192ed03u, POLICY_OFFSET = 0x8cb92ba72f3d8dd7u;

static uint64_t choices, data = DATA_OFFSET, policy;

void weft__random_seed(uint64_t seed) {
    choices = seed;
    data = seed ^ DATA_OFFSET;
}

static uint64_t next_word(uint64_t *state) {
    uint64_t word = *state += 0x9e3779b97f4a7c15u;
    word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
    word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
    return word ^ (word >> 31);
}

/* The few choices that there are between make the bias of a remainder immeasurable. */
uint64_t weft__random_choice(uint64_t bound) { return next_word(&choices) % bound; }

void weft__random_seed_policy(uint64_t seed) { policy = seed ^ POLICY_OFFSET; }

uint64_t weft__random_policy(uint64_t bound) { return next_word(&policy) % bound; }

/* Words above the last whole multiple of the bound are drawn again, so that the remainder has no bias. */
uint64_t weft__random_data(uint64_t bound) {
    weft__touch(&data);
    uint64_t word = next_word(&data);
    if (bound == 0) return word;
    uint64_t excess = -bound % bound;
    while (word < excess) word = next_word(&data);
    return word % bound;
}
