/* Runs a function in a child process and reads back what it wrote and how it ended. */
#include "child.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "weft.h"

static child_result result;

static void read_back(FILE *file, char *buffer, size_t size) {
    rewind(file);
    buffer[fread(buffer, 1, size - 1, file)] = '\0';
    fclose(file);
}

/* cmocka catches what a crash raises; Weft does so in a program of its own. */
static const int crashes[] = {SIGSEGV, SIGFPE, SIGILL, SIGBUS, SIGSYS, SIGTRAP, SIGABRT};
enum { CRASHES = sizeof crashes / sizeof crashes[0] };
static struct sigaction wefts_own[CRASHES];

__attribute__((constructor)) static void keep_signal_actions(void) {
    weft_self();
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], NULL, &wefts_own[i]);
}

static void restore_signal_actions(void) {
    for (int i = 0; i < CRASHES; i++) sigaction(crashes[i], &wefts_own[i], NULL);
}

/* Files, not pipes: the parent need not read while the child writes. */
const child_result *run_child(int (*body)(void), const char *input) {
    FILE *in = tmpfile(), *out = tmpfile(), *err = tmpfile();
    if (!in || !out || !err) abort();
    if (input) fputs(input, in);
    rewind(in);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        restore_signal_actions();
        dup2(fileno(in), STDIN_FILENO);
        dup2(fileno(out), STDOUT_FILENO);
        dup2(fileno(err), STDERR_FILENO);
        exit(body());
    }
    int status = -1;
    if (child < 0 || waitpid(child, &status, 0) != child) abort();
    result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    fclose(in);
    read_back(out, result.out, sizeof result.out);
    read_back(err, result.err, sizeof result.err);
    return &result;
}
