// What main returns is the exit status; argc and argv are what they are anywhere.
#include <stdio.h>
#include <weft.h>

int main(int argc, char *argv[]) {
    printf("arguments: %d, name: %s, end: %s\n", argc - 1, argv[0] != NULL ? "yes" : "no",
           argv[argc] == NULL ? "NULL" : "more");
    return 42;
}

// Output:
// arguments: 0, name: yes, end: NULL
// Exit: 42
