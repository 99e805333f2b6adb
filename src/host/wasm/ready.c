/* poll and select take a file for ready always, and stdin too (a read of it waits); a pipe is ready when
   there is something in it. Where nothing is, they hold everything for as long as they were given, as sleep
   does. */
#include <errno.h>
#include <poll.h>
#include <sys/select.h>

#include <syscall_arch.h>

#include "host/host.h"
#include "host/wasm/descriptors.h"

static short ready_of(const struct pollfd *one) {
    const struct weft__open *file = weft__open_of(one->fd);
    if (!file) return POLLNVAL;
    int ready =
        (weft__can_read(file) ? POLLIN | POLLRDNORM : 0) | (weft__can_write(file) ? POLLOUT | POLLWRNORM : 0);
    return (short)(ready & one->events);
}

/* Nothing is ready and nothing can become so while everything is held. */
static long hold(double milliseconds) {
    if (milliseconds < 0) return -EDEADLK;
    if (milliseconds > 0) weft__host_block((int64_t)(milliseconds * 1e6));
    return 0;
}

long __syscall_poll(long list, long count, long milliseconds) {
    struct pollfd *fds = (struct pollfd *)list;
    long ready = 0;
    for (long i = 0; i < count; i++) {
        fds[i].revents = fds[i].fd < 0 ? 0 : ready_of(&fds[i]);
        ready += fds[i].revents != 0;
    }
    return ready > 0 ? ready : hold((double)milliseconds);
}

static bool wanted(const fd_set *set, int fd) { return set && FD_ISSET(fd, set); }

/* How many are ready, which is then what the sets say; a negative errno. */
static long select_ready(int count, fd_set *read, fd_set *write, fd_set *except) {
    fd_set can_read, can_write;
    FD_ZERO(&can_read);
    FD_ZERO(&can_write);
    long ready = 0;
    if (count < 0 || count > FD_SETSIZE) return -EINVAL;
    for (int fd = 0; fd < count; fd++) {
        if (!wanted(read, fd) && !wanted(write, fd) && !wanted(except, fd)) continue;
        const struct weft__open *file = weft__open_of(fd);
        if (!file) return -EBADF;
        if (wanted(read, fd) && weft__can_read(file)) ready++, FD_SET(fd, &can_read);
        if (wanted(write, fd) && weft__can_write(file)) ready++, FD_SET(fd, &can_write);
    }
    if (read) *read = can_read;
    if (write) *write = can_write;
    if (except) FD_ZERO(except);
    return ready;
}

static long select_for(long count, long read, long write, long except, double milliseconds) {
    long ready = select_ready((int)count, (fd_set *)read, (fd_set *)write, (fd_set *)except);
    return ready != 0 ? ready : hold(milliseconds);
}

long __syscall__newselect(long count, long read, long write, long except, long timeout) {
    const long *span = (const long *)timeout; /* seconds, microseconds */
    double milliseconds = span ? (double)span[0] * 1e3 + (double)span[1] / 1e3 : -1;
    return select_for(count, read, write, except, milliseconds);
}

long __syscall_pselect6(long count, long read, long write, long except, long timeout, long signals) {
    (void)signals;
    const long *span = (const long *)timeout; /* seconds, nanoseconds */
    double milliseconds = span ? (double)span[0] * 1e3 + (double)span[1] / 1e6 : -1;
    return select_for(count, read, write, except, milliseconds);
}
