/* WEFT_TRACE=FILE records the run in a file that the page opens as a timeline; docs/trace.md has the format.
   What has happened is written between turns, by write(2) alone and without an allocation: so a crash can
   write the rest, and what is in the file is whole up to its last piece. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/trace.h"
#include "core/metering.h"
#include "host/host.h"
#include "host/posix/posix.h"
#include "report/fatal.h"

enum { CAPACITY_SLOTS = 1 << 20, SLOT_BYTES = 32, HEAD_BYTES = 8 };

/* A text that slots name by its number, which is its place here and 1 more. The next of the same hash. */
enum { MAX_TEXTS = 1 << 12 };
static struct {
    const char *list[MAX_TEXTS];
    uint16_t next[MAX_TEXTS], first[MAX_TEXTS];
    unsigned count;
} texts;

static int output = -1;
static uint64_t written; /* slots of the ring */

/* A piece of the file: four letters, the number of the bytes that follow, and these. */
static struct {
    unsigned char bytes[HEAD_BYTES + (1 << 16)];
    size_t length;
} piece;

static void give_up(void) {
    weft__say("WEFT_TRACE: the file cannot be written: %s", strerror(errno));
    close(output);
    output = -1;
}

static void write_all(const void *bytes, size_t length) {
    const unsigned char *from = bytes;
    while (output >= 0 && length > 0) {
        ssize_t done = write(output, from, length);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) give_up();
        else from += done, length -= (size_t)done;
    }
}

static void put(const void *bytes, size_t length) {
    memcpy(piece.bytes + piece.length, bytes, length);
    piece.length += length;
}

static void begin_piece(const char kind[4]) {
    piece.length = 0;
    put(kind, 4);
    put(&(uint32_t){0}, 4);
}

static void end_piece(void) {
    uint32_t length = (uint32_t)(piece.length - HEAD_BYTES);
    memcpy(piece.bytes + 4, &length, sizeof length);
    write_all(piece.bytes, piece.length);
    piece.length = 0;
}

static bool has_room(size_t length) { return piece.length + length <= sizeof piece.bytes; }

static void write_text(uint32_t number, const char *text) {
    unsigned char head[HEAD_BYTES + 4] = "TEXT";
    size_t length = strlen(text);
    memcpy(head + 4, &(uint32_t){(uint32_t)(sizeof number + length)}, 4);
    memcpy(head + 8, &number, sizeof number);
    write_all(head, sizeof head);
    write_all(text, length);
}

/* The source goes into the file as it is now, where it can be read. */
static void write_source(uint32_t number, const char *path) {
    enum { MAX_SOURCE_BYTES = 1 << 20 };
    unsigned char head[HEAD_BYTES + 4] = "CODE";
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    bool fits = fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 &&
                about.st_size <= MAX_SOURCE_BYTES;
    size_t size = fits ? (size_t)about.st_size : 0;
    void *source = fits ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    close(file);
    if (source == MAP_FAILED) return;
    memcpy(head + 4, &(uint32_t){(uint32_t)(sizeof number + size)}, 4);
    memcpy(head + 8, &number, sizeof number);
    write_all(head, sizeof head);
    write_all(source, size);
    munmap(source, size);
}

/* 0: there is none, or there are too many. A new one is written before the slots that name it. */
static uint32_t number_of(const char *text, bool is_file) {
    if (!text) return 0;
    size_t hash = ((uintptr_t)text >> 3 ^ (uintptr_t)text >> 15) % MAX_TEXTS;
    for (unsigned at = texts.first[hash]; at; at = texts.next[at - 1])
        if (texts.list[at - 1] == text) return at;
    if (texts.count == MAX_TEXTS) return 0;
    texts.list[texts.count] = text;
    texts.next[texts.count] = texts.first[hash];
    texts.first[hash] = (uint16_t)++texts.count;
    const char *slash = is_file ? strrchr(text, '/') : NULL; /* where it lies is nobody's business */
    write_text(texts.count, slash ? slash + 1 : text);
    if (is_file) write_source(texts.count, text);
    return texts.count;
}

/* A slot as abi/trace.def lays it out, with numbers for its texts. */
static void put_slot(const struct weft__trace_slot *slot) {
    if (slot->kind == WEFT__EVENT_TEXT) {
        put(slot, SLOT_BYTES);
        return;
    }
    uint32_t call = number_of(slot->call, false), file = number_of(slot->file, true);
    put(slot, SLOT_BYTES - 2 * sizeof call);
    put(&call, sizeof call);
    put(&file, sizeof file);
}

static void write_slots(uint64_t head) {
    while (written < head) {
        begin_piece("SLOT");
        while (written < head && has_room(SLOT_BYTES))
            put_slot(&weft__trace_ring.slots[written++ & weft__trace_ring.mask]);
        end_piece();
    }
}

static void write_number(const char kind[4], double number) {
    begin_piece(kind);
    put(&number, sizeof number);
    end_piece();
}

void weft__posix_trace_start(const char *file) {
    _Static_assert(offsetof(struct weft__trace_slot, call) == 24, "the slots' beginnings are alike");
    output = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (output >= 0 && weft__metering_start(CAPACITY_SLOTS)) write_all("weft-tr1", 8);
    else weft__say("WEFT_TRACE: %.200s cannot be written", file);
}

/* The file is written between turns. */
void weft__host_turn_begins(void) {}

void weft__host_turn_ended(void) {}

void weft__posix_trace_write(void) {
    if (output < 0 || !weft__trace_ring.slots) return;
    uint64_t head = weft__trace_head();
    if (head == written) return;
    if (head - written > CAPACITY_SLOTS) {
        write_number("LOST", (double)(head - written));
        written = head;
    }
    write_slots(head);
    write_number("TIME", (double)weft__host_now());
}

void weft__posix_trace_end(const char *cause, int status) {
    weft__posix_trace_write();
    if (output < 0) return;
    double time = (double)weft__host_now();
    int32_t told = status;
    begin_piece("DONE");
    put(&time, sizeof time);
    put(&told, sizeof told);
    put(cause, strlen(cause));
    end_piece();
    close(output);
    output = -1;
}
