/* Random numbers follow from the run's seed, in three streams: choices of the run, data for the program, and
   a random policy. So a program that draws more data makes the same choices, under every policy. */
#ifndef WEFT_RANDOM_H
#define WEFT_RANDOM_H

#include <stdint.h>

/* Begins the first two streams anew. */
void weft__random_seed(uint64_t seed);
/* A choice of the run below `bound` (> 0). */
uint64_t weft__random_choice(uint64_t bound);
/* Draws data for the program below `bound`, each value as likely as any other; with 0, any of 64 bits. */
uint64_t weft__random_data(uint64_t bound);
/* Begins the policy's stream anew, and draws from it below `bound` (> 0). */
void weft__random_seed_policy(uint64_t seed);
uint64_t weft__random_policy(uint64_t bound);

#endif
