// Whole lines and parts of lines appear in the order in which the tasks printed them.
#include <stdio.h>
#include <weft.h>

static void *speaker(void *name) {
    printf("%s1", (const char *)name);
    weft_yield();
    printf("%s2\n", (const char *)name);
    weft_sleep(1);
    fputs(name, stdout);
    weft_sleep(1);
    putchar('3');
    return NULL;
}

int main(void) {
    weft_task tasks[] = {weft_spawn(speaker, "a"), weft_spawn(speaker, "b"), weft_spawn(speaker, "c")};
    weft_gather(tasks, 3, NULL);
    printf(" end\n");
    return 0;
}

// Output:
// a1b1c1a2
// b2
// c2
// abc333 end
