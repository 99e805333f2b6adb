/* A bench program is asked by lines of stdin, "WORK COUNT", and answers each with a number: the nanoseconds
   that so many operations took, or the bytes that so many things took up. The same file is built for
   WebAssembly and natively. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "weft.h"

struct work {
    const char *name;
    double (*run)(long count);
};

static inline double nanoseconds_since(double start) { return (weft_now() - start) * 1e9; }

static inline int serve(const struct work *works) {
    char line[80], name[40];
    long count;
    while (weft_read_line(line, sizeof line) >= 0) {
        if (sscanf(line, "%39s %ld", name, &count) != 2) return 1;
        const struct work *work = works;
        while (work->name && strcmp(work->name, name) != 0) work++;
        if (!work->name) return 1;
        printf("%.0f\n", work->run(count));
        fflush(stdout);
    }
    return 0;
}
