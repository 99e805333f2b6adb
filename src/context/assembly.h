/* What differs between the assemblers of ELF and Mach-O, as macros of the assembler: how a function of the library's own
   begins and ends, and that nothing on a stack is code. */
#ifdef __APPLE__
#define NAME(name) _##name

        .macro own_function name
        .globl  \name
        .private_extern \name
\name:
        .endm
        .macro end_function name
        .endm
        .macro no_code_on_stacks
        .endm
#else
#define NAME(name) name

        .macro own_function name
        .globl  \name
        .hidden \name
        .type   \name, %function
\name:
        .endm
        .macro end_function name
        .size   \name, .-\name
        .endm
        .macro no_code_on_stacks
        .section .note.GNU-stack, "", %progbits
        .endm
#endif
