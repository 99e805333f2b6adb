/* malloc, calloc, realloc and aligned_alloc fail where a schedule says so (am0, am1, …), with ENOMEM, and a
   block that realloc could not move stays. What libc allocates for itself (strdup) is not among them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <weft.h>

static void tell(const char *call, const void *memory) {
    printf("%s: %s\n", call, memory ? "memory" : errno == ENOMEM ? "ENOMEM" : "why?");
}

static void *in_a_task(void *unused) {
    (void)unused;
    char *copy = strdup("of libc's own");
    void *memory = malloc(16);
    tell("malloc in a task", memory);
    free(memory);
    tell("strdup", copy);
    free(copy);
    return NULL;
}

int main(void) {
    char *text = malloc(4);
    tell("malloc", text);
    if (text) memcpy(text, "abc", 4);
    void *numbers = calloc(4, sizeof(int));
    tell("calloc", numbers);
    char *more = realloc(text, 1000);
    tell("realloc", more);
    if (text) printf("the text: %s\n", more ? more : text);
    void *aligned = aligned_alloc(64, 64);
    tell("aligned_alloc", aligned);
    weft_join(weft_spawn(in_a_task, NULL), NULL);
    free(more ? more : text);
    free(numbers);
    free(aligned);
    return 0;
}
// Output:
// malloc: memory
// calloc: memory
// realloc: memory
// the text: abc
// aligned_alloc: memory
// malloc in a task: memory
// strdup: memory
