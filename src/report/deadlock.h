/* The program ends here when nothing can ever happen again. */
#ifndef WEFT_DEADLOCK_H
#define WEFT_DEADLOCK_H

/* Says what every task waits for, and in what cycles; then ends the program with status 70. The toolchain
   knows it by its name (web/toolchain/suspension.ts). */
_Noreturn void weft__fatal_deadlock(void);

#endif
