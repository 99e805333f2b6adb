/* A program that does nothing but look at the clock until some time has come sees it come. */
#include <stdio.h>
#include <time.h>
#include <weft.h>

int main(void) {
    while (weft_now() < 0.2) {}
    printf("weft_now tells %s\n", weft_now() < 60 ? "it" : "another time");
    time_t then = time(NULL);
    while (time(NULL) == then) {}
    printf("so does time\n");
    return 0;
}
// Output:
// weft_now tells it
// so does time
