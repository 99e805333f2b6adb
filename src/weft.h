/* weft.h: coroutines in C, with an event loop.
 *
 * A program that uses Weft is a plain C program with a plain main. main is the first task. It spawns more;
 * each has a stack of its own; one thread runs them all, one at a time. A task keeps its turn until it calls
 * something that waits (weft_sleep, weft_join, weft_chan_recv …): then the others run. Nothing else ever
 * takes the turn away, so plain variables need no locks between two waits. The same file builds for
 * WebAssembly and natively:
 *
 *     static void *greet(void *name) {
 *         weft_sleep(0.5);
 *         printf("hello, %s\n", (char *)name);
 *         return NULL;
 *     }
 *     int main(void) {
 *         weft_task tasks[] = { weft_spawn(greet, "warp"), weft_spawn(greet, "weft") };
 *         return weft_gather(tasks, 2, NULL);   // half a second, not a whole one
 *     }
 *
 * Conventions:
 *
 * - Functions that can fail return int: 0 or more is success, a negative WEFT_E… is the error. errno is not
 *   used. Constructors return NULL when there is no memory.
 * - Durations and times are seconds, as double.
 * - "Waits." says that the calling task may be suspended while others run. Exactly these functions notice
 *   cancellation and timeouts: each can return WEFT_ECANCELED and WEFT_ETIMEDOUT beside what it lists itself.
 *   What waits when the body of a generator does leaves that to the calls in the body.
 * - Whatever you hand to a function stays yours, unless it says otherwise. It may be a local variable, as
 *   long as the function that holds it has not returned.
 * - Most functions are macros, which add the place of the call for reports and for the timeline. Where the
 *   last parameters stand in a comment, arguments may be compound literals: weft_gather((weft_task[]){a, b},
 *   2, NULL).
 * - stdout and stderr are line buffered; a task's unfinished line is written when the task is suspended
 *   and when it ends.
 * - Misuse that no return value can tell, such as yielding outside a generator or unlocking another task's
 *   mutex, ends the program with status 70 and a line on stderr that names the call, the task and the place.
 *   So do a deadlock, a stack overflow, a failed assert and a crash.
 * - Reports and the timeline call what a program waits in by its kind and a number: channel 2, mutex 1.
 *   Channels, generators and groups are counted as they are made, the others when somebody waits in them for
 *   the first time.
 * - When main returns, or any task calls exit, the tasks that are left are cancelled. They run on until they
 *   have ended, have ignored the cancellation, or a second has passed; stderr then names those that were cut
 *   off. When another task calls exit, main gets no further turn: it could not return a second time.
 * - longjmp stays within the task or the body of a generator in which setjmp was called, and within functions
 *   that have not returned; tasks may wait in between. Whatever else is misuse and told, in WebAssembly.
 * - In WebAssembly the files that a program opens are its own, in memory: /tmp and the current directory are
 *   empty at the start, and all are gone at the end of the run. system and popen fail.
 * - Everything is for one thread: nothing here may be called from a signal handler or from another thread.
 *
 * Contents: Tasks · Errors · Generators · Channels and select · Cancellation and timeouts · Groups ·
 * Synchronisation · The world outside · Choices · Looking inside · Behind the macros
 */
#ifndef WEFT_H
#define WEFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif
#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

/* ---- Tasks (asyncio's create_task and gather, Go's go) ------------------------------------------------- */

/* A task is a function that runs beside the others. Spawn it, let it run whenever somebody waits, and join it
   to have its result:

       static void *square(void *n) {
           weft_sleep(0.1);
           return WEFT_BOX(WEFT_UNBOX(n) * WEFT_UNBOX(n));
       }
       static void show_square(void) {
           void *result;
           weft_task task = weft_spawn(square, WEFT_BOX(7));
           if (weft_join(task, &result) == 0)
               printf("%d\n", (int)WEFT_UNBOX(result));
       }

   Every task is joined or detached once. What it still does when main returns is cut short. */

/* The id of a task (above 0), or an error (below 0). main is 1, the others count on; no id is given twice. */
typedef int64_t weft_task;

/* Makes a task that will run `fn(arg)`, and returns its id.
   It first runs at a later turn, never inside this call. Tasks that are ready take their turns in the order
   in which they became ready, unless the run asks for another order. The task's result is what `fn` returns.
   Returns the id, or
   - WEFT_ENOMEM: there is no memory for its stack
   - WEFT_EINVAL: `fn` is NULL */
#define weft_spawn(fn, /* arg */...) weft_spawn_at((fn), __VA_ARGS__, NULL, #fn, __FILE__, __LINE__)

/* What weft_spawn_with can be asked for. All zero asks for nothing special. */
typedef struct {
    const char *name; /* shown in reports and on the timeline; copied. NULL: the function's name */
    size_t
        stack_size; /* bytes, 512 or more; the pool rounds it up. 0: in WebAssembly what the function needs,
                          512 bytes to 16 KiB, or 16 KiB where recursion or calls by pointer leave that open;
                          64 KiB natively, where less than 16 KiB becomes 16 KiB (but see weft_pack_stacks) */
} weft_spawn_options;

/* Makes a task as weft_spawn does, with a name or a stack size of its own.
   `options` may be NULL.
   Returns the id, or
   - WEFT_ENOMEM: there is no memory for its stack
   - WEFT_EINVAL: `fn` is NULL, or the stack is to have less than 512 bytes */
