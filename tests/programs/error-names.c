// Every error has its name and a text; 0 and more is success; anything else is told apart.
#include <stdio.h>
#include <weft.h>

int main(void) {
    static const int errors[] = {
        WEFT_ECANCELED, WEFT_ETIMEDOUT, WEFT_ECLOSED, WEFT_EDONE,  WEFT_EDEADLK, WEFT_EBUSY,
        WEFT_EINVAL,    WEFT_EBADTASK,  WEFT_ENOMEM,  WEFT_EAGAIN, WEFT_EIO,     WEFT_ETOOBIG,
    };
    int negative = 0, described = 0;
    for (int i = 0; i < 12; i++) {
        puts(weft_error_name(errors[i]));
        negative += errors[i] < 0;
        described += weft_strerror(errors[i])[0] != '\0';
    }
    printf("%d negative, %d described\n", negative, described);
    printf("%s: %s\n", weft_error_name(WEFT_ETIMEDOUT), weft_strerror(WEFT_ETIMEDOUT));
    printf("%s: %s\n", weft_error_name(0), weft_strerror(0));
    printf("%s: %s\n", weft_error_name(7), weft_strerror(7));
    printf("%s: %s\n", weft_error_name(-1), weft_strerror(-1));
    return 0;
}

// Output:
// WEFT_ECANCELED
// WEFT_ETIMEDOUT
// WEFT_ECLOSED
// WEFT_EDONE
// WEFT_EDEADLK
// WEFT_EBUSY
// WEFT_EINVAL
// WEFT_EBADTASK
// WEFT_ENOMEM
// WEFT_EAGAIN
// WEFT_EIO
// WEFT_ETOOBIG
// 12 negative, 12 described
// WEFT_ETIMEDOUT: timed out
// WEFT_OK: success
// WEFT_OK: success
// WEFT_E?: unknown error
