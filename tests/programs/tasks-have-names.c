// main is task 1, "main"; others have the function's name, or a copy of the one asked for.
#include <stdio.h>
#include <string.h>
#include <weft.h>

static void *miller(void *unused) {
    printf("%s is %d\n", weft_task_name(weft_self()), (int)weft_self());
    return unused;
}

int main(void) {
    printf("%s is %d\n", weft_task_name(weft_self()), (int)weft_self());

    char name[] = "windmill";
    weft_spawn_options named = {.name = name}, unnamed = {0};
    weft_task tasks[] = {weft_spawn(miller, NULL), weft_spawn_with(miller, NULL, &named),
                         weft_spawn_with(miller, NULL, &unnamed), weft_spawn_with(miller, NULL, NULL)};
    memset(name, 'x', strlen(name));
    printf("%s\n", weft_task_name(tasks[1]));
    weft_gather(tasks, 4, NULL);
    printf("joined: %s\n", weft_task_name(tasks[1]) == NULL ? "no name" : "still named");
    return 0;
}

// Output:
// main is 1
// windmill
// miller is 2
// windmill is 3
// miller is 4
// miller is 5
// joined: no name
