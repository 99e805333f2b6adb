/* weft.h: coroutines in C, with an event loop.
 *
 * A program that uses Weft is a plain C program with a plain main. main is the first task. It spawns more; each has a
 * stack of its own; one thread runs them all, one at a time. A task keeps its turn until it calls something that waits
 * (weft_sleep, weft_join, weft_chan_recv …): then the others run. Nothing else ever takes the turn away, so plain variables
 * need no locks between two waits. The same file builds for WebAssembly and natively:
 *
 *     static void *greet(void *name) {
 *         weft_sleep(0.5);
 *         printf("hello, %s\n", (char *)name);
 *         return NULL;
 *     }
 *     int main(void) {
 *         weft_task tasks[] = { weft_spawn(greet, "warp"), weft_spawn(greet, "weft") };
 *         return weft_gather(tasks, 2, NULL);          // half a second, not a whole one
 *     }
 *
 * Conventions
 * - Functions that can fail return int: 0 or more is success, a negative WEFT_E… is the error. errno is not used.
 *   Constructors return NULL when there is no memory.
 * - Durations and times are seconds, as double.
 * - "Waits" means: the task may be suspended meanwhile, and others run. Exactly these functions notice cancellation:
 *   besides the errors listed, each of them can return WEFT_ECANCELED and WEFT_ETIMEDOUT (see "Cancellation").
 * - Whatever a function takes stays yours, unless it says otherwise; a pointer to a local variable is a good argument.
 * - Many of these functions are macros, which add the place of the call. Where the last parameters stand in a comment, an argument may be
 *   a compound literal: weft_gather((weft_task[]){a, b}, 2, NULL).
 * - stdout and stderr are line buffered; a task's unfinished line is written when the task is suspended.
 * - Misuse that no return value can tell (yielding outside a generator, unlocking another task's mutex) ends the program with
 *   status 70 and a line on stderr that names the call, the task and the place. So do a deadlock, a stack overflow, a failed assert
 *   and a crash.
 * - When main returns, or any task calls exit, the tasks that are left are cancelled, and run until they have ended, ignored the
 *   cancellation or had a second of time. The program says on stderr which were cut off.
 * - Everything is for one thread: none of it may be called from a signal handler or another thread.
 *
 * Contents: Errors · Tasks · Cancellation and timeouts · Groups · Generators · Channels and select · Synchronisation ·
 * The world outside · Looking inside
 */
#ifndef WEFT_H
#define WEFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define WEFT_VERSION "0.1.0"

/* ---- Errors ------------------------------------------------------------------------------------------------------------ */

enum {
    WEFT_ECANCELED = -101, /* the task was asked to stop (weft_cancel) */
    WEFT_ETIMEDOUT = -102, /* a timeout around the call has expired */
    WEFT_ECLOSED = -103,   /* the channel, or the generator, is closed */
    WEFT_EDONE = -104,     /* the generator, or the input, has ended */
    WEFT_EDEADLK = -105,   /* the task would wait for itself */
    WEFT_EBUSY = -106,     /* somebody else is using it just now */
    WEFT_EINVAL = -107,    /* an argument makes no sense */
    WEFT_EBADTASK = -108,  /* no task has this id, or it has been joined */
    WEFT_ENOMEM = -109,    /* no memory */
    WEFT_EAGAIN = -110,    /* it would have to wait, and was asked not to */
    WEFT_EIO = -111,       /* the world outside gave no answer */
    WEFT_ETOOBIG = -112    /* more than the limit, or than the buffer holds */
};

/* "WEFT_ETIMEDOUT" for WEFT_ETIMEDOUT; "WEFT_OK" for 0 and more; "WEFT_E?" for what is no error of Weft's. Static text. */
const char *weft_error_name(int error);
/* "timed out" for WEFT_ETIMEDOUT; "success" for 0 and more; "unknown error" otherwise. Static text. */
const char *weft_strerror(int error);

/* ---- Tasks (asyncio's create_task and gather, Go's go) ------------------------------------------------------------------ */

/* A task's id. > 0: a task; < 0: an error. main is 1, the others count on; an id is never given twice. */
typedef int64_t weft_task;

/* Makes a task that will run fn(arg). It first runs at a later turn, never inside this call; ready tasks run first in, first out.
   Its result is what fn returns. Every task must be joined or detached once. Does not wait. Errors: ENOMEM, EINVAL (fn is NULL). */
