#include "child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static child_result result;

static void read_back(FILE *file, char *buffer, size_t size) {
    rewind(file);
    buffer[fread(buffer, 1, size - 1, file)] = '\0';
    fclose(file);
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
