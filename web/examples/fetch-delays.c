// Fetching three pages, first one after another and then
// together.
//
// /delay/N is answered after N seconds. weft_fetch waits for its
// answer, and a task that waits costs nothing: three tasks have
// three requests under way at once.
#include <stdio.h>
#include <weft.h>

static const char *const urls[] = {"/delay/1", "/delay/2", "/delay/3"};

static void *get(void *arg) {
    const char *url = arg;
    weft_response response;
    // NULL: a plain GET
    int rc = weft_fetch(url, NULL, &response);
    if (rc < 0) {
        printf("%s: %s\n", url, weft_strerror(rc));
        return NULL;
    }
    printf("%.0f s  %s: %d, %s", weft_now(), url, response.status, response.body);
    weft_response_free(&response);
    return NULL;
}

int main(void) {
    double start = weft_now();
    for (int i = 0; i < 3; i++)
        // a plain call: waits here for each answer
        get((void *)urls[i]);
    printf("one after another: %.0f s\n", weft_now() - start);

    start = weft_now();
    weft_task tasks[3];
    for (int i = 0; i < 3; i++)
        tasks[i] = weft_spawn(get, (void *)urls[i]);
    weft_gather(tasks, 3, NULL);
    printf("together: %.0f s\n", weft_now() - start);
    return 0;
}

// Output:
// 1 s  /delay/1: 200, waited 1 s
// 3 s  /delay/2: 200, waited 2 s
// 6 s  /delay/3: 200, waited 3 s
// one after another: 6 s
// 7 s  /delay/1: 200, waited 1 s
// 8 s  /delay/2: 200, waited 2 s
// 9 s  /delay/3: 200, waited 3 s
// together: 3 s