#define weft_spawn(fn, /* arg */...) weft_spawn_at((fn), __VA_ARGS__, NULL, #fn, __FILE__, __LINE__)

typedef struct {
    const char *name;  /* shown in reports and on the timeline; copied. NULL: the function's name */
    size_t stack_size; /* bytes, at least 512; rounded up to a size that the pool keeps. 0: the default (16 KiB in WebAssembly, 64 KiB natively,
                          where the least is 16 KiB) */
} weft_spawn_options;
/* The same with a name or a stack size. options may be NULL. Errors: ENOMEM, EINVAL (fn is NULL, a stack of less than 512 bytes). */
#define weft_spawn_with(fn, /* arg, options */...) weft_spawn_at((fn), __VA_ARGS__, #fn, __FILE__, __LINE__)

/* Waits until the task has ended, stores what it returned in *result (which may be NULL: not wanted) and frees it.
   0, or ECANCELED if the task was cancelled (see weft_cancel). Otherwise nothing is joined: EDEADLK (oneself),
   EBADTASK (unknown, detached, or joined before), EBUSY (another task is joining it, or a group owns it). A join that is itself cancelled or
   times out leaves the task running, and joinable. */
#define weft_join(task, result) weft_join_at((task), (result), __FILE__, __LINE__)

/* The task frees itself at its end; nobody joins it. Does not wait. Errors: EBADTASK, EBUSY (somebody is joining it). */
int weft_detach(weft_task task);

/* Joins them all, in whatever order they end; results[i] is what tasks[i] returned (NULL where it failed); results may be NULL. Every task that can be
   joined is joined either way. 0, or the first error in the array's order (weft_join's). Cancelled or timed out, it cancels the tasks,
   waits for them, joins them, and then returns that error. Waits. */
#define weft_gather(/* tasks, count, results */...) weft_gather_at(__VA_ARGS__, __FILE__, __LINE__)

/* Waits until one of them has ended; the index of the one that ended first. Joins none. Errors: EINVAL (count is 0), EBADTASK, EDEADLK, ENOMEM. */
#define weft_wait_any(/* tasks, count */...) weft_wait_any_at(__VA_ARGS__, __FILE__, __LINE__)

/* Lets every other ready task have its turn. 0. Waits. */
#define weft_yield() weft_yield_at(__FILE__, __LINE__)

/* Hands the turn over for so long; 0 or less yields. Equal deadlines wake in the order in which they were set. 0, or EINVAL (not a number). Waits. */
#define weft_sleep(seconds) weft_sleep_at((seconds), __FILE__, __LINE__)

/* Seconds since the program started, on the program's clock. */
double weft_now(void);
/* The task that calls. */
weft_task weft_self(void);
/* A live task's name, or NULL. The text is valid as long as the task. */
const char *weft_task_name(weft_task task);

/* ---- Cancellation and timeouts (Trio's: a state, not an event; in scopes) ------------------------------------------------ */

/* Asks a task to stop; never waits; asking again changes nothing. From then on every call of it that waits returns ECANCELED at once, also the one
   in which it is waiting now, until it ends. A task that has not started never runs. When the task ends with NULL after such a return, or never
   ran, joining it is ECANCELED; a task that returns something else all the same is joined with 0 and its result; so is one that never waited again.
   A receiver that had already been handed its item keeps it and returns 0. Errors: EBADTASK. A task that has ended: 0, nothing changes. */
int weft_cancel(weft_task task);
/* Has this task been asked to stop? True inside a shield as well. */
bool weft_cancelled(void);

/* Between these two, cancellation and the timeouts around them are held off, so that clean-up can wait; a timeout that begins inside works. They nest.
   Ending what was not begun is misuse. */
void weft_shield_begin(void);
#define weft_shield_end() weft_shield_end_at(__FILE__, __LINE__)

/* A moment in the future; embedded where something times out. The fields are Weft's. */
typedef struct weft_timer {
    int64_t deadline; /* ns */
    uint64_t order;   /* of arming: breaks ties */
    struct weft_timer *child, *next, *previous;
    void (*fire)(struct weft_timer *timer);
} weft_timer;

/* A timeout around a stretch of code: yours to allocate, usually a local variable; must stay until its end. The fields are Weft's. */
typedef struct weft_timeout {
    weft_timer timer;
    struct weft_timeout *outer;
    weft_task task;
    unsigned shields; /* that had begun when it began */
    bool expired;
} weft_timeout;
/* Opens a scope of so many seconds (0 or less: it has expired already). Once it has expired, every call inside that waits returns ETIMEDOUT at once, until its end.
   Scopes nest. Cancellation outranks a timeout. */