#define weft_spawn_with(fn, /* arg, options */...) weft_spawn_at((fn), __VA_ARGS__, #fn, __FILE__, __LINE__)

/* Allows stacks of at most 1,024 bytes to share pages, from here on. It is for programs in which very many
   tasks wait at the same time: natively such a task takes some 2,000 bytes then, and any other a page of 4 KB
   at least.
   The price is that these stacks, of 1,536 bytes, have no guard: an overrun is told when the task ends its
   turn, and by then others may be damaged. A task on one must not call what needs more, as printf does; a
   handler of a signal would overrun it, unless it has SA_ONSTACK. In WebAssembly a stack has the size that it
   is asked for, and its check, and there is nothing to do.
   Returns 0, or
   - WEFT_EINVAL: it would not be safe, and such a stack has 16 KiB as before: the program was not linked with
     `-z now`, so that the loader would work on its tasks' stacks; or it runs under valgrind, was built with a
     sanitizer, or switches by ucontext */
int weft_pack_stacks(void);

/* Waits until a task has ended, takes its result and frees it.
   `*result` receives what the task returned; `result` may be NULL. A join that is itself cancelled or times
   out leaves the task running, and joinable. Waits.
   Returns 0, or
   - WEFT_ECANCELED: the task was cancelled (see weft_cancel); it is joined all the same
   - WEFT_EBADTASK: no task has this id, or it is detached or has been joined
   - WEFT_EDEADLK: it is the calling task
   - WEFT_EBUSY: another task is joining it, or a group owns it */
#define weft_join(task, result) weft_join_at((task), (result), __FILE__, __LINE__)

/* Lets a task free itself at its end: nobody joins it.
   Returns 0, or
   - WEFT_EBADTASK: no task has this id, or it is detached already or has been joined
   - WEFT_EBUSY: a task is joining it, or a group owns it */
int weft_detach(weft_task task);

/* Joins several tasks, in whatever order they end.
   `results[i]` receives what `tasks[i]` returned, NULL where it could not be joined; `results` may be NULL.
   Every task that can be joined is joined, whatever the others return. When it is itself cancelled or times
   out, it cancels the tasks, waits until they have ended, joins them, and then returns that error. Waits.
   Returns 0, or the first error in the order of the array, as weft_join would return it. */
#define weft_gather(/* tasks, count, results */...) weft_gather_at(__VA_ARGS__, __FILE__, __LINE__)

/* Waits until one of several tasks has ended, and says which.
   It joins none of them: join the one that it names. Waits.
   Returns the index of the one that ended first, or
   - WEFT_EINVAL: `count` is 0
   - WEFT_EBADTASK: one of them is no task, or is detached
   - WEFT_EDEADLK: one of them is the calling task
   - WEFT_ENOMEM: there is no memory */
#define weft_wait_any(/* tasks, count */...) weft_wait_any_at(__VA_ARGS__, __FILE__, __LINE__)

/* Lets every other task that is ready have its turn. Waits.
   Returns 0. */
#define weft_yield() weft_yield_at(__FILE__, __LINE__)

/* Suspends this task for so many seconds, while others run. 0 or less yields; INFINITY sleeps until it is
   cancelled. Tasks with equal deadlines wake in the order in which they went to sleep. Waits.
   Returns 0, or
   - WEFT_EINVAL: `seconds` is not a number */
#define weft_sleep(seconds) weft_sleep_at((seconds), __FILE__, __LINE__)

/* Tells the seconds since the program started, on the program's clock, real or virtual.
   The virtual clock stands still while tasks have their turns. When no task is ready it moves on, at once, to
   the next moment at which something is due, and sleep and its like move it by their length: a program that
   waits for an hour takes no time, and each run of it is the same.

   A program that ends on the real clock ends on the virtual one too, because there time also goes on where it
   would stand still for ever. While a timer is set, and after 200,000 turns without a moment at which no task
   was ready, each further turn takes a microsecond. After 100,000 turns in a row that only yielded, and
   nothing asked of the world outside, the clock moves on as if no task were ready. After 100,000 looks at it
   in a row that showed the same time, each further look takes a microsecond.

   While an answer from the world outside is owed, a line of input or that of a request, the virtual clock
   stands still for two seconds of real time, so that what comes soon comes at the same moment of each run;
   after that it goes on no faster than a real clock. So a timeout around a request that is never answered
   expires. What does come is handed in when no task is ready, or after a tenth of a second of real time. */
double weft_now(void);

/* Tells which task is calling. */
weft_task weft_self(void);

/* Tells a task's name: that of its function, or the one it was spawned with.
   The text stays valid until the task is freed.
   Returns NULL when there is no such task. */
const char *weft_task_name(weft_task task);

/* Carries an integer through a `void *`, as an argument or a result. */
#define WEFT_BOX(integer) ((void *)(intptr_t)(integer))

/* Takes an integer out of a `void *` made by WEFT_BOX, as an `intptr_t`. */
#define WEFT_UNBOX(pointer) ((intptr_t)(pointer))

/* ---- Errors -------------------------------------------------------------------------------------------- */

/* Every error is one of these negative numbers. Ask for it by name, or print it:

       static void take_all(weft_chan *numbers) {
           int number, error;
           while ((error = weft_chan_recv(numbers, &number)) == 0)
               printf("%d\n", number);
           if (error != WEFT_ECLOSED)
               fprintf(stderr, "%s\n", weft_strerror(error));
       } */

