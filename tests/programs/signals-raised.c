// raise calls a signal's handler at once, and abort that of SIGABRT; a handler may jump out.
#define _GNU_SOURCE
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t seen;
static jmp_buf out;

static void count(int number) { seen += number == SIGUSR1 ? 100 : 1; }
static void leave(int number) { longjmp(out, number); }
static void told(int number, siginfo_t *info, void *context) {
    (void)context;
    printf("told of %d\n", number == info->si_signo);
}

int main(void) {
    printf("first: %d\n", signal(SIGINT, count) == SIG_DFL);
    raise(SIGINT);
    signal(SIGUSR1, count);
    raise(SIGUSR1);
    printf("seen %d\n", (int)seen);
    printf("ignored: %d\n", signal(SIGTERM, SIG_IGN) != SIG_ERR && raise(SIGTERM) == 0);
    signal(SIGFPE, leave);
    if (setjmp(out) == 0)
        raise(SIGFPE);
    else
        puts("left the handler");
    struct sigaction action = {.sa_sigaction = told, .sa_flags = SA_SIGINFO};
    sigaction(SIGUSR2, &action, NULL);
    raise(SIGUSR2);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR2);
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(SIGUSR2);
    puts("blocked");
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    raise(SIGCHLD);
    printf("nonsense: %d %d\n", signal(-1, count) == SIG_ERR, raise(1000) != 0);
    puts(strsignal(SIGINT));
    signal(SIGABRT, leave);
    int number = setjmp(out);
    if (number == 0)
        abort();
    printf("left abort: %d\n", number == SIGABRT);
    return 0;
}

// Output:
// first: 1
// seen 101
// ignored: 1
// left the handler
// told of 1
// blocked
// told of 1
// nonsense: 1 1
// Interrupt
// left abort: 1
