/* "/delay/N": N is a number of seconds written in digits, with a point and more digits where it has a
   fraction, and is at most a million. web/workers/delay.ts has the same rule for the page's service
   worker. */
#include "calls/delay.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "core/host_request.h"
#include "host/host.h"

static const int64_t SECOND_NS = 1000000000, MAX_NS = 1000000 * INT64_C(1000000000);

static bool is_digit(char one) { return one >= '0' && one <= '9'; }

/* Nanoseconds; what is smaller counts as nothing. -1: N is not written so. */
static int64_t read_span(const char *text) {
    int64_t span = 0, place = SECOND_NS;
    if (!is_digit(*text)) return -1;
    for (; is_digit(*text); text++) {
        span = 10 * span + (*text - '0') * SECOND_NS;
        if (span > MAX_NS) return -1;
    }
    if (*text == '.' && !is_digit(text[1])) return -1;
    if (*text == '.')
        for (text++; is_digit(*text); text++) span += (*text - '0') * (place /= 10);
    return *text == '\0' && span <= MAX_NS ? span : -1;
}

static void answer(struct weft__timer *timer) {
    const struct weft__delay *delay = weft__container(timer, struct weft__delay, timer);
    const size_t size = strlen(delay->written) + sizeof "waited  s\n";
    char *body = weft__alloc(size), *type = weft__alloc(sizeof "text/plain");
    if (!body || !type) {
        weft__free(body);
        weft__free(type);
        weft__host_request_finish(delay->id, WEFT_ENOMEM, NULL, 0, NULL);
        return;
    }
    memcpy(type, "text/plain", sizeof "text/plain");
    snprintf(body, size, "waited %s s\n", delay->written);
    weft__host_request_finish(delay->id, 200, body, size - 1, type);
}

bool weft__delay_begin(struct weft__delay *delay, int32_t id, const char *url) {
    static const char prefix[] = "/delay/";
    *delay = (struct weft__delay){.id = id};
    if (strncmp(url, prefix, sizeof prefix - 1) != 0) return false;
    delay->written = url + sizeof prefix - 1;
    int64_t span = read_span(delay->written);
    if (span < 0) return false;
    weft__timer_arm(&delay->timer, weft__host_now() + span, answer);
    return true;
}

void weft__delay_end(struct weft__delay *delay) { weft__timer_disarm(&delay->timer); }
