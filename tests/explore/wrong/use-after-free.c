/* Wrong: the session is looked up, and used after a wait in which it may have been removed. What is freed
   is marked first, so that its use is told for certain. */
#include <assert.h>
#include <stdlib.h>
#include <weft.h>

struct session {
    int live;
};

static struct session *session;

static void *serve(void *unused) {
    (void)unused;
    struct session *mine = session;
    if (!mine) return NULL;
    weft_yield();
    assert(mine->live == 1);
    return NULL;
}

static void *remove_it(void *unused) {
    (void)unused;
    weft_yield();
    weft_yield();
    session->live = 0;
    free(session);
    session = NULL;
    return NULL;
}

int main(void) {
    session = malloc(sizeof *session);
    session->live = 1;
    weft_task tasks[] = {weft_spawn(serve, NULL), weft_spawn(remove_it, NULL)};
    return weft_gather(tasks, 2, NULL);
}