#define weft_timeout_begin(timeout, seconds) weft_timeout_begin_at((timeout), (seconds), __FILE__, __LINE__)
/* Closes the innermost scope (any other is misuse). True if it expired; of nested scopes that have expired the outermost one counts, and the inner ones say false. */
#define weft_timeout_end(timeout) weft_timeout_end_at((timeout), __FILE__, __LINE__)

/* Runs fn(arg) as a task and waits for it, for so many seconds at most: then cancels it, waits for its clean-up, and returns ETIMEDOUT, or 0 and its result
   if it returned one (not NULL) all the same. A caller that is cancelled or times out does the same with its own error. Errors: weft_spawn's and weft_join's. */
#define weft_wait_for(fn, /* arg, seconds, result */...) weft_wait_for_at((fn), __VA_ARGS__, #fn, __FILE__, __LINE__)

/* ---- Groups (Trio's nursery, asyncio's TaskGroup) ------------------------------------------------------------------------ */

/* Tasks that belong together: none of them outlives weft_group_close. */
typedef struct weft_group weft_group;
/* NULL: no memory. Closing frees it. */
weft_group *weft_group_open(void);
/* A task of the group. A negative return value fails the group: the others are cancelled. In a group that has failed or was cancelled, the new
   task is cancelled before it starts. Errors: ENOMEM, EINVAL. The group owns the task: nobody joins it. */
#define weft_group_spawn(group, fn, /* arg */...) weft_group_spawn_at((group), (fn), __VA_ARGS__, #fn, __FILE__, __LINE__)
/* Cancels every task of the group. 0. Does not wait. */
int weft_group_cancel(weft_group *group);
/* Waits until every task of the group has ended, and frees it. 0, or the error of the task that failed first (a cancelled one fails with ECANCELED).
   A caller that is cancelled or times out cancels them, waits for them all the same, and returns that error, unless one failed before. Only one task may close: EBUSY. */
#define weft_group_close(group) weft_group_close_at((group), __FILE__, __LINE__)

/* ---- Generators (Python's next, send, throw, close; Lua's resume and yield) ---------------------------------------------- */

/* A function that is left in the middle and gone on with later. */
typedef struct weft_gen weft_gen;
/* body(arg) runs at the first next, on a stack of its own. NULL: no memory. Free it with weft_gen_free. */
#define weft_gen_new(body, /* arg */...) weft_gen_new_at((body), __VA_ARGS__, #body, __FILE__, __LINE__)
/* Runs the body to its next yield: 0 and *out = the value yielded. EDONE and *out = what the body returned, when it ended; EDONE and NULL ever after.
   EBUSY: it is running, or being waited for by another task. Waits if the body waits: an asynchronous generator. out may be NULL. */
#define weft_gen_next(gen, out) weft_gen_send_at((gen), NULL, (out), "weft_gen_next", __FILE__, __LINE__)
/* The same, and the yield at which the body stands returns with *in = in. EINVAL: it stands at no yield yet, and in is not NULL (prime it with next). */
#define weft_gen_send(gen, /* in, out */...) weft_gen_send_at((gen), __VA_ARGS__, "weft_gen_send", __FILE__, __LINE__)
/* The same, and the yield returns the error (negative; otherwise EINVAL). A generator that has not started ends; this returns the error. One that has ended: EDONE. */
#define weft_gen_throw(gen, error, out) weft_gen_throw_at((gen), (error), (out), __FILE__, __LINE__)
/* The yield returns ECLOSED, and the body must end: 0 and *result = what it returned (result may be NULL). EBUSY: it yielded again instead (the generator then
   stands at that yield). One that never started ends without running; one that has ended: 0 and NULL. */
#define weft_gen_close(gen, result) weft_gen_close_at((gen), (result), __FILE__, __LINE__)
/* Closes it where it must and frees it. NULL is nothing. Freeing it while it runs is misuse. Waits if the body waits. */
#define weft_gen_free(gen) weft_gen_free_at((gen), __FILE__, __LINE__)
/* In a body, at any depth of calls: hands `out` to the consumer and stops here. 0 and *in = what was sent (in may be NULL); ECLOSED: the generator is
   being closed, end; or the error thrown. Outside a body it is misuse. */
