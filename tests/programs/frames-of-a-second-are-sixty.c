/* The sixtieth frame is shown at the second, so a program that draws until then draws sixty. */
#include <stdio.h>
#include <weft.h>

static int draw_until(double end) {
    int frames = 0;
    double seconds;
    do frames++;
    while (weft_next_frame(&seconds) == 0 && seconds < end);
    return frames;
}

int main(void) {
    int first = draw_until(1);
    printf("%d, and it is %.9f\n", first, weft_now());
    int more = draw_until(3);
    printf("%d, and it is %.9f\n", more, weft_now());
    weft_sleep(0.01);
    int last = draw_until(3.1);
    printf("%d, and it is %.9f\n", last, weft_now());
    return 0;
}
// Output:
// 60, and it is 1.000000000
// 120, and it is 3.000000000
// 6, and it is 3.100000000
