/* Wrong: text and length belong together, and there is a wait between the two writes. */
#include <assert.h>
#include <string.h>
#include <weft.h>

static const char *text = "one";
static size_t length = 3;

static void *write_both(void *unused) {
    (void)unused;
    text = "three";
    weft_yield();
    length = 5;
    return NULL;
}

static void *read_both(void *unused) {
    (void)unused;
    weft_yield();
    weft_yield();
    assert(strlen(text) == length);
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(write_both, NULL), weft_spawn(read_both, NULL)};
    return weft_gather(tasks, 2, NULL);
}
