/* A C library asks this of a system with users, processes and limits: a program in WebAssembly is alone, and
   this is what it is told. Each of the C library's own names is weak: a program may have a function of that
   name itself. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include <syscall_arch.h>

#include "host/host.h"

#define WEAK __attribute__((weak))

enum { PROCESS = 42, PARENT = 1, USER = 1000 };

/* ---- Who it is ---- */

long __syscall_getpid(void) { return PROCESS; }
long __syscall_getppid(void) { return PARENT; }
long __syscall_getpgid(long process) { return process == 0 || process == PROCESS ? PROCESS : -ESRCH; }
long __syscall_getsid(long process) { return __syscall_getpgid(process); }
long __syscall_setsid(void) { return -EPERM; }
long __syscall_setpgid(long process, long group) {
    bool own = (process == 0 || process == PROCESS) && (group == 0 || group == PROCESS);
    return own ? 0 : -EPERM;
}
long __syscall_getuid32(void) { return USER; }
long __syscall_geteuid32(void) { return USER; }
long __syscall_getgid32(void) { return USER; }
long __syscall_getegid32(void) { return USER; }
static long same_three(long real, long effective, long saved) {
    *(uid_t *)real = *(uid_t *)effective = *(uid_t *)saved = USER;
    return 0;
}
long __syscall_getresuid32(long real, long effective, long saved) {
    return same_three(real, effective, saved);
}
long __syscall_getresgid32(long real, long effective, long saved) {
    return same_three(real, effective, saved);
}
long __syscall_getgroups32(long size, long list) {
    if (size < 0) return -EINVAL;
    if (size > 0) *(gid_t *)list = USER;
    return 1;
}

/* What err and warn call it: the first of its arguments. */
void _emscripten_get_progname(char *buffer, int size) {
    enum { MAX_ARGUMENTS = 64, MAX_BYTES = 1024 };
    uint8_t *arguments[MAX_ARGUMENTS], texts[MAX_BYTES];
    __wasi_size_t count = 0, bytes = 0;
    bool known = __wasi_args_sizes_get(&count, &bytes) == 0 && count > 0 && count <= MAX_ARGUMENTS &&
                 bytes <= MAX_BYTES && __wasi_args_get(arguments, texts) == 0;
    (void)snprintf(buffer, (size_t)size, "%s", known ? (const char *)arguments[0] : "program");
}

long __syscall_uname(long result) {
    struct utsname *names = (struct utsname *)result;
    if (!names) return -EFAULT;
    memset(names, 0, sizeof *names);
    strcpy(names->sysname, "WebAssembly");
    strcpy(names->nodename, "weft");
    strcpy(names->release, "1.0");
    strcpy(names->version, "1");
    strcpy(names->machine, "wasm32");
    return 0;
}

/* ---- What it uses and may use ---- */

static struct timeval used(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (struct timeval){.tv_sec = time.tv_sec, .tv_usec = time.tv_nsec / 1000};
}

WEAK int getrusage(int who, struct rusage *usage) {
    if (who != RUSAGE_SELF && who != RUSAGE_CHILDREN && who != RUSAGE_THREAD) {
        errno = EINVAL;
        return -1;
    }
    memset(usage, 0, sizeof *usage);
    if (who == RUSAGE_CHILDREN) return 0;
    usage->ru_utime = used();
    usage->ru_maxrss = (long)__builtin_wasm_memory_size(0) * 64; /* KiB */
    return 0;
}

WEAK clock_t times(struct tms *result) {
    struct timeval time = used();
    clock_t ticks = (clock_t)(time.tv_sec * 100 + time.tv_usec / 10000);
    if (result) *result = (struct tms){.tms_utime = ticks};
    return ticks;
}

long __syscall_prlimit64(long process, long resource, long new, long old) {
    (void)new;
    if (process != 0 && process != PROCESS) return -ESRCH;
    if (resource < 0 || resource >= RLIM_NLIMITS) return -EINVAL;
    rlim_t limit = resource == RLIMIT_NOFILE ? 1024 : RLIM_INFINITY;
    if (old) *(struct rlimit *)old = (struct rlimit){.rlim_cur = limit, .rlim_max = limit};
    return 0;
}
long __syscall_ugetrlimit(long resource, long result) { return __syscall_prlimit64(0, resource, 0, result); }
long __syscall_setrlimit(long resource, long limit) { return __syscall_prlimit64(0, resource, limit, 0); }
long __syscall_getpriority(long which, long who) { return (void)which, (void)who, 20; }
long __syscall_setpriority(long which, long who, long priority) {
    return (void)which, (void)who, (void)priority, -EPERM;
}
long __syscall_sync(void) { return 0; }
long __syscall_madvise(long address, long length, long advice) {
    return (void)address, (void)length, (void)advice, 0;
}
long __syscall_mlock(long address, long length) { return (void)address, (void)length, 0; }
long __syscall_munlock(long address, long length) { return (void)address, (void)length, 0; }
long __syscall_mlockall(long flags) { return (void)flags, 0; }
long __syscall_munlockall(void) { return 0; }
long __syscall_mprotect(long address, long length, long protection) {
    return (void)address, (void)length, (void)protection, -ENOSYS;
}

/* ---- Other processes: there are none ---- */

WEAK int system(const char *command) {
    if (!command) return 0;
    errno = ENOSYS;
    return -1;
}

WEAK FILE *popen(const char *command, const char *type) {
    (void)command, (void)type;
    errno = ENOSYS;
    return NULL;
}

WEAK int pclose(FILE *stream) {
    (void)stream;
    errno = ECHILD;
    return -1;
}

long __syscall_wait4(long process, long status, long options, long usage) {
    return (void)process, (void)status, (void)options, (void)usage, -ECHILD;
}

static pid_t no_child(void) {
    errno = ECHILD;
    return -1;
}
WEAK pid_t wait3(int *status, int options, struct rusage *usage) {
    return (void)status, (void)options, (void)usage, no_child();
}
WEAK pid_t wait4(pid_t process, int *status, int options, struct rusage *usage) {
    return (void)process, (void)status, (void)options, (void)usage, no_child();
}
WEAK int waitid(idtype_t type, id_t id, siginfo_t *info, int options) {
    return (void)type, (void)id, (void)info, (void)options, no_child();
}

/* ---- Randomness ---- */

WEAK ssize_t getrandom(void *buffer, size_t size, unsigned flags) {
    (void)flags;
    errno = __wasi_random_get(buffer, size);
    return errno == 0 ? (ssize_t)size : -1;
}

/* The last part of a temporary file's name, six letters. The C library's own comes from the clock, which
   may stand still here. */
char *__randname(char *letters) {
    uint32_t bits = 0;
    (void)__wasi_random_get((uint8_t *)&bits, sizeof bits);
    for (int i = 0; i < 6; i++, bits >>= 5) letters[i] = (char)('A' + (bits & 15) + (bits & 16) * 2);
    return letters;
}

/* ---- Threads of C11, as far as there can be any without threads ---- */

WEAK int(thrd_equal)(thrd_t a, thrd_t b) { return a == b; }
WEAK void *tss_get(tss_t key) { return pthread_getspecific(key); }
