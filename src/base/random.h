/* Random numbers that follow from the run's seed, in two streams: choices of the run, and data for the program,
   so that a program that draws more data makes the same choices. */
#ifndef WEFT_RANDOM_H
#define WEFT_RANDOM_H

#include <stdint.h>

/* Begins both streams anew. */
void weft__random_seed(uint64_t seed);
/* A choice of the run below `bound` (> 0). */
uint64_t weft__random_choice(uint64_t bound);
/* Data for the program below `bound`, each value as likely as any other; 0: any of 64 bits. */
uint64_t weft__random_data(uint64_t bound);

#endif
