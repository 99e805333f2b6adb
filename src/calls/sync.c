/* Mutex, condition, semaphore, event, waitgroup and barrier are each a queue of waiters and a few words. A
   wake-up that its waiter cannot take, because it was cancelled meanwhile (park fails although it was woken),
   is handed on. */
#include "base/touch.h"
#include "core/interruption.h"
#include "core/sched.h"
#include "core/wait.h"
#include "report/cycle.h"
#include "report/fatal.h"

/* `number` is the object's own. It is given when somebody waits in it for the first time: before that nobody
   speaks of it, and all zero is a valid start. */
static int wait_in(struct weft__wait *wait, const void *object, weft_queue *queue, unsigned *number,
                   unsigned *last_number) {
    struct weft__waiter waiter = {.index = 0};
    if (*number == 0) *number = ++*last_number;
    wait->number = *number;
    weft__wait_arm(wait, &waiter, queue, object);
    if (wait->holder) weft__report_closed_cycle(wait);
    return weft__wait_park(wait);
}

/* ---- Mutex ---- */

static const struct weft__wait_kind locking = {.call = "weft_mutex_lock", .object = "mutex"};
static unsigned mutexes; /* that have a number */

static void hand_over(weft_mutex *mutex) {
    weft__touch(mutex);
    struct weft__link *first = weft__list_first(&mutex->waiters);
    mutex->owner = first ? weft__container(first, struct weft__waiter, link)->wait->task->id : 0;
    weft__wait_wake_first(&mutex->waiters);
}

int weft_mutex_lock_at(weft_mutex *mutex, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &locking, file, line);
    if (error) return error;
    if (mutex->owner == weft_self()) return WEFT_EDEADLK;
    if (weft_mutex_try_lock(mutex) == 0) return 0;
    wait.holder = &mutex->owner;
    error = wait_in(&wait, mutex, &mutex->waiters, &mutex->number, &mutexes);
    if (error && wait.woken) hand_over(mutex);
    return error;
}

int weft_mutex_try_lock(weft_mutex *mutex) {
    weft__touch(mutex);
    if (mutex->owner) return WEFT_EAGAIN;
    mutex->owner = weft_self();
    return 0;
}

int weft_mutex_unlock_at(weft_mutex *mutex, const char *file, int line) {
    if (mutex->owner != weft_self())
        weft__misuse("weft_mutex_unlock", "this task does not hold the mutex", file, line);
    hand_over(mutex);
    return 0;
}

/* ---- Condition ---- */

static const struct weft__wait_kind cond_waiting = {.call = "weft_cond_wait", .object = "condition"};
static unsigned conditions; /* that have a number */

static void lock_again(weft_mutex *mutex, const char *file, int line) {
    weft__shield(weft__sched.running);
    weft_mutex_lock_at(mutex, file, line);
    weft__unshield(weft__sched.running);
}

int weft_cond_wait_at(weft_cond *cond, weft_mutex *mutex, const char *file, int line) {
    struct weft__wait wait;
    if (mutex->owner != weft_self())
        weft__misuse("weft_cond_wait", "this task does not hold the mutex", file, line);
    int error = weft__wait_begin(&wait, &cond_waiting, file, line);
    if (error) return error;
    hand_over(mutex);
    weft__touch(cond);
    error = wait_in(&wait, cond, &cond->waiters, &cond->number, &conditions);
    if (error && wait.woken) weft_cond_signal(cond);
    lock_again(mutex, file, line);
    return error;
}

int weft_cond_signal(weft_cond *cond) {
    weft__touch(cond);
    weft__wait_wake_first(&cond->waiters);
    return 0;
}

int weft_cond_broadcast(weft_cond *cond) {
    weft__touch(cond);
    weft__wait_wake_all(&cond->waiters);
    return 0;
}

/* ---- Semaphore ---- */

