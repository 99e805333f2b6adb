/* What is known of memory, by eight bytes of it: who has read what of it, and when. Of memory that begins to
   be something else, as a block that has been freed, it is forgotten. */
#ifndef WEFT_GRANULES_H
#define WEFT_GRANULES_H

#include <stdbool.h>
#include <stdint.h>

enum { WEFT__GRANULE_BYTES = 8 };

/* A task has read some of the eight bytes, at one place in one turn, and has not read them again since. Bytes
   are bits, the lowest for the first. */
struct weft__read {
    struct weft__read *next;
    uint32_t task, turn, site;
    uint32_t other, other_site; /* with stale: who has changed it since, and where */
    const char *other_name;     /* with stale: its name, or NULL */
    uint32_t again;             /* with checked: where it has been read since for a decision, or 0 */
    uint32_t wait_line;         /* with stale: of the call in which the task waited then */
    uint8_t bytes;
    uint8_t stale;   /* of them: another task has written it since */
    uint8_t written; /* of them: the task itself has written it since */
    uint8_t claimed; /* of them: stale, and the task itself had written it before that */
    uint8_t checked; /* of them: stale, and read since, but only to change it */
};

struct weft__granule {
    uint32_t number;          /* of the eight bytes: its address / 8; 0: the place is free */
    uint32_t turn;            /* of the last access */
    uint8_t read, written;    /* in that turn */
    uint32_t entry;           /* its entry in the log of that turn */
    struct weft__read *reads; /* the latest first */
};

/* That of the number, made where there is none; NULL: there is no room. Valid until the next call. */
struct weft__granule *weft__granule_of(uint32_t number, uint32_t turn);
/* One more read, the latest; NULL: there is no room. */
struct weft__read *weft__granule_add_read(struct weft__granule *granule);
/* Takes out the read that the pointer leads to, which then leads to the next. */
void weft__granule_drop_read(struct weft__read **at);
/* Whatever is known of that memory is of another object. */
void weft__granules_forget(uint32_t address, uint32_t size);

/* Memory of the detector's own, which it is not to hear of. */
/* Of a variable in which the detector keeps something. */
#define WEFT__DETECTOR_STATE __attribute__((section("weft_detector")))
/* Fills in where all that lies, from and to; how many addresses these are. */
int32_t weft__detector_parts(uint32_t *addresses, int32_t max);
void *weft__detector_alloc(uint32_t count, uint32_t size);
void weft__detector_free(void *memory);

#endif
