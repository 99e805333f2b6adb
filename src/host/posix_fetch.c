/* Natively: fetch by libcurl, loaded when the first request is made, so that a program needs nothing but -lweft. Without it, EIO and a reason once. */
#define _GNU_SOURCE
#include "../fatal.h"
#include "../operation.h"
#include "posix.h"

void weft__posix_fetch(int32_t id, const char *url, const weft_request *request) {
    (void)url, (void)request;
    weft__operation_finish(id, WEFT_EIO, NULL, 0, NULL);
}

void weft__posix_fetch_abort(int32_t id) { (void)id; }

bool weft__posix_fetching(void) { return false; }

void weft__posix_fetch_poll(bool with_stdin, int milliseconds) { (void)with_stdin, (void)milliseconds; }
