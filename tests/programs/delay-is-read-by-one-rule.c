/* "/delay/N": N is digits, and a point with more digits where there is a fraction; anything else is another
   address. */
#include <stdio.h>
#include <string.h>
#include <weft.h>

static void ask(const char *url) {
    weft_response answer;
    double before = weft_now();
    int error = weft_fetch(url, NULL, &answer);
    if (error == 0 && strncmp(answer.body, "waited ", 7) == 0)
        printf("%s after %.9f s: %s", url, weft_now() - before, answer.body);
    else printf("%s is another address\n", url);
    weft_response_free(&answer);
}

int main(void) {
    const char *urls[] = {
        "/delay/2", "/delay/0.25", "/delay/1.50", "/delay/007", "/delay/0.0000000019",
        "/delay/1000000", "/delay/0", "/delay/.5", "/delay/1.", "/delay/1e1", "/delay/-1",
        "/delay/+1", "/delay/0x10", "/delay/inf", "/delay/", "/delay/1/2",
        "/delay/1?x", "/delays/1", "/delay/1,5", "/delay/1000001", "/delay/1000000.000000001",
        "/delay/99999999999999999999",
    };
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) ask(urls[i]);
    return 0;
}
// Output:
// /delay/2 after 2.000000000 s: waited 2 s
// /delay/0.25 after 0.250000000 s: waited 0.25 s
// /delay/1.50 after 1.500000000 s: waited 1.50 s
// /delay/007 after 7.000000000 s: waited 007 s
// /delay/0.0000000019 after 0.000000001 s: waited 0.0000000019 s
// /delay/1000000 after 1000000.000000000 s: waited 1000000 s
// /delay/0 after 0.000000000 s: waited 0 s
// /delay/.5 is another address
// /delay/1. is another address
// /delay/1e1 is another address
// /delay/-1 is another address
// /delay/+1 is another address
// /delay/0x10 is another address
// /delay/inf is another address
// /delay/ is another address
// /delay/1/2 is another address
// /delay/1?x is another address
// /delays/1 is another address
// /delay/1,5 is another address
// /delay/1000001 is another address
// /delay/1000000.000000001 is another address
// /delay/99999999999999999999 is another address
