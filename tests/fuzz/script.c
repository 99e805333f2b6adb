/* Does what its arguments say: the first is main's script, the others are those of tasks 1 to 5 of its. An
   operation is two characters, what and with which of two objects. The properties of exploring make such
   scripts by the thousand; compiled once, they cost no compiler. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <weft.h>

enum { TASKS = 6, DEPTH = 4 };

static char **scripts;
static int shared[2];
static int *block;
static weft_mutex mutexes[2];
static weft_cond conds[2];
static weft_chan *chans[2];
static weft_sem sems[2];
static weft_event events[2];
static weft_waitgroup waitgroup;
static weft_barrier barrier;
static weft_gen *generator;
static weft_group *group;
static weft_task tasks[TASKS];

/* What a task is at. */
struct place {
    int self;           /* its number among the scripts */
    int value;          /* what it has read or received */
    int error;          /* of its last call */
    unsigned holds;     /* mutexes, a bit each */
    int shields;        /* that are open */
    int timeouts;       /* that are open */
    char opened[DEPTH]; /* 's' or 't', the innermost last */
    int open;
    weft_timeout scopes[DEPTH];
};

static void *run(void *number);
static int child(void *number) { return WEFT_UNBOX(run(number)) % 3 == 2 ? -1 : 0; }

static void *count_up(void *unused) {
    (void)unused;
    for (int i = 1; i < 4; i++) {
        weft_gen_yield(WEFT_BOX(i), NULL);
        weft_yield();
    }
    return NULL;
}

static void open_scope(struct place *at, char kind) {
    if (at->open == DEPTH) return;
    at->opened[at->open] = kind;
    if (kind == 's') weft_shield_begin();
    else weft_timeout_begin(&at->scopes[at->open], 0.01);
    at->open++;
}

static void close_scope(struct place *at) {
    if (at->open == 0) return;
    at->open--;
    if (at->opened[at->open] == 's') weft_shield_end();
    else at->value = weft_timeout_end(&at->scopes[at->open]);
}

static void on_mutex(struct place *at, char what, int which) {
    unsigned bit = 1U << which;
    if (what == 'l') at->error = weft_mutex_lock(&mutexes[which]);
    if (what == 'L') at->error = weft_mutex_try_lock(&mutexes[which]);
    if (what == 'l' || what == 'L') {
        if (at->error == 0) at->holds |= bit;
        return;
    }
    if (!(at->holds & bit)) return;
    if (what == 'u') at->holds &= ~bit, at->error = weft_mutex_unlock(&mutexes[which]);
    if (what == 'n') at->error = weft_cond_wait(&conds[0], &mutexes[which]);
}

static void on_channel(struct place *at, char what, int which) {
    int sent = at->self * 10 + at->value % 10, other = 0;
    weft_chan *chan = chans[which];
    if (what == 's') at->error = weft_chan_send(chan, &sent);
    if (what == 'S') at->error = weft_chan_try_send(chan, &sent);
    if (what == 'r') at->error = weft_chan_recv(chan, &at->value);
    if (what == 'R') at->error = weft_chan_try_recv(chan, &at->value);
    if (what == 'c') at->error = weft_chan_close(chan);
    if (what == '#') at->value = (int)weft_chan_len(chan);
    if (what == 'g') {
        weft_case cases[] = {WEFT_RECV(chans[0], &at->value), WEFT_RECV(chans[1], &at->value)};
        if (which) cases[1] = (weft_case)WEFT_SEND(chans[1], &sent);
        at->error = weft_select(cases, 2);
        if (at->error >= 0 && cases[at->error].status < 0) at->error = cases[at->error].status;
    }
    if (what == 'G') {
        weft_case cases[] = {WEFT_RECV(chans[0], &at->value), WEFT_RECV(chans[1], &other)};
        at->error = weft_try_select(cases, 2);
        at->value += other;
    }
}

static void on_synchronisation(struct place *at, char what, int which) {
    if (what == 'p') at->error = weft_sem_acquire(&sems[which]);
    if (what == 'P') at->error = weft_sem_try_acquire(&sems[which]);
    if (what == 'v') at->error = weft_sem_release(&sems[which]);
    if (what == 'w') at->error = weft_event_wait(&events[which]);
    if (what == 'e') at->error = weft_event_set(&events[which]);
    if (what == 'E') at->error = weft_event_clear(&events[which]);
    if (what == 'i') at->value = weft_event_is_set(&events[which]);
    if (what == 'N') at->error = which ? weft_cond_broadcast(&conds[0]) : weft_cond_signal(&conds[0]);
    if (what == 'b') at->error = weft_barrier_wait(&barrier);
    if (what == 'a') at->error = weft_waitgroup_add(&waitgroup, 1);
    if (what == 'd') at->error = weft_waitgroup_done(&waitgroup);
    if (what == 'A') at->error = weft_waitgroup_wait(&waitgroup);
}

