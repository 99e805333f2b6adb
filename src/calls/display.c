/* weft_next_frame waits for the display or, where there is none, for the time at which one would show its
   next frame. */
#include "base/touch.h"
#include "core/host_request.h"
#include "core/timer.h"
#include "host/host.h"

static const struct weft__wait_kind waiting = {.call = "weft_next_frame"};

/* Frame k is shown at k/60 s, rounded to a nanosecond: so the sixtieth comes at the second, and there are 60
   of them. */
static int64_t next_frame_after(int64_t now) {
    enum { RATE_HZ = 60 };
    const int64_t second_ns = 1000000000, begun = now - now % second_ns;
    int64_t frame = now % second_ns * RATE_HZ / second_ns, time;
    do time = (++frame * second_ns + RATE_HZ / 2) / RATE_HZ;
    while (begun + time <= now);
    return begun + time;
}

struct frame {
    struct weft__timer timer; /* armed where there is no display */
    struct weft__host_request request;
};

static void finish(struct weft__timer *timer) {
    weft__host_request_frame(weft__container(timer, struct frame, timer)->request.id, timer->deadline);
}

int weft_next_frame_at(double *seconds, const char *file, int line) {
    struct frame frame = {.timer = {.order = 0}};
    int error = weft__host_request_begin(&frame.request, &waiting, NULL, file, line);
    if (error) return error;
    if (!weft__host_next_frame(frame.request.id)) {
        weft__host_request_time(&frame.request);
        weft__timer_arm(&frame.timer, next_frame_after(weft__host_now()), finish);
    }
    error = weft__host_request_wait(&frame.request);
    weft__timer_disarm(&frame.timer);
    weft__touch_bytes(seconds, sizeof *seconds);
    if (error == 0 && seconds) *seconds = (double)frame.request.time / 1e9;
    return error ? error : frame.request.status;
}
