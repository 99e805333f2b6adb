/* weft-explore: runs a program that is linked with Weft again and again, each time with another schedule, and
   tells what came of it. It knows nothing of the program but its environment, status and output. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { USAGE = 64, UNAVAILABLE = 70, MAX_CHOICES = 1 << 16, MAX_SHOWN_LINES = 12, TIMED_OUT = 124 };

static const char usage[] =
    "usage: weft-explore [options] PROGRAM [ARGUMENTS]\n"
    "  -p, --strategy dfs|pct|random  which schedules are tried (pct)\n"
    "  -n, --schedules N              how many, at most (1000)\n"
    "  -b, --bound N                  dfs: departures from fifo, at most (2)\n"
    "  -s, --seed N                   the first seed of pct and random (0); the program's own is WEFT_SEED\n"
    "  -t, --timeout SECONDS          for one run (10)\n"
    "  -f, --faults                   and then each call that may fail, one in a run\n"
    "  -a, --any                      outputs may differ: only failures count\n";

static struct {
    const char *strategy;
    uint64_t schedules, bound, seed, timeout;
    bool any, faults;
    char **program;
} options = {.strategy = "pct", .schedules = 1000, .bound = 2, .timeout = 10};

/* ---- Outcomes ---- */

struct text {
    char *bytes;
    size_t length;
};

/* What a run writes into its pipes. */
enum { OUTPUT, ERRORS, CHOICES, PIPES };

struct outcome {
    int status; /* as a shell has it */
    struct text output, errors;
    uint64_t count;
    char *schedule; /* NULL: not known */
    struct outcome *next;
};
static struct outcome *outcomes;

static void *grown(void *memory, size_t size) {
    void *more = realloc(memory, size);
    if (more) return more;
    fputs("weft-explore: out of memory\n", stderr);
    exit(UNAVAILABLE);
}

