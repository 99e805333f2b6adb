/* raise calls a signal's handler at once. A signal that is not handled ends the program with 128 and its
   number, as a shell tells it, unless it is one that is otherwise ignored. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/fatal.h"

/* The C library's. */
extern struct sigaction __sig_actions[_NSIG];
extern sigset_t __sig_pending;
bool __sig_is_blocked(int signal);

void __call_sighandler(void (*handler)(int), int signal) { handler(signal); }

static bool ignored_by_default(int signal) {
    return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH;
}

_Noreturn static void end(int signal) {
    if (signal == SIGABRT) abort();
    fflush(stdout);
    weft__say("signal %d ends the program, which has no handler for it", signal);
    _Exit(128 + signal);
}

int raise(int signal) {
    if (signal <= 0 || signal >= _NSIG) {
        errno = EINVAL;
        return -1;
    }
    if (__sig_is_blocked(signal)) {
        sigaddset(&__sig_pending, signal);
        return 0;
    }
    struct sigaction action = __sig_actions[signal];
    bool informed = action.sa_flags & SA_SIGINFO;
    if (!informed && action.sa_handler == SIG_IGN) return 0;
    if (!informed && action.sa_handler == SIG_DFL) {
        if (!ignored_by_default(signal)) end(signal);
        return 0;
    }
    if (action.sa_flags & (int)SA_RESETHAND) __sig_actions[signal].sa_handler = SIG_DFL;
    siginfo_t info = {.si_signo = signal, .si_code = SI_USER, .si_pid = 42};
    if (informed) action.sa_sigaction(signal, &info, NULL);
    else action.sa_handler(signal);
    return 0;
}