#define weft_gen_yield(/* out, in */...) weft_gen_yield_at(__VA_ARGS__, __FILE__, __LINE__)

/* An integer through a void *, and back. */
#define WEFT_BOX(integer) ((void *)(intptr_t)(integer))
#define WEFT_UNBOX(pointer) ((intptr_t)(pointer))

/* ---- Channels and select (Go's) ------------------------------------------------------------------------------------------- */

/* A queue of items of one size between tasks. Those that wait are served first come, first served. */
typedef struct weft_chan weft_chan;
/* capacity: how many items it holds; 0: a sender waits until a receiver takes its item. NULL: no memory, or an item_size × capacity that is none. */
weft_chan *weft_chan_new(size_t item_size, size_t capacity);
/* Copies item_size bytes from item into the channel (item may be NULL if item_size is 0). 0; ECLOSED: it is closed, or was closed meanwhile; nothing was sent.
   A NULL channel: waits for ever. Waits. */
#define weft_chan_send(chan, /* item */...) weft_chan_send_at((chan), __VA_ARGS__, __FILE__, __LINE__)
/* Copies the oldest item out. 0; ECLOSED: it is closed and empty. Waits. */
#define weft_chan_recv(chan, item) weft_chan_recv_at((chan), (item), __FILE__, __LINE__)
/* The same without waiting: EAGAIN instead. */
int weft_chan_try_send(weft_chan *chan, const void *item);
int weft_chan_try_recv(weft_chan *chan, void *item);
/* No more is sent; what is in it can still be received; all that wait in it return ECLOSED. 0; ECLOSED: it was closed before; EINVAL: NULL. Does not wait. */
int weft_chan_close(weft_chan *chan);
/* How many items are in it. */
size_t weft_chan_len(const weft_chan *chan);
/* Closes it where it is open and frees it; those that wait in it return ECLOSED. NULL is nothing. */
void weft_chan_free(weft_chan *chan);

/* One of the things that a select waits for. */
typedef struct {
    int op;          /* WEFT_OP_RECV or WEFT_OP_SEND */
    weft_chan *chan; /* NULL: never happens */
    void *item;      /* where to receive to, or send from */
    int status;      /* of the case that happened: 0, or ECLOSED */
} weft_case;
enum { WEFT_OP_RECV = 1, WEFT_OP_SEND = 2 };
#define WEFT_RECV(chan, ptr) { WEFT_OP_RECV, (chan), (void *)(ptr), 0 }
#define WEFT_SEND(chan, ptr) { WEFT_OP_SEND, (chan), (void *)(ptr), 0 }
/* Waits until one of the cases can happen, lets it happen, and returns its index; the others do not happen. Of several that can, one is picked at random from the
   run's seed. A closed channel makes its case happen with status ECLOSED. No cases: waits for ever. Errors: EINVAL (an unknown op), ENOMEM. */
#define weft_select(/* cases, count */...) weft_select_at(__VA_ARGS__, __FILE__, __LINE__)
/* The same without waiting: EAGAIN when none can happen. */
int weft_try_select(weft_case *cases, size_t count);

/* ---- Synchronisation ------------------------------------------------------------------------------------------------------- */

/* Plain structs, yours to allocate; all zero is a valid start (a semaphore of 0, a barrier that needs weft_barrier_init). Nothing to destroy; none may vanish
   while a task waits in it. Those that wait are served first come, first served. A waiter that is cancelled at the moment it is woken hands the wake-up on. The fields are Weft's. */
typedef struct {
    void *first, *last;
} weft_queue;

/* One task at a time. Held across waits; between two waits nothing needs it. */
typedef struct {
    weft_task owner;
    weft_queue waiters;
} weft_mutex;
/* 0; EDEADLK: this task holds it already. Waits. */
#define weft_mutex_lock(mutex) weft_mutex_lock_at((mutex), __FILE__, __LINE__)
/* 0, or EAGAIN: somebody holds it. */
int weft_mutex_try_lock(weft_mutex *mutex);
/* Hands it to the first that waits. 0. Unlocking what one does not hold is misuse. */
#define weft_mutex_unlock(mutex) weft_mutex_unlock_at((mutex), __FILE__, __LINE__)

