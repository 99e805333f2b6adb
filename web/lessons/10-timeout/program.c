// Two seconds are enough.
#include <stdio.h>
#include <weft.h>

int main(void) {
    weft_response answer;
    weft_timeout limit;
    weft_timeout_begin(&limit, 2);
    int rc = weft_fetch("/delay/9", NULL, &answer);
    weft_timeout_end(&limit);
    if (rc < 0)
        printf("%.0f s  %s\n", weft_now(), weft_strerror(rc));
    else
        printf("%.0f s  %s", weft_now(), answer.body);
    weft_response_free(&answer);
    return 0;
}

// Output:
// 2 s  timed out
