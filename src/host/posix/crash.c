/* A crash is told as Weft tells it: by a line on stderr and status 70. The handlers run on a stack of their
   own, since the program's may be full. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#ifdef __APPLE__
#include <sys/ucontext.h>
#else
#include <ucontext.h>
#endif

#include "host/posix/posix.h"
#include "report/fatal.h"

/* A sanitizer reports crashes better. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif

static const char *what_happened(int signal) {
    switch (signal) {
    case SIGSEGV: return "memory that is not the program's was touched (a NULL or stale pointer?)";
    case SIGBUS: return "memory was touched in a way it cannot be";
    case SIGFPE: return "an integer was divided by zero, or overflowed";
    case SIGTRAP: /* what __builtin_trap is on ARM */
    case SIGILL: return "an instruction that does not exist, or one that marks undefined behaviour";
    default: return "the program called abort";
    }
}

static const void *stack_pointer(const ucontext_t *context) {
#if defined(__x86_64__) && defined(REG_RSP)
    return (const void *)(uintptr_t)context->uc_mcontext.gregs[REG_RSP];
#elif defined(__aarch64__) && defined(__linux__)
    return (const void *)(uintptr_t)context->uc_mcontext.sp;
#elif defined(__APPLE__) && defined(__x86_64__)
    return (const void *)(uintptr_t)context->uc_mcontext->__ss.__rsp;
#elif defined(__APPLE__) && defined(__aarch64__)
    return (const void *)(uintptr_t)context->uc_mcontext->__ss.__sp;
#else
    (void)context;
    return NULL;
#endif
}

static void report(int signal, siginfo_t *info, void *registers) {
    bool overflow = (signal == SIGSEGV || signal == SIGBUS) &&
                    weft__posix_overflows(info->si_addr, stack_pointer(registers));
    fflush(stdout);
    if (overflow) weft__report_overflow(NULL);
    else weft__report_crash(signal == SIGABRT ? "abort" : "trap", what_happened(signal), NULL, 0);
    weft__host_end(WEFT__END_FAULT);
}

static void catch_crash(int signal) {
    struct sigaction before,
        action = {.sa_sigaction = report,
                  .sa_flags = (int)(SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESETHAND)};
    sigemptyset(&action.sa_mask);
    if (sigaction(signal, NULL, &before) == 0 && before.sa_handler == SIG_DFL)
        sigaction(signal, &action, NULL);
}

void weft__posix_catch_crashes(void) {
#ifndef SANITIZED
    static unsigned char stack[65536];
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) catch_crash(signals[i]);
#else
    (void)catch_crash;
#endif
}