/* Waiting, with a mutex held, for something to change. */
typedef struct {
    weft_queue waiters;
} weft_cond;
/* Unlocks, waits for a signal, locks again, also when it is cancelled or times out. The mutex must be held. Check the condition in a loop. Waits. */
#define weft_cond_wait(cond, mutex) weft_cond_wait_at((cond), (mutex), __FILE__, __LINE__)
/* Wakes the first that waits, or all. 0. */
int weft_cond_signal(weft_cond *cond);
int weft_cond_broadcast(weft_cond *cond);

/* A number of permits. */
typedef struct {
    size_t count;
    weft_queue waiters;
} weft_sem;
void weft_sem_init(weft_sem *sem, size_t count);
/* Takes a permit. 0. Waits. */
#define weft_sem_acquire(sem) weft_sem_acquire_at((sem), __FILE__, __LINE__)
/* 0, or EAGAIN: there is none. */
int weft_sem_try_acquire(weft_sem *sem);
/* Gives one back, to the first that waits. 0. */
int weft_sem_release(weft_sem *sem);

/* A flag to wait for. */
typedef struct {
    bool set;
    weft_queue waiters;
} weft_event;
/* 0 as soon as it is set. Waits. */
#define weft_event_wait(event) weft_event_wait_at((event), __FILE__, __LINE__)
/* Sets it and wakes all that wait. 0. */
int weft_event_set(weft_event *event);
int weft_event_clear(weft_event *event);
bool weft_event_is_set(const weft_event *event);

/* A count of work that is left. */
typedef struct {
    size_t count;
    weft_queue waiters;
} weft_waitgroup;
/* count may be negative. 0; EINVAL: it would fall below 0, nothing changes. */
int weft_waitgroup_add(weft_waitgroup *group, int count);
/* The same as adding -1. */
int weft_waitgroup_done(weft_waitgroup *group);
/* 0 as soon as the count is 0. Waits. */
#define weft_waitgroup_wait(group) weft_waitgroup_wait_at((group), __FILE__, __LINE__)

/* So many tasks wait for each other, again and again. */
typedef struct {
    size_t parties, arrived;
    weft_queue waiters;
} weft_barrier;
/* 0, or EINVAL: nobody would ever pass. */
int weft_barrier_init(weft_barrier *barrier, size_t parties);
/* 0 when all have come. One that is cancelled has not come. EINVAL: not initialised. Waits. */
#define weft_barrier_wait(barrier) weft_barrier_wait_at((barrier), __FILE__, __LINE__)

/* ---- The world outside ----------------------------------------------------------------------------------------------------- */

typedef struct {
    int status;         /* HTTP's: 200, 404 … */
    char *body;         /* length bytes and a NUL; weft_response_free frees it */
    size_t length;      /* bytes */
    char *content_type; /* as the server says, or "" */
} weft_response;
typedef struct {
    const char *method;         /* NULL: GET, or POST where there is a body */
    const char *body;           /* NULL: none */
    size_t length;              /* of body, bytes */
    const char *const *headers; /* "Name: value" each, ended by NULL; NULL: none */
    size_t max_length;          /* of the answer's body, bytes; 0: no limit */
} weft_request;
/* Asks for a URL; request may be NULL (a plain GET). Without cookies or credentials. 0: there is an answer, whatever its status; free it with weft_response_free.
   EIO: no answer (no network, no such host, not allowed by the other side); ETOOBIG: longer than max_length; EINVAL; ENOMEM. On an error *response is all zero.
   Cancelled or timed out, the request is aborted. "/delay/2" answers after 2 seconds. Waits. */
#define weft_fetch(url, /* request, response */...) weft_fetch_at((url), __VA_ARGS__, __FILE__, __LINE__)
void weft_response_free(weft_response *response);

/* The next line of stdin, without its newline, with a NUL. Its length; EDONE: no more; ETOOBIG: the line does not fit into size bytes (the next call
   gets it whole, if its buffer is large enough); EINVAL: size is 0. Waits. Lines come in the order in which tasks asked. */
#define weft_read_line(buffer, size) weft_read_line_at((buffer), (size), __FILE__, __LINE__)

/* Waits for the display's next frame (60 a second where there is no display). 0 and *seconds = its time, as weft_now (seconds may be NULL). */
#define weft_next_frame(seconds) weft_next_frame_at((seconds), __FILE__, __LINE__)

/* ---- Looking inside -------------------------------------------------------------------------------------------------------- */