static const struct weft__wait_kind acquiring = {.call = "weft_sem_acquire", .object = "semaphore"};
static unsigned semaphores; /* that have a number */

void weft_sem_init(weft_sem *sem, size_t count) { *sem = (weft_sem){.count = count}; }

int weft_sem_acquire_at(weft_sem *sem, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &acquiring, file, line);
    if (error || weft_sem_try_acquire(sem) == 0) return error;
    error = wait_in(&wait, sem, &sem->waiters, &sem->number, &semaphores);
    if (error && wait.woken) weft_sem_release(sem);
    return error;
}

int weft_sem_try_acquire(weft_sem *sem) {
    weft__touch(sem);
    if (sem->count == 0) return WEFT_EAGAIN;
    sem->count--;
    return 0;
}

/* A permit goes straight to the first that waits, so that nobody can snatch it. */
int weft_sem_release(weft_sem *sem) {
    weft__touch(sem);
    if (!weft__wait_wake_first(&sem->waiters)) sem->count++;
    return 0;
}

/* ---- Event ---- */

static const struct weft__wait_kind event_waiting = {.call = "weft_event_wait", .object = "event"};
static unsigned events; /* that have a number */

int weft_event_wait_at(weft_event *event, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &event_waiting, file, line);
    weft__look(event);
    if (error || event->set) return error;
    return wait_in(&wait, event, &event->waiters, &event->number, &events);
}

int weft_event_set(weft_event *event) {
    weft__touch(event);
    event->set = true;
    weft__wait_wake_all(&event->waiters);
    return 0;
}

int weft_event_clear(weft_event *event) {
    weft__touch(event);
    event->set = false;
    return 0;
}

bool weft_event_is_set(const weft_event *event) {
    weft__look(event);
    return event->set;
}

/* ---- Waitgroup ---- */

static const struct weft__wait_kind group_waiting = {.call = "weft_waitgroup_wait", .object = "waitgroup"};
static unsigned waitgroups; /* that have a number */

/* Those who finish can change places; who adds, waits, is the last, or finishes once too often, cannot pass
   them. */
int weft_waitgroup_add(weft_waitgroup *group, int count) {
    size_t fewer = count < 0 ? (size_t) - (int64_t)count : 0;
    if (count < 0 && group->count > fewer) weft__look(group);
    else weft__touch(group);
    if (group->count < fewer) return WEFT_EINVAL;
    group->count += (size_t)(int64_t)count;
    if (group->count == 0) weft__wait_wake_all(&group->waiters);
    return 0;
}

int weft_waitgroup_done(weft_waitgroup *group) { return weft_waitgroup_add(group, -1); }

int weft_waitgroup_wait_at(weft_waitgroup *group, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &group_waiting, file, line);
    weft__touch(group);
    if (error || group->count == 0) return error;
    error = wait_in(&wait, group, &group->waiters, &group->number, &waitgroups);
    weft__touch(group);
    return error;
}

/* ---- Barrier ---- */

static const struct weft__wait_kind barrier_waiting = {.call = "weft_barrier_wait", .object = "barrier"};
static unsigned barriers; /* that have a number */

int weft_barrier_init(weft_barrier *barrier, size_t parties) {
    *barrier = (weft_barrier){.parties = parties};
    return parties ? 0 : WEFT_EINVAL;
}

int weft_barrier_wait_at(weft_barrier *barrier, const char *file, int line) {
    struct weft__wait wait;
    int error = weft__wait_begin(&wait, &barrier_waiting, file, line);
    if (error) return error;
    weft__touch(barrier);
    if (barrier->parties == 0) return WEFT_EINVAL;
    if (++barrier->arrived == barrier->parties) {
        barrier->arrived = 0;
        weft__wait_wake_all(&barrier->waiters);
        return 0;
    }
    error = wait_in(&wait, barrier, &barrier->waiters, &barrier->number, &barriers);
    if (error && !wait.woken) barrier->arrived--;
    return error;
}
