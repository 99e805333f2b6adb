// asyncio.run: main is a task already, and what it calls may wait.
#include <stdio.h>
#include <weft.h>

static void greet(void) {
    printf("hello\n");
    weft_sleep(1);
    printf("world\n");
}

int main(void) {
    greet();
    return 0;
}

// Output:
// hello
// world
