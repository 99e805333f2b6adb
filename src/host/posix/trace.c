/* WEFT_TRACE=FILE writes a line for each event of the run: the time in ns, what happened to which task, the
   other task, the object, the call, the place, and text. So runs can be compared, natively and in
   WebAssembly; the format is for that alone. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/trace.h"
#include "core/metering.h"
#include "host/host.h"
#include "host/posix/posix.h"
#include "report/fatal.h"

enum { CAPACITY_SLOTS = 1 << 20, TEXT_BYTES = 28, MAX_TEXT_BYTES = 256 };

static FILE *output;
static uint64_t written; /* slots of the ring */

static const char *const names[] = {
#define WEFT_EVENT(name, value) [value] = #name,
#include "abi/trace.def"
};

void weft__posix_trace_start(const char *file) {
    output = fopen(file, "w");
    if (!output || !weft__metering_start(CAPACITY_SLOTS))
        weft__say("WEFT_TRACE: %.200s cannot be written", file);
}

static const struct weft__trace_slot *slot_at(uint64_t at) {
    return &weft__trace_ring.slots[at & weft__trace_ring.mask];
}

/* A slot of text has its kind, the number of bytes, two bytes unused, and the bytes. */
static void gather_text(char *text, uint64_t at, unsigned slots) {
    size_t length = 0;
    for (unsigned i = 0; i < slots; i++) {
        const unsigned char *slot = (const unsigned char *)slot_at(at + i);
        memcpy(text + length, slot + 4, slot[1]);
        length += slot[1];
    }
    text[length] = '\0';
}

static void write_event(const struct weft__trace_slot *event, const char *text) {
    fprintf(output, "%.0f %s %" PRIu32 " %" PRIu32 " %" PRIu32 " %s %s:%u %s\n", event->time,
            names[event->kind], event->task, event->peer, event->object, event->call ? event->call : "-",
            event->file ? event->file : "-", (unsigned)event->line, text);
}

/* The file is written between turns. */
void weft__host_turn_begins(void) {}

void weft__posix_trace_write(void) {
    if (!output || !weft__trace_ring.slots) return;
    uint64_t head = weft__trace_head();
    if (head - written > CAPACITY_SLOTS) {
        fprintf(output, "lost %" PRIu64 "\n", head - written - CAPACITY_SLOTS);
        written = head - CAPACITY_SLOTS;
    }
    while (written < head) {
        const struct weft__trace_slot *event = slot_at(written++);
        char text[MAX_TEXT_BYTES + TEXT_BYTES] = "";
        if (event->kind == WEFT__EVENT_TEXT) continue;
        gather_text(text, written, event->text_slots);
        written += event->text_slots;
        write_event(event, text);
    }
    fflush(output);
}
