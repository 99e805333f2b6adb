// fdin and read, or neco_read, on stdin: weft_read_line, a line at a time.
#include <stdio.h>
#include <weft.h>

static void *tick(void *unused) {
    while (weft_sleep(1) == 0) continue;
    return unused;
}

int main(void) {
    weft_task ticker = weft_spawn(tick, NULL);
    char line[100];
    int length;
    while ((length = weft_read_line(line, sizeof line)) >= 0) printf("%d: %s\n", length, line);
    printf("%s\n", weft_error_name(length));
    weft_cancel(ticker);
    weft_join(ticker, NULL);
    return 0;
}

// Output:
// 4: warp
// 4: weft
// WEFT_EDONE
