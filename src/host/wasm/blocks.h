/* In a program that tells of its memory: which blocks of the heap and which local variables there are. The
   program's calls of malloc and its like come here first (--wrap, web/toolchain/lld.ts). */
#ifndef WEFT_BLOCKS_H
#define WEFT_BLOCKS_H

#include <stdint.h>

struct weft__block {
    uint32_t address; /* 0: the place is free */
    uint32_t size;    /* 0: it has been freed */
    uint32_t site;    /* where it was allocated or is declared; 0: not known */
    uint32_t order;   /* the later, the higher */
};

/* The one that was born last of those in which the address lies, or NULL. */
const struct weft__block *weft__block_around(uint32_t address);
/* Memory is something new from now on. */
void weft__block_begin(uint32_t address, uint32_t size, uint32_t site);
void weft__block_end(uint32_t address);

#endif
