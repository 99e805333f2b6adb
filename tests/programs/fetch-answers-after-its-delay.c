// /delay/N answers after N seconds, with a status, a body that ends in NUL, and a content type.
#include <stdio.h>
#include <string.h>
#include <weft.h>

int main(void) {
    weft_response response;
    int rc = weft_fetch("/delay/2", NULL, &response);
    printf("%s at %g s\n", weft_error_name(rc), weft_now());
    printf("%d, %s, %zu bytes: %s", response.status, response.content_type, response.length, response.body);
    printf("NUL: %d\n", response.body[response.length] == '\0' && strlen(response.body) == response.length);
    weft_response_free(&response);
    return 0;
}

// Output:
// WEFT_OK at 2 s
// 200, text/plain, 11 bytes: waited 2 s
// NUL: 1
