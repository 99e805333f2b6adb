// fetch: the call waits for the whole answer, and other tasks run meanwhile.
#include <stdio.h>
#include <weft.h>

typedef struct {
    const char *url;
    weft_response response;
    int error;
} page;

static void *load(void *argument) {
    page *wanted = argument;
    wanted->error = weft_fetch(wanted->url, NULL, &wanted->response);
    return NULL;
}

int main(void) {
    page pages[] = {{.url = "/delay/1"}, {.url = "/delay/2"}};
    weft_task tasks[2];
    for (int i = 0; i < 2; i++) tasks[i] = weft_spawn(load, &pages[i]);
    weft_gather(tasks, 2, NULL);
    for (int i = 0; i < 2; i++) {
        if (pages[i].error) return 1;
        printf("%d: %s", pages[i].response.status, pages[i].response.body);
        weft_response_free(&pages[i].response);
    }
    printf("together %g s\n", weft_now());
    return 0;
}

// Output:
// 200: waited 1 s
// 200: waited 2 s
// together 2 s
