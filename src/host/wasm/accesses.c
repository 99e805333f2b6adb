/* What a program that tells of its memory calls at each access (web/toolchain/races), and the log of them:
   for those who search other orders of turns, of which two depend on each other where one writes what the
   other touches. */
#include <stddef.h>

#include "core/sched.h"
#include "host/wasm/blocks.h"
#include "host/wasm/granules.h"
#include "host/wasm/races.h"

enum { MAX_ENTRIES = 1 << 13 };

struct entry {
    uint32_t address;
    uint8_t read, written;
    uint32_t task;
};

static WEFT__DETECTOR_STATE struct {
    struct entry *entries;
    uint32_t count, full;
    uint32_t turn; /* of the last entry */
} accesses;

#define WEFT_ACCESS_FIELD(type, name, offset) ACCESS_FIELD_##type(name, offset)
#define ACCESS_FIELD_uint32_t(name, offset) _Static_assert(offsetof(struct entry, name) == offset, #name);
#define ACCESS_FIELD_uint8_t(name, offset) ACCESS_FIELD_uint32_t(name, offset)
#define ACCESS_FIELD_void(name, offset) _Static_assert(sizeof(struct entry) == offset, #name);
#include "abi/races.def"

__attribute__((export_name("weft_accesses"))) const void *weft__accesses(void);
const void *weft__accesses(void) {
    if (!accesses.entries) accesses.entries = weft__detector_alloc(MAX_ENTRIES, sizeof *accesses.entries);
    accesses.full = !accesses.entries;
    return &accesses;
}

/* Made by the toolchain, with the program. */
extern const struct {
    const void *address;
    uint32_t size;
} weft__race_variables[];
__attribute__((export_name("weft_race_variables"))) const void *weft__variables(void);
const void *weft__variables(void) { return weft__race_variables; }

/* ---- The log ---- */

static void enter(struct entry entry) {
    if (accesses.count == 0) accesses.full = 0;
    if (accesses.count == MAX_ENTRIES) accesses.full = 1;
    else accesses.entries[accesses.count++] = entry;
}

static void log_access(struct weft__granule *granule, const struct weft__task *task, uint32_t turn) {
    uint32_t address = granule->number * WEFT__GRANULE_BYTES;
    bool begun = accesses.turn == turn && accesses.count > 0;
    if (begun && granule->entry < accesses.count && accesses.entries[granule->entry].address == address) {
        accesses.entries[granule->entry].read = granule->read;
        accesses.entries[granule->entry].written = granule->written;
        return;
    }
    if (!begun) enter((struct entry){.task = (uint32_t)task->id});
    accesses.turn = turn;
    granule->entry = accesses.count;
    enter((struct entry){address, granule->read, granule->written, (uint32_t)task->id});
}

/* ---- Accesses ---- */

static inline __attribute__((always_inline)) void touch(uint32_t number, uint32_t bytes, uint32_t site,
                                                        bool writes) {
    const struct weft__task *task = weft__sched.running;
    if (!task || number == 0 || bytes == 0) return;
    uint32_t turn = (uint32_t)weft__sched.switches;
    struct weft__granule *granule = weft__granule_of(number, turn);
    if (!granule) return;
    if (granule->turn != turn) {
        granule->turn = turn;
        granule->read = granule->written = 0;
        granule->entry = UINT32_MAX;
    }
    if (writes) granule->written |= (uint8_t)bytes;
    else granule->read |= (uint8_t)bytes;
    if (accesses.entries) log_access(granule, task, turn);
    if (writes) weft__races_write(granule, (uint8_t)bytes, task, turn, site);
    else weft__races_read(granule, (uint8_t)bytes, task, turn, site);
}

static inline __attribute__((always_inline)) void touch_all(uint32_t address, uint32_t size, uint32_t site,
                                                            bool writes) {
    uint32_t offset = address % WEFT__GRANULE_BYTES, number = address / WEFT__GRANULE_BYTES;
    if (__builtin_expect(offset + size <= WEFT__GRANULE_BYTES, 1)) {
        touch(number, ((UINT32_C(1) << size) - 1) << offset, site, writes);
        return;
    }
    while (size > 0) {
        uint32_t part = WEFT__GRANULE_BYTES - offset < size ? WEFT__GRANULE_BYTES - offset : size;
        touch(number++, ((UINT32_C(1) << part) - 1) << offset, site, writes);
        size -= part;
        offset = 0;
    }
}

void weft__race_born(uint32_t address, uint32_t size, uint32_t site);
void weft__race_used(uint32_t address, uint32_t size, uint32_t read, uint32_t site);

void weft__race_read(uint32_t address, uint32_t size, uint32_t site) {
    touch_all(address, size, site, false);
}
void weft__race_write(uint32_t address, uint32_t size, uint32_t site) {
    touch_all(address, size, site, true);
}
/* A local variable begins to be. */
void weft__race_born(uint32_t address, uint32_t size, uint32_t site) {
    weft__block_begin(address, size, site);
}

/* What was read there at the place `read` is used, after a wait; it is a number of at most 8 bytes. */
void weft__race_used(uint32_t address, uint32_t size, uint32_t read, uint32_t site) {
    const struct weft__task *task = weft__sched.running;
    uint32_t offset = address % WEFT__GRANULE_BYTES;
    struct weft__granule *granule =
        task ? weft__granule_of(address / WEFT__GRANULE_BYTES, (uint32_t)weft__sched.switches) : NULL;
    if (granule && offset + size <= WEFT__GRANULE_BYTES)
        weft__races_use(granule, (uint8_t)(((UINT32_C(1) << size) - 1) << offset), task, read, site);
}