enum {
    WEFT_ECANCELED = -101, /* the task was asked to stop (weft_cancel); any call that waits can return it */
    WEFT_ETIMEDOUT = -102, /* a timeout around the call has expired; any call that waits can return it */
    WEFT_ECLOSED = -103,   /* the channel, or the generator, is closed */
    WEFT_EDONE = -104,     /* the generator, or the input, has ended */
    WEFT_EDEADLK = -105,   /* the task would wait for itself */
    WEFT_EBUSY = -106,     /* somebody else is using it just now */
    WEFT_EINVAL = -107,    /* an argument makes no sense */
    WEFT_EBADTASK = -108,  /* no task has this id, or it has been joined */
    WEFT_ENOMEM = -109,    /* there is no memory */
    WEFT_EAGAIN = -110,    /* it would have to wait, and was asked not to */
    WEFT_EIO = -111,       /* the world outside gave no answer */
    WEFT_ETOOBIG = -112    /* more than the limit, or than the buffer holds */
};

/* Tells an error's name: "WEFT_ETIMEDOUT" for WEFT_ETIMEDOUT.
   Returns static text; "WEFT_OK" for 0 and more, "WEFT_E?" for what is no error of Weft's. */
const char *weft_error_name(int error);

/* Tells what an error means, in words: "timed out" for WEFT_ETIMEDOUT.
   Returns static text; "success" for 0 and more, "unknown error" for what is no error of Weft's. */
const char *weft_strerror(int error);

/* ---- Generators (Python's next, send, throw, close; Lua's resume and yield) ---------------------------- */

/* A generator is a function that stops in the middle, at a yield, and is gone on with later: it makes one
   value after another, as they are asked for.

       static void *count_to(void *limit) {
           for (intptr_t n = 1; n <= WEFT_UNBOX(limit); n++)
               weft_gen_yield(WEFT_BOX(n), NULL);
           return NULL;
       }
       static void count(void) {
           void *number;
           weft_gen *numbers = weft_gen_new(count_to, WEFT_BOX(3));
           while (weft_gen_next(numbers, &number) == 0)
               printf("%d\n", (int)WEFT_UNBOX(number));
           weft_gen_free(numbers);
       }

   It runs only when it is asked to, as part of the task that asks, on a stack of its own. A body may use
   other generators, itself among them, and may call anything that waits: then the task that asked waits as
   well. */

/* A generator: a body that stops at its yields, and its stack. */
typedef struct weft_gen weft_gen;

/* Makes a generator that will run `body(arg)`, from the first weft_gen_next on.
   Free it with weft_gen_free.
   Returns NULL when there is no memory. */
#define weft_gen_new(body, /* arg */...) weft_gen_new_at((body), __VA_ARGS__, #body, __FILE__, __LINE__)

/* Runs a generator to its next yield, and takes the value that it yields.
   `out` may be NULL. Waits when the body does.
   Returns 0, and `*out` is the value that was yielded, or
   - WEFT_EDONE: the body has ended, and `*out` is what it returned; from then on, WEFT_EDONE and NULL
   - WEFT_EBUSY: it is running, or another task waits for it */
#define weft_gen_next(gen, out) weft_gen_send_at((gen), NULL, (out), "weft_gen_next", __FILE__, __LINE__)

/* Runs a generator to its next yield, and gives it a value: the yield where it stands returns with `*in` =
   `in`. A generator that has not started stands at no yield: prime it with weft_gen_next. `out` may be NULL.
   Waits when the body does.
   Returns 0, and `*out` is the value that was yielded, or
   - WEFT_EDONE: the body has ended, and `*out` is what it returned; from then on, WEFT_EDONE and NULL
   - WEFT_EBUSY: it is running, or another task waits for it
   - WEFT_EINVAL: it has not started, and `in` is not NULL */
#define weft_gen_send(gen, /* in, out */...) \
    weft_gen_send_at((gen), __VA_ARGS__, "weft_gen_send", __FILE__, __LINE__)

/* Runs a generator to its next yield, and gives it an error: the yield where it stands returns `error`.
   One that has not started ends without running. `out` may be NULL. Waits when the body does.
   Returns 0, and `*out` is the value that was yielded, or
   - WEFT_EDONE: the body has ended, and `*out` is what it returned; or it had ended before, and `*out` is
     NULL
   - WEFT_EBUSY: it is running, or another task waits for it
   - WEFT_EINVAL: `error` is not negative
   - `error` itself: it had not started */
#define weft_gen_throw(gen, error, out) weft_gen_throw_at((gen), (error), (out), __FILE__, __LINE__)

/* Ends a generator: the yield where it stands returns WEFT_ECLOSED, and the body must clean up and return.
   `*result` receives what it returned; `result` may be NULL. One that has not started ends without running.
   Waits when the body does.
   Returns 0 (also when it had ended before: then `*result` is NULL), or
   - WEFT_EBUSY: it is running, or another task waits for it, or it yielded once more: then it stands at that
     yield */
#define weft_gen_close(gen, result) weft_gen_close_at((gen), (result), __FILE__, __LINE__)

/* Closes a generator where it must (see weft_gen_close), and frees it.
   NULL is allowed. To free a generator that is running is misuse. Waits when the body does. */
