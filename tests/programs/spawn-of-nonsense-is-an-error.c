// weft_spawn without a function, or with a stack too small or too large to be, is an error and no task.
#include <stdint.h>
#include <stdio.h>
#include <weft.h>

static void *child(void *unused) {
    puts("must not run");
    return unused;
}

int main(void) {
    printf("%s\n", weft_error_name((int)weft_spawn(NULL, NULL)));
    weft_spawn_options tiny = {.stack_size = 511};
    weft_spawn_options huge = {.stack_size = SIZE_MAX}, large = {.stack_size = SIZE_MAX / 2};
    printf("%s\n", weft_error_name((int)weft_spawn_with(child, NULL, &tiny)));
    printf("%s\n", weft_error_name((int)weft_spawn_with(child, NULL, &huge)));
    printf("%s\n", weft_error_name((int)weft_spawn_with(child, NULL, &large)));
    weft_yield();
    weft_stats_info stats;
    weft_stats(&stats);
    printf("%zu task\n", stats.live);
    return 0;
}

// Output:
// WEFT_EINVAL
// WEFT_EINVAL
// WEFT_ENOMEM
// WEFT_ENOMEM
// 1 task