static void on_memory(struct place *at, char what, int which) {
    if (what == '<') at->value = shared[which];
    if (what == '>') shared[which] = at->value + 1;
    if (what == '+') shared[which] += at->self + 1;
    if (what == '*') shared[which] = shared[which] * 2 + 1;
    if (what == 'm' && !block) {
        block = malloc(sizeof *block);
        *block = at->value;
    }
    if (what == 'M' && block) {
        at->value = *block;
        free(block);
        block = NULL;
    }
}

/* Only tasks of a lower number start one, so that there is an end to them. */
static void on_task(struct place *at, char what, int number) {
    void *result = NULL;
    if (number >= TASKS || !scripts[number]) return;
    if (what == '!' && number > at->self) tasks[number] = weft_spawn(run, WEFT_BOX(number));
    if (what == '@' && number > at->self && group)
        at->error = weft_group_spawn(group, child, WEFT_BOX(number)) < 0;
    if (what == 'x') at->error = weft_cancel(tasks[number]);
    if (what == 'j') {
        at->error = weft_join(tasks[number], &result);
        at->value = (int)WEFT_UNBOX(result);
    }
    if (what == 'D') at->error = weft_detach(tasks[number]);
    if (what == 'f' && number > at->self) at->error = weft_wait_for(run, WEFT_BOX(number), 0.01, &result);
    if (what == '&') at->error = weft_gather(&tasks[1], (size_t)number, NULL);
    if (what == '|') at->error = weft_wait_any(&tasks[1], (size_t)number);
}

static void on_group(struct place *at, char what) {
    if (what == '{' && !group) group = weft_group_open();
    if (what == '~' && group) at->error = weft_group_cancel(group);
    if (what != '}' || !group) return;
    weft_group *mine = group;
    group = NULL;
    at->error = weft_group_close(mine);
}

static void on_time(struct place *at, char what, int which) {
    if (what == 'y') at->error = weft_yield();
    if (what == 'z') at->error = weft_sleep(which ? 0.02 : 0.01);
    if (what == 'B') usleep(which ? 20000 : 10000);
    if (what == 't') at->value = (int)(weft_now() * 1000);
    if (what == '(') open_scope(at, which ? 's' : 't');
    if (what == ')') close_scope(at);
}

static void others(struct place *at, char what, int which) {
    void *item = NULL;
    if (what == '?') at->value = weft_choose(2 + which);
    if (what == '%') at->value = (int)weft_random(10);
    if (what == 'o') printf("%d:%d:%d ", at->self, at->value, at->error);
    if (what == 'O') printf("%d:%d:%d\n", at->self, at->value, at->error);
    if (what == '$') {
        at->error = generator ? weft_gen_next(generator, &item) : WEFT_ENOMEM;
        at->value = (int)WEFT_UNBOX(item);
    }
    if (what == 'T') at->value = (int)weft_tasks(NULL, 0);
    if (what == 'k') at->value = weft_cancelled();
    if (what == '=') assert(shared[which] < 3);
    if (what == 'X') exit(3 + at->value % 3);
}

/* Whether the script goes on. */
static bool step(struct place *at, const char **op) {
    char what = (*op)[0];
    int number = (*op)[1] - '0', which = number & 1;
    *op += 2;
    if (what == 'q') return at->error >= 0;
    if (what == '/' && at->value % 2 && **op) *op += 2; /* leaves the next one out */
    on_memory(at, what, which);
    on_mutex(at, what, which);
    on_channel(at, what, which);
    on_synchronisation(at, what, which);
    on_task(at, what, number);
    on_group(at, what);
    on_time(at, what, which);
    others(at, what, which);
    return true;
}

static void *run(void *number) {
    struct place at = {.self = (int)WEFT_UNBOX(number)};
    for (const char *op = scripts[at.self]; op[0] && op[1] && step(&at, &op);) {}
    while (at.open > 0) close_scope(&at);
    for (int which = 0; which < 2; which++) on_mutex(&at, 'u', which);
    return WEFT_BOX(at.value);
}

int main(int argc, char **argv) {
    static char *list[TASKS + 1];
    for (int i = 1; i < argc && i <= TASKS; i++) list[i - 1] = argv[i];
    scripts = list;
    chans[0] = weft_chan_new(sizeof(int), 0);
    chans[1] = weft_chan_new(sizeof(int), 1);
    weft_sem_init(&sems[0], 0);
    weft_sem_init(&sems[1], 1);
    weft_barrier_init(&barrier, 2);
    generator = weft_gen_new(count_up, NULL);
    run(WEFT_BOX(0));
    for (int i = 1; i < TASKS; i++) {
        void *result = NULL;
        if (tasks[i] <= 0) continue;
        int error = weft_join(tasks[i], &result);
        printf("[%d %d %d]", i, error, (int)WEFT_UNBOX(result));
    }
    printf(" %d %d\n", shared[0], shared[1]);
    return 0;
}