#define weft_gen_free(gen) weft_gen_free_at((gen), __FILE__, __LINE__)

/* In a generator's body, at any depth of calls: hands `out` to whoever asked, and stops here until asked
   again. `*in` receives what weft_gen_send sends, NULL from weft_gen_next; `in` may be NULL. Outside a body
   it is misuse, and so is leaving a shield or a timeout open that the body began.
   Returns 0, or
   - WEFT_ECLOSED: the generator is being closed; clean up and return
   - the error that weft_gen_throw throws */
#define weft_gen_yield(/* out, in */...) weft_gen_yield_at(__VA_ARGS__, __FILE__, __LINE__)

/* ---- Channels and select (Go's) ------------------------------------------------------------------------ */

/* A channel hands items, all of one size, from task to task. Items are copied. Those that wait are served
   first come, first served. Close a channel to say that no more will come: what is in it can still be
   received.

       static void *produce(void *numbers) {
           for (int n = 1; n <= 3; n++)
               weft_chan_send(numbers, &n);
           weft_chan_close(numbers);
           return NULL;
       }
       static void consume(void) {
           int number;
           weft_chan *numbers = weft_chan_new(sizeof(int), 0);
           weft_detach(weft_spawn(produce, numbers));
           while (weft_chan_recv(numbers, &number) == 0)
               printf("%d\n", number);
           weft_chan_free(numbers);
       } */

/* A channel: a queue of items between tasks. */
typedef struct weft_chan weft_chan;

/* Makes a channel for items of `item_size` bytes that holds up to `capacity` of them.
   With a capacity of 0 a sender waits until a receiver takes its item. Free it with weft_chan_free.
   Returns NULL when there is no memory. */
weft_chan *weft_chan_new(size_t item_size, size_t capacity);

/* Sends an item: copies `item_size` bytes from `item` into the channel, once there is room.
   `item` may be NULL when the items have no bytes. A NULL channel waits for ever. Waits.
   Returns 0, or
   - WEFT_ECLOSED: the channel is closed, or was closed meanwhile; the item was not sent */
#define weft_chan_send(chan, /* item */...) weft_chan_send_at((chan), __VA_ARGS__, __FILE__, __LINE__)

/* Receives the oldest item: copies it to `item`, once there is one.
   `item` may be NULL: then the item is dropped. A NULL channel waits for ever. Waits.
   Returns 0, or
   - WEFT_ECLOSED: the channel is closed, and nothing is left in it */
#define weft_chan_recv(chan, item) weft_chan_recv_at((chan), (item), __FILE__, __LINE__)

/* Sends an item if that needs no waiting.
   Returns 0, or
   - WEFT_EAGAIN: there is no room
   - WEFT_ECLOSED: the channel is closed */
int weft_chan_try_send(weft_chan *chan, const void *item);

/* Receives the oldest item if that needs no waiting.
   Returns 0, or
   - WEFT_EAGAIN: there is none
   - WEFT_ECLOSED: the channel is closed, and nothing is left in it */
int weft_chan_try_recv(weft_chan *chan, void *item);

/* Closes a channel: nothing more is sent, and what is in it can still be received.
   All that wait in it return WEFT_ECLOSED.
   Returns 0, or
   - WEFT_ECLOSED: it was closed before
   - WEFT_EINVAL: `chan` is NULL */
int weft_chan_close(weft_chan *chan);

/* Tells how many items are in a channel. */
size_t weft_chan_len(const weft_chan *chan);

/* Closes a channel, if it is open, and frees it.
   Those that wait in it return WEFT_ECLOSED; nobody may use it afterwards. NULL is allowed. */
void weft_chan_free(weft_chan *chan);

/* One of the things that weft_select waits for; write it with WEFT_RECV or WEFT_SEND. */
typedef struct {
    int op;          /* WEFT_OP_RECV or WEFT_OP_SEND */
    weft_chan *chan; /* NULL: this case never happens */
    void *item;      /* where to receive to, or to send from */
    int status;      /* set in the case that happened: 0, or WEFT_ECLOSED */
} weft_case;

enum {
    WEFT_OP_RECV = 1, /* the case receives */
    WEFT_OP_SEND = 2  /* the case sends */
};

/* Initialises a weft_case that receives from a channel to `*ptr`. */
#define WEFT_RECV(chan, ptr) \
    { WEFT_OP_RECV, (chan), (void *)(ptr), 0 }

/* Initialises a weft_case that sends `*ptr` to a channel. */
#define WEFT_SEND(chan, ptr) \
    { WEFT_OP_SEND, (chan), (void *)(ptr), 0 }

/* Waits until one of several cases can happen, lets that one happen, and says which.
   The others do not happen. When several can, one is picked at random, from the run's seed. A closed channel
   makes its case happen with the status WEFT_ECLOSED. Without cases it waits for ever. Waits.

       static int first_of(weft_chan *left, weft_chan *right) {
           int number;
           weft_case cases[] = {
               WEFT_RECV(left, &number),
               WEFT_RECV(right, &number),
           };
           int which = weft_select(cases, 2);
           if (which < 0) return which;
           return cases[which].status ? cases[which].status : number;
       }

   Returns the index of the case that happened, or
   - WEFT_EINVAL: a case neither receives nor sends
   - WEFT_ENOMEM: there is no memory */
