/* A hash table with open addressing, and the reads in lists. */
#include "host/wasm/granules.h"

#include <stddef.h>

enum {
    MIN_GRANULES = 1024,
    MAX_GRANULES = 1 << 20,
    MAX_READS = 1 << 18,
    READS_AT_ONCE = 256,
    MAX_READS_OF_ONE = 32
};

/* libc's own, since the program's calls go by way of blocks.c. */
void *__real_calloc(size_t count, size_t size);
void __real_free(void *memory);

/* What the detector has allocated, as far as there is room to remember it: it is no part of the program's
   state. */
enum { MAX_PARTS = 64 };
static WEFT__DETECTOR_STATE struct { unsigned char *from, *to; } parts[MAX_PARTS];

void *weft__detector_alloc(uint32_t count, uint32_t size) {
    unsigned char *memory = __real_calloc(count, size);
    int free = 0;
    while (free < MAX_PARTS && parts[free].from) free++;
    if (!memory || free == MAX_PARTS) return memory;
    parts[free].from = memory;
    parts[free].to = memory + count * size;
    return memory;
}

void weft__detector_free(void *memory) {
    for (int i = 0; i < MAX_PARTS; i++)
        if (parts[i].from == memory) parts[i].from = NULL;
    __real_free(memory);
}

extern unsigned char __start_weft_detector[], __stop_weft_detector[]; /* the linker's */

int32_t weft__detector_parts(uint32_t *addresses, int32_t max) {
    int32_t count = 0;
    if (max < 2) return 0;
    addresses[count++] = (uint32_t)(uintptr_t)__start_weft_detector;
    addresses[count++] = (uint32_t)(uintptr_t)__stop_weft_detector;
    for (int i = 0; i < MAX_PARTS && count + 2 <= max; i++) {
        if (!parts[i].from) continue;
        addresses[count++] = (uint32_t)(uintptr_t)parts[i].from;
        addresses[count++] = (uint32_t)(uintptr_t)parts[i].to;
    }
    return count;
}

static WEFT__DETECTOR_STATE struct {
    struct weft__granule *places;
    uint32_t capacity, used; /* capacity: a power of two, or 0 */
    uint32_t patience;       /* so many new ones are refused before it is tried again to make room */
    struct weft__read *unused;
    uint32_t reads_made;
} table;

/* ---- Reads ---- */

static struct weft__read *take_read(void) {
    if (!table.unused && table.reads_made < MAX_READS) {
        struct weft__read *more = weft__detector_alloc(READS_AT_ONCE, sizeof *more);
        if (!more) return NULL;
        table.reads_made += READS_AT_ONCE;
        for (int i = 0; i < READS_AT_ONCE; i++) {
            more[i].next = table.unused;
            table.unused = &more[i];
        }
    }
    struct weft__read *read = table.unused;
    if (read) table.unused = read->next;
    return read;
}

void weft__granule_drop_read(struct weft__read **at) {
    struct weft__read *read = *at;
    *at = read->next;
    read->next = table.unused;
    table.unused = read;
}

/* Of what very many tasks read, the oldest reads are dropped. */
static void drop_oldest(struct weft__granule *granule) {
    int count = 0;
    for (struct weft__read **at = &granule->reads; *at; at = &(*at)->next)
        if (++count == MAX_READS_OF_ONE) {
            weft__granule_drop_read(at);
            return;
        }
}

struct weft__read *weft__granule_add_read(struct weft__granule *granule) {
    drop_oldest(granule);
    struct weft__read *read = take_read();
    if (!read) return NULL;
    *read = (struct weft__read){.next = granule->reads};
    granule->reads = read;
    return read;
}

/* ---- The table ---- */

static uint32_t place_of(uint32_t number, uint32_t capacity) {
    return (number * UINT32_C(2654435769)) >> (unsigned)__builtin_clz(capacity - 1) & (capacity - 1);
}

static struct weft__granule *look(uint32_t number) {
    uint32_t at = place_of(number, table.capacity);
    while (table.places[at].number != number && table.places[at].number != 0)
        at = (at + 1) & (table.capacity - 1);
    return &table.places[at];
}

/* What has no reads is known for the turn only. */
static bool has_news(const struct weft__granule *granule, uint32_t turn) {
    return granule->number != 0 && (granule->reads || granule->turn == turn);
}

static bool resize(uint32_t turn) {
    uint32_t kept = 0, capacity = MIN_GRANULES;
    for (uint32_t i = 0; i < table.capacity; i++) kept += has_news(&table.places[i], turn);
    while (capacity < 4 * kept) capacity *= 2;
    if (capacity > MAX_GRANULES) return false;
    struct weft__granule *places = weft__detector_alloc(capacity, sizeof *places);
    if (!places) return false;
    struct weft__granule *before = table.places;
    uint32_t count = table.capacity;
    table.places = places;
    table.capacity = capacity;
    table.used = kept;
    for (uint32_t i = 0; i < count; i++)
        if (has_news(&before[i], turn)) *look(before[i].number) = before[i];
    weft__detector_free(before);
    return true;
}

/* What is not remembered makes no race. */
static struct weft__granule *refuse(void) {
    table.patience = table.patience > 0 ? table.patience - 1 : table.capacity;
    return NULL;
}

struct weft__granule *weft__granule_of(uint32_t number, uint32_t turn) {
    struct weft__granule *granule = table.capacity ? look(number) : NULL;
    if (granule && granule->number) return granule;
    if (2 * table.used >= table.capacity) {
        if (table.patience > 0 || !resize(turn)) return refuse();
        granule = look(number);
    }
    table.used++;
    *granule = (struct weft__granule){.number = number, .turn = turn - 1};
    return granule;
}

static void forget(struct weft__granule *granule, uint8_t bytes) {
    for (struct weft__read **at = &granule->reads; *at;) {
        (*at)->bytes &= (uint8_t)~bytes;
        (*at)->stale &= (*at)->bytes;
        if ((*at)->bytes == 0) weft__granule_drop_read(at);
        else at = &(*at)->next;
    }
}

/* The bits of the bytes from `start` to `end` that lie in those eight. */
static uint8_t bytes_within(uint32_t number, uint32_t start, uint32_t end) {
    uint32_t first = number * WEFT__GRANULE_BYTES, bits = 0xff;
    if (start > first) bits &= 0xffu << (start - first);
    if (end < first + WEFT__GRANULE_BYTES) bits &= 0xffu >> (first + WEFT__GRANULE_BYTES - end);
    return (uint8_t)bits;
}

void weft__granules_forget(uint32_t address, uint32_t size) {
    if (size == 0 || table.capacity == 0) return;
    uint32_t end = address + size, first = address / WEFT__GRANULE_BYTES,
             last = (end - 1) / WEFT__GRANULE_BYTES;
    if (last - first < table.capacity) {
        for (uint32_t number = first; number <= last; number++) {
            struct weft__granule *granule = look(number);
            if (granule->number) forget(granule, bytes_within(number, address, end));
        }
        return;
    }
    for (uint32_t i = 0; i < table.capacity; i++) {
        struct weft__granule *granule = &table.places[i];
        if (granule->number >= first && granule->number <= last)
            forget(granule, bytes_within(granule->number, address, end));
    }
}
