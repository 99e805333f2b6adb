/* The rules, and the account. */
#include "host/wasm/races.h"

#include <stddef.h>

#include "core/task_table.h"
#include "core/wait.h"
#include "host/wasm/blocks.h"

enum { MAX_RACES = 256, MAX_OF_ADDRESS = 8 };

#define WEFT_RACE_KIND(name, value) enum { name = value };
#include "abi/races.def"

struct race {
    uint32_t kind, address;
    uint32_t task;
    const char *name;
    uint32_t other;
    const char *other_name;
    uint32_t first, between, then, wait_line, block, block_site, again, claimed;
};

static WEFT__DETECTOR_STATE struct {
    struct race *races;
    uint32_t count;
} account;

#define pointer const char *
#define WEFT_RACE_FIELD(type, name, offset) RACE_FIELD_##type(name, offset)
#define RACE_FIELD_uint32_t(name, offset) _Static_assert(offsetof(struct race, name) == offset, #name);
#define RACE_FIELD_pointer(name, offset) RACE_FIELD_uint32_t(name, offset)
#define RACE_FIELD_void(name, offset) _Static_assert(sizeof(struct race) == offset, #name);
#undef pointer
#include "abi/races.def"

__attribute__((export_name("weft_races"))) const void *weft__races(void);
const void *weft__races(void) { return &account; }

/* ---- The account ---- */

static bool same_places(const struct race *race, const struct weft__read *read, uint32_t kind,
                        uint32_t then) {
    return race->kind == kind && race->first == (read->site & ~WEFT__DECIDES) &&
           race->between == read->other_site && race->then == then;
}

/* Each object once for the same places, and of an array not every element. */
static bool is_news(const struct weft__read *read, uint32_t kind, uint32_t address, uint32_t then) {
    int of_places = 0;
    for (uint32_t i = 0; i < account.count; i++) {
        if (!same_places(&account.races[i], read, kind, then)) continue;
        if (account.races[i].address == address || ++of_places == MAX_OF_ADDRESS) return false;
    }
    return true;
}

static void tell(const struct weft__granule *granule, uint8_t bytes, const struct weft__read *read,
                 uint32_t kind, const struct weft__task *task, uint32_t then) {
    uint32_t address = granule->number * WEFT__GRANULE_BYTES + (uint32_t)__builtin_ctz(bytes);
    then &= ~WEFT__DECIDES;
    if (!account.races) account.races = weft__detector_alloc(MAX_RACES, sizeof *account.races);
    if (!account.races || account.count == MAX_RACES || !is_news(read, kind, address, then)) return;
    const struct weft__block *block = weft__block_around(address);
    account.races[account.count++] = (struct race){
        .kind = kind,
        .address = address,
        .task = read->task,
        .name = task->name,
        .other = read->other,
        .other_name = read->other_name ? read->other_name : weft_task_name(read->other),
        .first = read->site & ~WEFT__DECIDES,
        .between = read->other_site,
        .then = then,
        .wait_line = read->wait_line,
        .block = block ? block->address : 0,
        .block_site = block ? block->site : 0,
        .again = read->again,
        .claimed = (read->claimed & bytes) != 0,
    };
}

/* ---- The rules ---- */

/* What a task has read in an earlier turn counts no more once it reads it again. A check that another task
   has overtaken stays one: whether what is read now decides about the same is known later. */
static bool is_over(struct weft__read *read, uint8_t bytes, uint32_t site) {
    bool decides = site & WEFT__DECIDES;
    bool overtaken = read->stale & bytes && read->site & WEFT__DECIDES && !(decides && read->again);
    if (overtaken) read->checked |= read->stale & bytes;
    if (overtaken && decides) read->again = site & ~WEFT__DECIDES;
    if (!overtaken) read->bytes &= (uint8_t)~bytes;
    read->stale &= read->bytes;
    read->checked &= read->bytes;
    return read->bytes == 0;
}

void weft__races_read(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                      uint32_t turn, uint32_t site) {
    uint32_t id = (uint32_t)task->id;
    bool known = false;
    for (struct weft__read **at = &granule->reads; *at;) {
        struct weft__read *read = *at;
        if (read->task == id && read->turn != turn && read->bytes & bytes && is_over(read, bytes, site)) {
            weft__granule_drop_read(at);
            continue;
        }
        if (read->task == id && read->turn == turn && read->site == site) {
            read->bytes |= bytes;
            read->written &= (uint8_t)~bytes;
            known = true;
        }
        at = &read->next;
    }
    struct weft__read *made = known ? NULL : weft__granule_add_read(granule);
    if (!made) return;
    made->task = id;
    made->turn = turn;
    made->site = site;
    made->bytes = bytes;
}

static void overtake(struct weft__read *read, uint8_t bytes, const struct weft__task *other, uint32_t site) {
    const struct weft__task *task = weft__task_find(read->task);
    read->stale |= read->bytes & bytes;
    read->claimed |= read->written & bytes;
    read->other = (uint32_t)other->id;
    read->other_name = other->owned_name ? NULL : other->name; /* one of its own goes with the task */
    read->other_site = site & ~WEFT__DECIDES;
    read->wait_line = task ? (uint32_t)task->line : 0;
}

void weft__races_write(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                       uint32_t turn, uint32_t site) {
    (void)turn;
    uint32_t id = (uint32_t)task->id;
    for (struct weft__read *read = granule->reads; read; read = read->next) {
        if (!(read->bytes & bytes)) continue;
        if (read->task != id) {
            overtake(read, bytes, task, site);
            continue;
        }
        uint8_t lost = read->stale & bytes & (uint8_t)~read->checked, acted = read->checked & bytes;
        if (lost) tell(granule, lost, read, LOST_UPDATE, task, site);
        if (acted) tell(granule, acted, read, CHECK_THEN_ACT, task, site);
        read->stale &= (uint8_t)~bytes;
        read->checked &= (uint8_t)~bytes;
        read->written |= bytes;
    }
}

void weft__races_use(struct weft__granule *granule, uint8_t bytes, const struct weft__task *task,
                     uint32_t site, uint32_t use) {
    for (const struct weft__read *read = granule->reads; read; read = read->next) {
        if (read->task != (uint32_t)task->id || (read->site & ~WEFT__DECIDES) != (site & ~WEFT__DECIDES))
            continue;
        uint8_t stale = read->stale & bytes & (uint8_t) ~(read->written | read->checked);
        if (stale) tell(granule, stale, read, STALE_READ, task, use);
    }
}
