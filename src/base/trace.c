/* The ring of the trace has events of one slot each, and the text that follows some of them. */
#define _POSIX_C_SOURCE 200809L
#include "base/trace.h"

#include <string.h>

#include "base/memory.h"

enum { TEXT_BYTES = 28 }; /* of one slot */

struct text_slot {
    uint8_t kind, length, unused[2];
    char bytes[TEXT_BYTES];
};

#if UINTPTR_MAX == UINT32_MAX
#define pointer const char *
#define WEFT_SLOT_FIELD(type, name, offset)                                          \
    _Static_assert(offsetof(struct weft__trace_slot, name) == offset &&              \
                       sizeof(((struct weft__trace_slot *)0)->name) == sizeof(type), \
                   #name);
#include "abi/trace.def"
#define TASK_SIZE_OF_void 0
#undef pointer
_Static_assert(sizeof(struct weft__trace_slot) == 32 && sizeof(struct text_slot) == 32, "slots are 32 bytes");
#endif

uint32_t weft__watched;
bool weft__tracing;
struct weft__trace_ring weft__trace_ring;

void weft__trace_stop(void) {
    weft__tracing = false;
    weft__watch(WEFT__WATCH_TRACE, false);
}

uint64_t weft__trace_head(void) { return weft__trace_ring.head; }

void weft__trace_time(int64_t now) { weft__trace_ring.now = (double)now; }

void *weft__trace_open(size_t capacity) {
    weft__trace_stop();
    weft__free(weft__trace_ring.slots);
    weft__trace_ring = (struct weft__trace_ring){
        .slots = weft__alloc(capacity * sizeof *weft__trace_ring.slots), .mask = capacity - 1};
    weft__tracing = weft__trace_ring.slots != NULL;
    weft__watch(WEFT__WATCH_TRACE, weft__tracing);
    return weft__trace_ring.slots;
}

static void write_text(const char *text, size_t length) {
    for (size_t at = 0; at < length; at += TEXT_BYTES) {
        size_t part = length - at < TEXT_BYTES ? length - at : TEXT_BYTES;
        struct text_slot *slot =
            (void *)&weft__trace_ring.slots[weft__trace_ring.head++ & weft__trace_ring.mask];
        *slot = (struct text_slot){.kind = WEFT__EVENT_TEXT, .length = (uint8_t)part};
        memcpy(slot->bytes, text + at, part);
    }
}

void weft__trace_plain(enum weft__event kind, int64_t task, int64_t peer, uint32_t object, const char *call,
                       const char *file, int line) {
    weft__trace_put(
        kind, task,
        (struct weft__trace){.peer = peer, .object = object, .call = call, .file = file, .line = line});
}

void weft__trace_duration(enum weft__event kind, int64_t task, int64_t nanoseconds, int64_t peer) {
    const uint64_t longest = ((uint64_t)1 << 48) - 1;
    if (!weft__tracing) return;
    uint64_t microseconds = nanoseconds > 0 ? (uint64_t)nanoseconds / 1000 : 0;
    if (microseconds > longest) microseconds = longest;
    weft__trace_plain(kind, task, peer, (uint32_t)microseconds, NULL, NULL, (int)(microseconds >> 32));
}

void weft__trace_text(enum weft__event kind, int64_t task, const struct weft__trace *event) {
    size_t length = strnlen(event->text, WEFT__MAX_TEXT_BYTES);
    struct weft__trace_slot *slot = &weft__trace_ring.slots[weft__trace_ring.head & weft__trace_ring.mask];
    weft__trace_put(kind, task, *event);
    slot->text_slots = (uint8_t)((length + TEXT_BYTES - 1) / TEXT_BYTES);
    write_text(event->text, length);
}
