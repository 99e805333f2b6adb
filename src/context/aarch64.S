/* AArch64, AAPCS64: what a call must preserve is stored on the stack that is left, and loaded from
   the one that is entered. */
#include "context/assembly.inc"

        .text

/* void weft__native_switch(void **save, void *to) */
        own_function NAME(weft__native_switch)
        .cfi_startproc
        hint    #34
        sub     sp, sp, #160
        stp     x19, x20, [sp, #0]
        stp     x21, x22, [sp, #16]
        stp     x23, x24, [sp, #32]
        stp     x25, x26, [sp, #48]
        stp     x27, x28, [sp, #64]
        stp     x29, x30, [sp, #80]
        stp     d8, d9, [sp, #96]
        stp     d10, d11, [sp, #112]
        stp     d12, d13, [sp, #128]
        stp     d14, d15, [sp, #144]
        mov     x9, sp
        str     x9, [x0]
        mov     sp, x1
        ldp     x19, x20, [sp, #0]
        ldp     x21, x22, [sp, #16]
        ldp     x23, x24, [sp, #32]
        ldp     x25, x26, [sp, #48]
        ldp     x27, x28, [sp, #64]
        ldp     x29, x30, [sp, #80]
        ldp     d8, d9, [sp, #96]
        ldp     d10, d11, [sp, #112]
        ldp     d12, d13, [sp, #128]
        ldp     d14, d15, [sp, #144]
        add     sp, sp, #160
        ret
        .cfi_endproc
        end_function NAME(weft__native_switch)

/* void *weft__native_prepare(void *top, void (*function)(void *), void *argument): a
   stack pointer to switch to */
        own_function NAME(weft__native_prepare)
        .cfi_startproc
        hint    #34
        sub     x0, x0, #160
        stp     x1, x2, [x0, #0]
        adr     x9, NAME(weft__native_begin)
        stp     xzr, x9, [x0, #80]
        stp     xzr, xzr, [x0, #96]
        stp     xzr, xzr, [x0, #112]
        stp     xzr, xzr, [x0, #128]
        stp     xzr, xzr, [x0, #144]
        ret
        .cfi_endproc
        end_function NAME(weft__native_prepare)

        own_function NAME(weft__native_begin)
        .cfi_startproc
        .cfi_undefined x30
        hint    #36
        mov     x0, x20
        blr     x19
        brk     #1
        .cfi_endproc
        end_function NAME(weft__native_begin)

        no_code_on_stacks