enum { WEFT_TASK_NEW = 0, WEFT_TASK_READY = 1, WEFT_TASK_RUNNING = 2, WEFT_TASK_WAITING = 3, WEFT_TASK_ENDED = 4 };
typedef struct {
    weft_task task;
    const char *name;       /* valid as long as the task */
    int state;              /* WEFT_TASK_… */
    const char *waiting_in; /* the call in which it waits, "weft_join", or NULL */
    weft_task waiting_for;  /* the task for which it waits, or 0 */
    const char *file;       /* where it last waited, or was spawned */
    int line;
    uint64_t switches;       /* turns it has had */
    double cpu_seconds;      /* processor time of its turns; measured only while the run is traced, otherwise 0 */
    size_t stack_size;       /* bytes; 0 for main natively */
    size_t stack_used;       /* bytes, where it stands now */
    size_t frame_bytes;      /* bytes of WebAssembly frames saved while it waits; 0 natively */
} weft_task_info;
/* Describes the live tasks, the oldest first, up to max of them (info may be NULL if max is 0); returns how many there are. */
size_t weft_tasks(weft_task_info *info, size_t max);

typedef struct {
    uint64_t switches;  /* turns in all */
    uint64_t spawned;   /* tasks in all, main included */
    size_t live;        /* tasks that have not been joined or freed */
    size_t ready;       /* tasks that wait for their turn */
    size_t stack_bytes; /* stacks in use, without main's */
    size_t frame_bytes; /* saved frames, of all that wait */
} weft_stats_info;
void weft_stats(weft_stats_info *stats);

/* A label on this task's lane of the timeline; printf's format. Costs next to nothing while nobody traces. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void weft_mark(const char *format, ...);

/* ---- Behind the macros: the same with the place of the call. For wrappers and other languages. ------------------------------ */

weft_task weft_spawn_at(void *(*fn)(void *), void *arg, const weft_spawn_options *options, const char *name, const char *file, int line);
int weft_join_at(weft_task task, void **result, const char *file, int line);
int weft_gather_at(const weft_task *tasks, size_t count, void **results, const char *file, int line);
int weft_wait_any_at(const weft_task *tasks, size_t count, const char *file, int line);
int weft_yield_at(const char *file, int line);
int weft_sleep_at(double seconds, const char *file, int line);
void weft_shield_end_at(const char *file, int line);
void weft_timeout_begin_at(weft_timeout *timeout, double seconds, const char *file, int line);
bool weft_timeout_end_at(weft_timeout *timeout, const char *file, int line);
int weft_wait_for_at(void *(*fn)(void *), void *arg, double seconds, void **result, const char *name, const char *file, int line);
weft_task weft_group_spawn_at(weft_group *group, int (*fn)(void *), void *arg, const char *name, const char *file, int line);
int weft_group_close_at(weft_group *group, const char *file, int line);
weft_gen *weft_gen_new_at(void *(*body)(void *), void *arg, const char *name, const char *file, int line);
int weft_gen_send_at(weft_gen *gen, void *in, void **out, const char *call, const char *file, int line);
int weft_gen_throw_at(weft_gen *gen, int error, void **out, const char *file, int line);
int weft_gen_close_at(weft_gen *gen, void **result, const char *file, int line);
void weft_gen_free_at(weft_gen *gen, const char *file, int line);
int weft_gen_yield_at(void *out, void **in, const char *file, int line);
int weft_chan_send_at(weft_chan *chan, const void *item, const char *file, int line);
int weft_chan_recv_at(weft_chan *chan, void *item, const char *file, int line);
int weft_select_at(weft_case *cases, size_t count, const char *file, int line);
int weft_mutex_lock_at(weft_mutex *mutex, const char *file, int line);
int weft_mutex_unlock_at(weft_mutex *mutex, const char *file, int line);
int weft_cond_wait_at(weft_cond *cond, weft_mutex *mutex, const char *file, int line);
int weft_sem_acquire_at(weft_sem *sem, const char *file, int line);
int weft_event_wait_at(weft_event *event, const char *file, int line);
int weft_waitgroup_wait_at(weft_waitgroup *group, const char *file, int line);
int weft_barrier_wait_at(weft_barrier *barrier, const char *file, int line);
int weft_fetch_at(const char *url, const weft_request *request, weft_response *response, const char *file, int line);
int weft_read_line_at(char *buffer, size_t size, const char *file, int line);
int weft_next_frame_at(double *seconds, const char *file, int line);

#ifdef __cplusplus
}
#endif

#endif
