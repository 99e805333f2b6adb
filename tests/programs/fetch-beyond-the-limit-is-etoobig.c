// An answer longer than max_length is ETOOBIG; one that is just as long is fine.
#include <stdio.h>
#include <weft.h>

static void get(size_t max_length) {
    weft_request request = {.max_length = max_length};
    weft_response response;
    int rc = weft_fetch("/delay/1", &request, &response);
    printf("limit %zu: %s, %zu bytes\n", max_length, weft_error_name(rc), response.length);
    weft_response_free(&response);
}

int main(void) {
    get(0);                              // no limit
    get(11);                             // "waited 1 s\n"
    get(10);
    return 0;
}

// Output:
// limit 0: WEFT_OK, 11 bytes
// limit 11: WEFT_OK, 11 bytes
// limit 10: WEFT_ETOOBIG, 0 bytes