#define weft_select(/* cases, count */...) weft_select_at(__VA_ARGS__, __FILE__, __LINE__)

/* Lets one of several cases happen if that needs no waiting; see weft_select.
   Returns the index of the case that happened, or
   - WEFT_EAGAIN: none can happen now
   - WEFT_EINVAL: a case neither receives nor sends */
int weft_try_select(weft_case *cases, size_t count);

/* ---- Cancellation and timeouts (Trio's: a state, not an event; in scopes) ------------------------------ */

/* A cancelled task is not killed: whatever it calls that waits returns WEFT_ECANCELED at once, from then on,
   until it has cleaned up and returned. A timeout does the same with WEFT_ETIMEDOUT, from its expiry to the
   end of its scope. So a function that passes errors on stops soon, wherever it is:

       static int slow(void) {
           weft_timeout timeout;
           weft_timeout_begin(&timeout, 1.5);
           int error = weft_sleep(60);   // WEFT_ETIMEDOUT, at 1.5 seconds
           if (weft_timeout_end(&timeout)) printf("took too long\n");
           return error;
       }

   Cancellation outranks a timeout. Of nested scopes that have expired, the outermost counts. */

/* Asks a task to stop.
   Every call of the task that waits, also the one in which it waits now, returns WEFT_ECANCELED at once,
   until the task ends. A receiver that has been handed its item already keeps it and returns 0. A task that
   has not started never runs. Asking again, or asking a task that has ended, changes nothing.

   When the task was told, in that way, and ends with NULL, or when it never ran, joining it returns
   WEFT_ECANCELED. A task that returns something else all the same is joined with 0 and its result; so is one
   that never waited again.
   Returns 0, or
   - WEFT_EBADTASK: no task has this id */
int weft_cancel(weft_task task);

/* Tells whether this task has been asked to stop, inside a shield as well. */
bool weft_cancelled(void);

/* Begins a stretch of clean-up that must be able to wait.
   Until weft_shield_end, cancellation is held off, and so are the timeouts that began before. A timeout that
   begins inside works. Shields nest. One that is open at the end of its task, or of its generator's body, is
   misuse. */
#define weft_shield_begin() weft_shield_begin_at(__FILE__, __LINE__)

/* Ends what weft_shield_begin began. To end what was not begun is misuse. */
#define weft_shield_end() weft_shield_end_at(__FILE__, __LINE__)

/* A timeout's scope: yours to allocate, usually a local variable. What is in it is Weft's. */
typedef struct weft_timeout {
    int64_t opaque[4];
    void *opaque_pointers[5];
} weft_timeout;

/* Opens a scope of so many seconds; 0 or less has expired already, INFINITY never expires.
   Once it has expired, every call inside it that waits returns WEFT_ETIMEDOUT at once, until
   weft_timeout_end. Scopes nest. `*timeout` must stay where it is until then. A scope that is open when the
   function that holds it has returned, at the end of its task, or at that of its generator's body, is misuse;
   so are seconds that are not a number. */
#define weft_timeout_begin(timeout, seconds) weft_timeout_begin_at((timeout), (seconds), __FILE__, __LINE__)

/* Closes the innermost scope; closing any other is misuse.
   Returns true if it has expired, unless one around it has expired as well: then that one says so. */
#define weft_timeout_end(timeout) weft_timeout_end_at((timeout), __FILE__, __LINE__)

/* Runs `fn(arg)` as a task and waits for its result, for so many seconds at most.
   When the time is up it cancels the task and waits until that has cleaned up. A result other than NULL wins
   even then, and the call returns 0. When the caller is itself cancelled or times out, it does the same and
   returns that error. `*result` receives what the task returned in any case, with an error as well, NULL
   where there is nothing; `result` may be NULL. Waits.
   Returns 0, or
   - WEFT_ETIMEDOUT: the time was up
   - WEFT_ENOMEM: there is no memory for the task
   - WEFT_EINVAL: `fn` is NULL, or `seconds` is not a number */
