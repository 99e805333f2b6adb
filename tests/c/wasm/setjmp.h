/* In front of the C library's own: a jump across WebAssembly frames takes JavaScript between them, and no
   switch of stacks can pass that. cmocka only ever jumps out of a test that has failed; here that ends the
   program instead. Each test runs in an instance of its own. */
#ifndef WEFT_TEST_SETJMP_H
#define WEFT_TEST_SETJMP_H

#include <stdlib.h>

typedef int jmp_buf[1];
#define setjmp(buffer) ((void)(buffer), 0)
#define longjmp(buffer, value) exit(((void)(buffer), (value)))

#endif
