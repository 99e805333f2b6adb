/* WEFT_SCHEDULE in the environment says who decides at a run's choices: a policy, or a schedule, whose form
   web/runtime/schedule.ts describes and reads and writes as well. The text of a run under a random policy is
   made outside of malloc's memory, where the run and its replay must agree. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/choice.h"
#include "host/host.h"
#include "host/posix/posix.h"
#include "report/fatal.h"

enum { CHANGES = 2 }; /* of priorities under pct: what finds bugs that need three orderings */

/* Of the schedule that is followed, by stream: what comes after the departures that have been read, and the
   number after the last of these. */
static const char *rest[WEFT__STREAMS];
static uint64_t read_number[WEFT__STREAMS];
static uint64_t written_number;

static bool random_policy;
static char *text;          /* of the departures that have been made, NUL-ended */
static size_t length, size; /* bytes */

/* ---- Reading ---- */

static bool valid(const char *schedule) {
    return schedule[0] == 'a' && schedule[1] != '\0' &&
           schedule[strspn(schedule, "afmt0123456789.-")] == '\0';
}

/* After a colon a policy may have a seed of its own: "pct:7". */
static bool is_policy(const char *schedule, const char *name, uint64_t *seed) {
    size_t named = strlen(name);
    if (strncmp(schedule, name, named) != 0) return false;
    if (schedule[named] == '\0') return true;
    if (schedule[named] != ':' || schedule[named + 1] == '\0') return false;
    char *end;
    *seed = strtoull(schedule + named + 1, &end, 10);
    return *end == '\0';
}

static enum weft__policy policy_of(const char *schedule, uint64_t *seed) {
    if (!schedule || strcmp(schedule, "fifo") == 0 || schedule[0] == '\0') return WEFT__POLICY_FIFO;
    if (is_policy(schedule, "random", seed)) return WEFT__POLICY_RANDOM;
    if (is_policy(schedule, "pct", seed)) return WEFT__POLICY_PCT;
    if (!valid(schedule)) {
        weft__say("WEFT_SCHEDULE is fifo, random, pct or a schedule that a run has printed, not '%.60s'",
                  schedule);
        _exit(WEFT__EXIT_USAGE);
    }
    for (int stream = 0; stream < WEFT__STREAMS; stream++) rest[stream] = schedule + 1;
    return WEFT__POLICY_REPLAY;
}

/* A departure of a call that fails begins with an f, of an allocation with an m, of a timer with a t. */
static enum weft__stream stream_of(const char *departure) {
    switch (*departure) {
    case 'f': return WEFT__STREAM_FAULTS;
    case 'm': return WEFT__STREAM_ALLOCATIONS;
    case 't': return WEFT__STREAM_TIMERS;
    default: return WEFT__STREAM_CHOICES;
    }
}

bool weft__host_next_departure(enum weft__stream stream, struct weft__departure *departure) {
    const char *at = rest[stream];
    while (at && *at != '\0' && stream_of(at) != stream) {
        at = strchr(at, '-');
        if (at) at++;
    }
    rest[stream] = at;
    if (!at || *at == '\0') return false;
    char *end;
    departure->number = read_number[stream] + strtoull(at + strspn(at, "fmt"), &end, 10);
    departure->alternative = 1;
    if (*end == '.') departure->alternative = (uint32_t)strtoul(end + 1, &end, 10);
    rest[stream] = *end == '-' ? end + 1 : end;
    read_number[stream] = departure->number + 1;
    return true;
}

/* ---- For weft-explore: the schedule is followed as far as it goes, and the run tells of its choices ---- */

enum { MAX_TOLD_CHOICES = 1 << 16 };

static const char *follow_and_tell; /* the descriptor on which weft-explore wants the choices; or NULL */
static struct weft__departure following;
static bool follows;
static uint64_t chosen;
static uint16_t counts[MAX_TOLD_CHOICES]; /* the alternatives that each choice had */

static void follow_next(void) { follows = weft__host_next_departure(WEFT__STREAM_CHOICES, &following); }

uint32_t weft__host_choose(int kind, uint32_t count, uint32_t seeded) {
    (void)seeded;
    if (kind == WEFT__CHOICE_FAULT || kind == WEFT__CHOICE_ALLOCATION || kind == WEFT__CHOICE_TIMER) return 0;
    uint64_t number = chosen++;
    if (number < MAX_TOLD_CHOICES) counts[number] = (uint16_t)(count > UINT16_MAX ? UINT16_MAX : count);
    if (!follows || following.number != number) return 0;
    uint32_t alternative = following.alternative < count ? following.alternative : 0;
    follow_next();
    return alternative;
}

/* Numbers of two bytes, one for each choice. */
static void tell_choices(void) {
    if (!follow_and_tell) return;
    const char *at = (const char *)counts;
    size_t left = sizeof counts[0] * (chosen < MAX_TOLD_CHOICES ? (size_t)chosen : MAX_TOLD_CHOICES);
    int descriptor = atoi(follow_and_tell);
    follow_and_tell = NULL;
    for (ssize_t done; left > 0 && (done = write(descriptor, at, left)) > 0; at += done) left -= (size_t)done;
}

#ifdef __GLIBC__
static void tell_failure(int status, void *unused) {
    (void)unused;
    if (status != 0) weft__posix_say_schedule();
}
#endif

void weft__posix_follow_schedule(uint64_t seed) {
    enum weft__policy policy = policy_of(getenv("WEFT_SCHEDULE"), &seed);
    random_policy = policy == WEFT__POLICY_RANDOM || policy == WEFT__POLICY_PCT;
    follow_and_tell = getenv("WEFT_CHOICES");
    if (follow_and_tell) {
        follow_next();
        atexit(tell_choices);
    }
    weft__choices_begin(follow_and_tell ? WEFT__POLICY_HOST : policy, seed, CHANGES, 0);
#ifdef __GLIBC__
    if (random_policy) on_exit(tell_failure, NULL);
#endif
}

/* ---- Writing ---- */

static bool make_room(size_t more) {
    if (length + more < size) return true;
    size_t larger = size ? 2 * size : 1 << 16;
    char *memory = mmap(NULL, larger, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return false;
    if (text) {
        memcpy(memory, text, length + 1);
        munmap(text, size);
    }
    text = memory;
    size = larger;
    return true;
}

void weft__host_departed(struct weft__departure departure) {
    enum { MAX_DEPARTURE_BYTES = 40 };
    if (!make_room(MAX_DEPARTURE_BYTES)) return;
    unsigned long long skipped = departure.number - written_number;
    int added = snprintf(text + length, MAX_DEPARTURE_BYTES, "%s%llu", length ? "-" : "a", skipped);
    if (departure.alternative > 1)
        added += snprintf(text + length + added, MAX_DEPARTURE_BYTES - (size_t)added, ".%u",
                          (unsigned)departure.alternative);
    length += (size_t)added;
    written_number = departure.number + 1;
}

void weft__posix_say_schedule(void) {
    tell_choices();
    if (!random_policy) return;
    static const char begin[] = "weft: schedule: ", fifo[] = "fifo";
    weft__host_write_error(begin, sizeof begin - 1);
    weft__host_write_error(text ? text : fifo, text ? length : sizeof fifo - 1);
    weft__host_write_error("\n", 1);
}