static void append(struct text *text, const char *bytes, size_t length) {
    text->bytes = grown(text->bytes, text->length + length + 1);
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

static bool same(const struct text *a, const struct text *b) {
    return a->length == b->length && (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* The first one keeps its schedule; the run's texts are given to the outcome, or freed. */
static void add_run(struct outcome run) {
    struct outcome **at = &outcomes;
    while (*at && !((*at)->status == run.status && same(&(*at)->output, &run.output))) at = &(*at)->next;
    if (*at) {
        (*at)->count++;
        free(run.output.bytes);
        free(run.errors.bytes);
        free(run.schedule);
        return;
    }
    *at = grown(NULL, sizeof **at);
    **at = run;
    (*at)->count = 1;
}

/* ---- One run ---- */

/* Whether there may be more. */
static bool read_some(struct pollfd *from, struct text *into) {
    char part[4096];
    if (!from->revents) return true;
    ssize_t length = read(from->fd, part, sizeof part);
    if (length < 0 && errno == EINTR) return true;
    if (length <= 0) {
        close(from->fd);
        from->fd = -1;
        return false;
    }
    append(into, part, (size_t)length);
    return true;
}

static int64_t milliseconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Until all ends are closed, or the time is up: false. */
static bool read_all(int pipes[PIPES][2], struct text texts[PIPES]) {
    struct pollfd ends[PIPES];
    int open = PIPES;
    int64_t until = milliseconds_now() + (int64_t)options.timeout * 1000;
    for (int i = 0; i < PIPES; i++) ends[i] = (struct pollfd){.fd = pipes[i][0], .events = POLLIN};
    while (open > 0) {
        int64_t left = until - milliseconds_now();
        if (left <= 0) break;
        if (poll(ends, PIPES, (int)left) < 0 && errno != EINTR) break;
        for (int i = 0; i < PIPES; i++)
            if (ends[i].fd >= 0 && !read_some(&ends[i], &texts[i])) open--;
    }
    for (int i = 0; i < PIPES; i++)
        if (ends[i].fd >= 0) close(ends[i].fd);
    return open == 0;
}

_Noreturn static void become_program(int pipes[PIPES][2], const char *schedule, bool tells_choices) {
    enum { CHOICES_FD = 3 };
    int choices = fcntl(pipes[CHOICES][1], F_DUPFD, CHOICES_FD + 1);
    setenv("WEFT_CLOCK", "virtual", 1);
    setenv("WEFT_SCHEDULE", schedule, 1);
    if (tells_choices) setenv("WEFT_CHOICES", "3", 1);
    dup2(pipes[OUTPUT][1], 1);
    dup2(pipes[ERRORS][1], 2);
    if (tells_choices) dup2(choices, CHOICES_FD);
    close(choices);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    if (nothing > 2 && nothing != CHOICES_FD) close(nothing);
    execvp(options.program[0], options.program);
    fprintf(stderr, "weft-explore: %s: %s\n", options.program[0], strerror(errno));
    _exit(127);
}

static int status_of(int ended) { return WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended); }

_Noreturn static void give_up(void) {
    perror("weft-explore");
    exit(UNAVAILABLE);
}

/* choices: where what it tells of its choices goes; NULL: it need not. */
static struct outcome run_once(const char *schedule, struct text *choices) {
    struct outcome run = {.count = 1};
    struct text texts[PIPES] = {{NULL, 0}};
    int pipes[PIPES][2], ended = 0;
    for (int i = 0; i < PIPES; i++)
        if (pipe2(pipes[i], O_CLOEXEC) != 0) give_up();
    pid_t child = fork();
    if (child == 0) become_program(pipes, schedule, choices != NULL);
    for (int i = 0; i < PIPES; i++) close(pipes[i][1]);
    if (child < 0) give_up();
    bool in_time = read_all(pipes, texts);
    if (!in_time) kill(child, SIGKILL);
    waitpid(child, &ended, 0);
    run.status = in_time ? status_of(ended) : TIMED_OUT;
    run.output = texts[OUTPUT];
    run.errors = texts[ERRORS];
    if (choices) *choices = texts[CHOICES];
    if (run.status == 127) {
        fputs(run.errors.bytes ? run.errors.bytes : "weft-explore: the program cannot be run\n", stderr);
        exit(66);
    }
    return run;
}

/* ---- pct and random ---- */

/* The line that the library prints at the end of a run that fails. */
static char *schedule_in(const struct text *errors) {
    static const char begin[] = "weft: schedule: ";
    const char *found = errors->bytes ? strstr(errors->bytes, begin) : NULL;
    if (!found) return NULL;
    found += sizeof begin - 1;
    return strndup(found, strcspn(found, "\n"));
}

static uint64_t by_chance(void) {
    for (uint64_t i = 0; i < options.schedules; i++) {
        char schedule[64];
        snprintf(schedule, sizeof schedule, "%s:%" PRIu64, options.strategy, options.seed + i);
        struct outcome run = run_once(schedule, NULL);
        run.schedule = run.status == 0 ? strdup(schedule) : schedule_in(&run.errors);
        if (!run.schedule) run.schedule = strdup(schedule);
        add_run(run);
    }
    return options.schedules;
}

/* ---- dfs, with few departures ---- */

static uint16_t alternatives[MAX_CHOICES], counts[MAX_CHOICES];
static size_t length; /* of `alternatives`; beyond it the run does as fifo */
static bool cut;      /* there is more than the bound lets be tried */

static char *schedule_text(void) {
    struct text text = {NULL, 0};
    uint64_t next = 0;
    for (size_t i = 0; i < length; i++) {
        char part[40];
        if (alternatives[i] == 0) continue;
        int size = snprintf(part, sizeof part, "%s%" PRIu64, text.length ? "-" : "a", (uint64_t)i - next);
        if (alternatives[i] > 1)
            size += snprintf(part + size, sizeof part - (size_t)size, ".%u", alternatives[i]);
        append(&text, part, (size_t)size);
        next = i + 1;
    }
    if (!text.bytes) append(&text, "fifo", 4);
    return text.bytes;
}

/* How many choices the run has told of. */
static size_t take_counts(struct text *told) {
    size_t choices = told->length / sizeof counts[0];
    if (choices > MAX_CHOICES) choices = MAX_CHOICES;
    if (choices > 0) memcpy(counts, told->bytes, choices * sizeof counts[0]);
    free(told->bytes);
    return choices;
}

static uint64_t departures_before(size_t end) {
    uint64_t departures = 0;
    for (size_t i = 0; i < end; i++) departures += alternatives[i] > 0;
    return departures;
}

/* The next in the order of an odometer, given how many choices the last run had; false: that was all. */
static bool next_alternatives(size_t choices) {
    for (size_t i = length; i < choices; i++) alternatives[i] = 0;
    for (size_t i = choices; i-- > 0;) {
        if (alternatives[i] + 1 >= counts[i]) continue;
        if (departures_before(i) + 1 > options.bound) {
            cut = true;
            continue;
        }
        alternatives[i]++;
        length = i + 1;
        return true;
    }
    return false;
}

static uint64_t depth_first(bool *complete) {
    uint64_t runs = 0;
    bool more = true;
    while (more && runs < options.schedules) {
        struct text told;
        char *schedule = schedule_text();
        struct outcome run = run_once(schedule, &told);
        run.schedule = schedule;
        add_run(run);
        runs++;
        more = next_alternatives(take_counts(&told));
    }
    *complete = !more && !cut;
    return runs;
}

/* ---- Calls that fail ---- */

/* The library refuses a schedule that wants more than there is. */
static bool refused(const struct outcome *run) {
    return run->status == UNAVAILABLE && run->errors.bytes &&
           strstr(run->errors.bytes, "weft: the schedule does not fit");
}

/* Each of a kind by itself, all else as fifo does; the letter is the schedule's for that kind. */
static uint64_t each_fault(char letter) {
    for (uint64_t number = 0; number < options.schedules; number++) {
        char schedule[32];
        snprintf(schedule, sizeof schedule, "a%c%" PRIu64, letter, number);
        struct outcome run = run_once(schedule, NULL);
        if (refused(&run)) {
            free(run.output.bytes);
            free(run.errors.bytes);
            return number;
        }
        run.schedule = strdup(schedule);
        add_run(run);
    }
    return options.schedules;
}

/* ---- The report ---- */

static void show(const char *stream, const struct text *text) {
    const char *line = text->bytes;
    int lines = 0;
    for (; line && *line && lines < MAX_SHOWN_LINES; lines++) {
        size_t size = strcspn(line, "\n");
        printf("  %s: %.*s\n", stream, (int)size, line);
        line += size + (line[size] == '\n');
    }
    if (line && *line) printf("  %s: …\n", stream);
}

static void tell(const struct outcome *outcome, uint64_t runs) {
    const char *seed = getenv("WEFT_SEED");
    bool failing = outcome->status != 0;
    if (outcome->status == TIMED_OUT) printf("FAILS: it has not ended after %" PRIu64 " s", options.timeout);
    else printf("%sit ends with status %d", failing ? "FAILS: " : "", outcome->status);
    printf(", in %" PRIu64 " of %" PRIu64 " schedules\n", outcome->count, runs);
    show("stdout", &outcome->output);
    if (failing) show("stderr", &outcome->errors);
    printf("  again: WEFT_CLOCK=virtual %s%s%sWEFT_SCHEDULE=%s", seed ? "WEFT_SEED=" : "", seed ? seed : "",
           seed ? " " : "", outcome->schedule);
    for (char **word = options.program; *word; word++) printf(" %s", *word);
    printf("\n\n");
}

/* The failing outcomes first. */
static int report(uint64_t runs, bool complete) {
    bool good = options.any || !outcomes || !outcomes->next;
    for (int failing = 1; failing >= 0; failing--)
        for (const struct outcome *outcome = outcomes; outcome; outcome = outcome->next) {
            if ((outcome->status != 0) != failing) continue;
            if (failing) good = false;
            tell(outcome, runs);
        }
    printf("%" PRIu64 " schedule%s, %s\n", runs, runs == 1 ? "" : "s",
           complete ? "complete" : "not complete");
    return good ? 0 : 1;
}

/* ---- The command line ---- */

_Noreturn static void refuse(const char *why, const char *what) {
    fprintf(stderr, "weft-explore: %s '%s'\n%s", why, what, usage);
    exit(USAGE);
}

static uint64_t number(const char *text) {
    char *end;
    errno = 0;
    uint64_t value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno) refuse("it wants a whole number, not", text);
    return value;
}

static void set(int option) {
    switch (option) {
    case 'p': options.strategy = optarg; return;
    case 'n': options.schedules = number(optarg); return;
    case 'b': options.bound = number(optarg); return;
    case 's': options.seed = number(optarg); return;
    case 't': options.timeout = number(optarg); return;
    case 'a': options.any = true; return;
    case 'f': options.faults = true; return;
    case 'h': fputs(usage, stdout); exit(0);
    default: fputs(usage, stderr); exit(USAGE);
    }
}

int main(int argc, char **argv) {
    static const struct option known[] = {
        {"strategy", required_argument, NULL, 'p'},
        {"schedules", required_argument, NULL, 'n'},
        {"bound", required_argument, NULL, 'b'},
        {"seed", required_argument, NULL, 's'},
        {"timeout", required_argument, NULL, 't'},
        {"any", no_argument, NULL, 'a'},
        {"faults", no_argument, NULL, 'f'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "+p:n:b:s:t:afh", known, NULL)) != -1) set(option);
    if (!argv[optind]) refuse("it needs a program, not", "");
    options.program = argv + optind;
    bool complete = false, systematic = strcmp(options.strategy, "dfs") == 0;
    if (!systematic && strcmp(options.strategy, "pct") != 0 && strcmp(options.strategy, "random") != 0)
        refuse("the strategy is dfs, pct or random, not", options.strategy);
    uint64_t runs = systematic ? depth_first(&complete) : by_chance();
    if (options.faults) runs += each_fault('f') + each_fault('m');
    return report(runs, complete);
}
