// Up to three tries for each URL.
#include <stdio.h>
#include <weft.h>

static int get(const char *url, weft_response *answer) {
    weft_timeout limit;
    weft_timeout_begin(&limit, 2);
    int rc = weft_fetch(url, NULL, answer);
    weft_timeout_end(&limit);
    return rc;
}

static void show(const char *url) {
    weft_response answer;
    int rc = get(url, &answer);      // one try: too few
    if (rc == 0)
        printf("%.0f s  %s", weft_now(), answer.body);
    else
        printf("%.0f s  %s: no answer\n", weft_now(), url);
    weft_response_free(&answer);
}

int main(void) {
    show("/delay/9");
    show("/delay/1");
    return 0;
}