#define weft_wait_for(fn, /* arg, seconds, result */...) \
    weft_wait_for_at((fn), __VA_ARGS__, #fn, __FILE__, __LINE__)

/* ---- Groups (Trio's nursery, asyncio's TaskGroup) ------------------------------------------------------ */

/* A group is a set of tasks none of which outlives weft_group_close. When one of them fails, the others are
   cancelled.

       static int visit(void *name) {
           printf("visiting %s\n", (char *)name);
           return weft_sleep(1);   // negative when it is cancelled
       }
       static int visit_both(void) {
           weft_group *group = weft_group_open();
           if (!group) return WEFT_ENOMEM;
           weft_group_spawn(group, visit, "Ada");
           weft_group_spawn(group, visit, "Alan");
           return weft_group_close(group);
       } */

/* A group: tasks that end together. */
typedef struct weft_group weft_group;

/* Opens a group. weft_group_close frees it.
   Returns NULL when there is no memory. */
weft_group *weft_group_open(void);

/* Makes a task that belongs to a group and will run `fn(arg)`.
   A negative return value of `fn` fails the group: the others are cancelled. In a group that has failed or
   was cancelled the new task is cancelled before it starts. The group owns the task: nobody joins or detaches
   it.
   Returns the id, or
   - WEFT_ENOMEM: there is no memory for its stack
   - WEFT_EINVAL: `group` or `fn` is NULL */
#define weft_group_spawn(group, fn, /* arg */...) \
    weft_group_spawn_at((group), (fn), __VA_ARGS__, #fn, __FILE__, __LINE__)

/* Cancels every task of a group, those to come included.
   Returns 0, or
   - WEFT_EINVAL: `group` is NULL */
int weft_group_cancel(weft_group *group);

/* Waits until every task of a group has ended, and frees the group.
   When the caller is itself cancelled or times out, that fails the group: its tasks are cancelled, and the
   call waits for them all the same. Waits.
   Returns 0, or what failed the group first: the negative value that a task returned, WEFT_ECANCELED for a
   task that was cancelled before it started, or the caller's own error; or
   - WEFT_EBUSY: another task is closing it
   - WEFT_EDEADLK: the calling task belongs to the group, or to one that a task of the group is closing
   - WEFT_EINVAL: `group` is NULL */
#define weft_group_close(group) weft_group_close_at((group), __FILE__, __LINE__)

/* ---- Synchronisation ----------------------------------------------------------------------------------- */

/* These are plain structs, yours to allocate. All zero is a valid start, but for a barrier, and for a
   semaphore that begins with permits. There is nothing to destroy, but none may vanish while a task waits in
   it. Those that wait are served first come, first served. A waiter that is cancelled at the moment it is
   woken hands the wake-up on, so that none is lost. The fields are Weft's.

       static int balance;
       static weft_mutex lock;
       static int move(int amount) {
           int error = weft_mutex_lock(&lock);
           if (error) return error;
           int before = balance;
           error = weft_sleep(0.1);   // others run, but not in here
           balance = before + amount;
           weft_mutex_unlock(&lock);
           return error;
       } */

/* Those that wait in one of the structs below. What is in it is Weft's. */
typedef struct {
    void *opaque[2];
} weft_queue;

/* A lock that one task holds at a time. Needed only around code that waits: between two waits nobody else
   runs. */
typedef struct {
    weft_task owner;
    weft_queue waiters;
    unsigned number;
} weft_mutex;

/* Takes a mutex, once it is free. Waits.
   Returns 0, or
   - WEFT_EDEADLK: this task holds it already */
#define weft_mutex_lock(mutex) weft_mutex_lock_at((mutex), __FILE__, __LINE__)

/* Takes a mutex if it is free.
   Returns 0, or
   - WEFT_EAGAIN: a task holds it, this one or another */
int weft_mutex_try_lock(weft_mutex *mutex);

/* Gives a mutex back: the first task that waits for it holds it from now on.
   To unlock what this task does not hold is misuse.
   Returns 0. */
#define weft_mutex_unlock(mutex) weft_mutex_unlock_at((mutex), __FILE__, __LINE__)

/* A condition: tasks wait in it, under a mutex, for something to change. */
typedef struct {
    weft_queue waiters;
    unsigned number;
} weft_cond;

/* Unlocks the mutex, waits for a signal, and locks the mutex again.
   The mutex is held afterwards in any case, also when the call is cancelled or times out. Check what you wait
   for in a loop: it may have changed again. To call it without holding the mutex is misuse. Waits.
   Returns 0. */
#define weft_cond_wait(cond, mutex) weft_cond_wait_at((cond), (mutex), __FILE__, __LINE__)

/* Wakes the first task that waits in a condition, if there is one.
   Returns 0. */
int weft_cond_signal(weft_cond *cond);

/* Wakes all tasks that wait in a condition.
   Returns 0. */
int weft_cond_broadcast(weft_cond *cond);

/* A semaphore: a number of permits. */
typedef struct {
    size_t count;
    weft_queue waiters;
    unsigned number;
} weft_sem;

/* Starts a semaphore with so many permits. */
void weft_sem_init(weft_sem *sem, size_t count);

/* Takes a permit, once there is one. Waits.
   Returns 0. */
#define weft_sem_acquire(sem) weft_sem_acquire_at((sem), __FILE__, __LINE__)

/* Takes a permit if there is one.
   Returns 0, or
   - WEFT_EAGAIN: there is none */
int weft_sem_try_acquire(weft_sem *sem);

/* Gives a permit back, to the first task that waits for one. Any task may do so.
   Returns 0. */
int weft_sem_release(weft_sem *sem);

/* An event: a flag to wait for. */
typedef struct {
    bool set;
    weft_queue waiters;
    unsigned number;
} weft_event;

/* Waits until an event is set; does not wait when it is set already. Waits.
   Returns 0. */
#define weft_event_wait(event) weft_event_wait_at((event), __FILE__, __LINE__)

/* Sets an event, and wakes all that wait for it.
   Returns 0. */
int weft_event_set(weft_event *event);

/* Takes an event back: whoever waits from now on waits for the next weft_event_set.
   Returns 0. */
int weft_event_clear(weft_event *event);

/* Tells whether an event is set. */
bool weft_event_is_set(const weft_event *event);

/* A waitgroup: a count of work that is left. */
typedef struct {
    size_t count;
    weft_queue waiters;
    unsigned number;
} weft_waitgroup;

/* Adds to a waitgroup's count; `count` may be negative.
   Returns 0, or
   - WEFT_EINVAL: it would fall below 0; nothing changes */
int weft_waitgroup_add(weft_waitgroup *group, int count);

/* Takes 1 from a waitgroup's count: a piece of work is done.
   Returns 0, or
   - WEFT_EINVAL: it is 0 already */
int weft_waitgroup_done(weft_waitgroup *group);

/* Waits until a waitgroup's count is 0. Waits.
   Returns 0. */
#define weft_waitgroup_wait(group) weft_waitgroup_wait_at((group), __FILE__, __LINE__)

/* A barrier: so many tasks wait for each other, again and again. */
typedef struct {
    size_t parties, arrived;
    weft_queue waiters;
    unsigned number;
} weft_barrier;

/* Starts a barrier that `parties` tasks pass together.
   Returns 0, or
   - WEFT_EINVAL: `parties` is 0 */
int weft_barrier_init(weft_barrier *barrier, size_t parties);

/* Waits until all have come to a barrier. One that is cancelled or times out while it waits has not come.
   Waits.
   Returns 0, to each of them, or
   - WEFT_EINVAL: the barrier was not started */
#define weft_barrier_wait(barrier) weft_barrier_wait_at((barrier), __FILE__, __LINE__)

/* ---- The world outside --------------------------------------------------------------------------------- */

/* Requests, lines of input and frames of the display are waited for like anything else, while other tasks
   run.

       static int fetch_title(void) {
           weft_response page;
           int error = weft_fetch("/delay/2", NULL, &page);
           if (error) return error;
           printf("%d: %s", page.status, page.body);
           weft_response_free(&page);
           return 0;
       }

   Of what C and POSIX have from elsewhere,
   - sleep, usleep, nanosleep, clock_nanosleep and thrd_sleep hold everybody up: nothing else runs meanwhile.
     Natively, a thread other than the one that runs Weft sleeps by itself, and no task is held up.
   - getchar, scanf, fgets, getline, fread and the others that read stdin, read(0, …) included, hand over as
     weft_read_line does: the task waits and others run. A cancelled or timed out task reads the end of input,
     with errno EINTR. Natively that holds with glibc; with another C library they hold everybody up until
     input is there.
   - everything else that can block natively (poll, select, reading other files, sockets, mutexes of pthread)
     holds everybody up. */

/* The answer to a request. */
typedef struct {
    int status;         /* HTTP's: 200, 404 … */
    char *body;         /* `length` bytes and a NUL; weft_response_free frees it */
    size_t length;      /* of the body, bytes */
    char *content_type; /* as the server says, or "" */
} weft_response;

/* What a request can ask for beside its URL. All zero asks for nothing special. */
typedef struct {
    const char *method;         /* NULL: GET, or POST where there is a body */
    const char *body;           /* NULL: none */
    size_t length;              /* of the body, bytes */
    const char *const *headers; /* "Name: value" each, ended by NULL; NULL: none */
    size_t max_length;          /* of the answer's body, bytes; 0: no limit */
} weft_request;

/* Asks for a URL, without cookies or credentials, and waits for the whole answer.
   `request` may be NULL: a plain GET. An answer is an answer whatever its status says, 404 included; free it
   with weft_response_free. Cancelled or timed out, the request is aborted. "/delay/2" answers after 2
   seconds. Waits.
   Returns 0, or (then `*response` is all zero)
   - WEFT_EIO: no answer: no network, no such host, or the other side does not allow it
   - WEFT_ETOOBIG: the answer is longer than `max_length`
   - WEFT_EINVAL: `url` or `response` is NULL, a length has no body, a GET or HEAD has one, the method is no
     word, or a header is not of the form "Name: value"
   - WEFT_ENOMEM: there is no memory */
#define weft_fetch(url, /* request, response */...) weft_fetch_at((url), __VA_ARGS__, __FILE__, __LINE__)

/* Frees what weft_fetch put into a response. NULL is allowed, and so is freeing twice. */
void weft_response_free(weft_response *response);

/* Reads the next line of stdin into `buffer`, without its newline, ended by a NUL.
   When several tasks ask, lines come in the order in which they asked. Waits.
   Returns the line's length, or
   - WEFT_EDONE: there are no more lines
   - WEFT_ETOOBIG: the line needs more than `size` bytes; the next call gets it, if its buffer is large enough
   - WEFT_EINVAL: `buffer` is NULL, or `size` is 0
   - WEFT_ENOMEM: there is no memory */
#define weft_read_line(buffer, size) weft_read_line_at((buffer), (size), __FILE__, __LINE__)

/* Waits for the display's next frame; where there is no display there are 60 a second.
   `*seconds` receives the frame's own time, on the clock of weft_now: a task that comes to its turn late is
   told that of the frame all the same. `seconds` may be NULL. Waits.
   Returns 0. */
#define weft_next_frame(seconds) weft_next_frame_at((seconds), __FILE__, __LINE__)

/* ---- Choices ------------------------------------------------------------------------------------------- */

/* What a program leaves to chance follows from the run's seed, so that the same run can be had again. Ask
   weft_choose where each answer should be tried, and weft_random for data:

       static int roll(int dice) {
           int sum = 0;
           for (int i = 0; i < dice; i++)
               sum += 1 + weft_choose(6);
           return sum;
       }

   Which of the ready tasks has the next turn is such a choice as well. What a run has chosen is its schedule,
   a short text such as a3-1.2, and fifo where each task has had its turn in order. `./weft explore FILE.c`
   tries other schedules, or all there are, and prints the one that makes a failing run again, for
   `./weft run FILE.c --clock virtual --replay a3-1.2`.

   A native program takes its schedule from the environment: WEFT_CLOCK=virtual WEFT_SCHEDULE=a3-1.2, or
   random or pct there for a run by chance, with WEFT_SEED. `weft-explore ./program` runs it under many. The
   program need not know of that: a test that a project has already, cmocka's or any other, finds in its CI in
   which orders of turns it fails. */

/* Chooses one of so many alternatives, pseudo-randomly from the run's seed, each as likely as any other.
   A search through the ways in which a program can run tries each of them. It does not wait.
   Returns a number from 0 to `count` - 1, or
   - WEFT_EINVAL: `count` is less than 1 */
int weft_choose(int count);

/* Draws a pseudo-random number below `bound` from the run's seed; with a bound of 0, one of all 64-bit
   numbers. What is drawn here changes no choice of the run's. It does not wait. */
uint64_t weft_random(uint64_t bound);

/* ---- Looking inside ------------------------------------------------------------------------------------ */

/* What the timeline and the table of tasks show, a program can ask for itself. */

enum {
    WEFT_TASK_NEW = 0,     /* it has not started */
    WEFT_TASK_READY = 1,   /* it waits for its turn */
    WEFT_TASK_RUNNING = 2, /* it has its turn: the task that asks */
    WEFT_TASK_WAITING = 3, /* it waits in a call */
    WEFT_TASK_ENDED = 4    /* it has ended, and waits to be joined */
};

/* What weft_tasks tells of a task. */
typedef struct {
    weft_task task;          /* its id */
    const char *name;        /* valid as long as the task */
    int state;               /* WEFT_TASK_NEW, WEFT_TASK_READY … */
    const char *waiting_in;  /* the call in which it waits, "weft_join", or NULL */
    weft_task waiting_for;   /* the task for which it waits, or 0 */
    const char *file;        /* where it last waited, or was spawned */
    int line;                /* in that file */
    uint64_t switches;       /* turns it has had */
    double cpu_seconds;      /* processor time of its turns; measured while the run is traced, otherwise 0 */
    size_t stack_size;       /* bytes; 0 for main natively */
    size_t stack_used;       /* bytes, where it stands now */
    size_t frame_bytes;      /* bytes of WebAssembly frames saved while it waits; 0 natively */
    uint32_t waiting_number; /* which channel, mutex … it waits in; of a gather how many tasks; or 0 */
} weft_task_info;

/* Describes the live tasks, the oldest first, up to `max` of them.
   A task lives until it is joined, or, detached or in a group, until it ends. `info` may be NULL when `max`
   is 0.
   Returns how many there are, be it more than `max`. */
size_t weft_tasks(weft_task_info *info, size_t max);

/* What weft_stats tells of the run. */
typedef struct {
    uint64_t switches;  /* turns in all */
    uint64_t spawned;   /* tasks in all, main included */
    size_t live;        /* tasks that have not been freed: those that wait to be joined count */
    size_t ready;       /* tasks that wait for their turn */
    size_t stack_bytes; /* stacks in use, without main's */
    size_t frame_bytes; /* saved frames, of all that wait */
} weft_stats_info;

/* Counts what has happened so far, and the memory that tasks take up now. */
void weft_stats(weft_stats_info *stats);

/* Puts a label on this task's lane of the timeline; printf's format.
   It costs next to nothing while nobody traces. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void weft_mark(const char *format, ...);

/* The version of this header, as text. */
#define WEFT_VERSION "0.1.0"

/* ---- Behind the macros --------------------------------------------------------------------------------- */

/* The same calls with the place from which they come, for wrappers and for other languages. `file` must stay
   valid: __FILE__ does. */

weft_task weft_spawn_at(void *(*fn)(void *), void *arg, const weft_spawn_options *options, const char *name,
                        const char *file, int line);
int weft_join_at(weft_task task, void **result, const char *file, int line);
int weft_gather_at(const weft_task *tasks, size_t count, void **results, const char *file, int line);
int weft_wait_any_at(const weft_task *tasks, size_t count, const char *file, int line);
int weft_yield_at(const char *file, int line);
int weft_sleep_at(double seconds, const char *file, int line);
void weft_shield_begin_at(const char *file, int line);
void weft_shield_end_at(const char *file, int line);
void weft_timeout_begin_at(weft_timeout *timeout, double seconds, const char *file, int line);
bool weft_timeout_end_at(weft_timeout *timeout, const char *file, int line);
int weft_wait_for_at(void *(*fn)(void *), void *arg, double seconds, void **result, const char *name,
                     const char *file, int line);
weft_task weft_group_spawn_at(weft_group *group, int (*fn)(void *), void *arg, const char *name,
                              const char *file, int line);
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
int weft_fetch_at(const char *url, const weft_request *request, weft_response *response, const char *file,
                  int line);
int weft_read_line_at(char *buffer, size_t size, const char *file, int line);
int weft_next_frame_at(double *seconds, const char *file, int line);

#if defined(__GNUC__)
/* Natively the library is linked in, and watches over the program, also where nothing of it is called. */
__attribute__((used)) static __typeof__(weft_self) *const weft__linked = weft_self;
#endif

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif
#ifdef __cplusplus
}
#endif

#endif
