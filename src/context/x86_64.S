/* x86-64, System V: what a call must preserve is pushed onto the stack that is left, and popped from the one that is entered. */
        .text

/* void weft__machine_switch(void **save, void *to) */
        .globl  weft__machine_switch
        .type   weft__machine_switch, @function
weft__machine_switch:
        .cfi_startproc
        endbr64
        pushq   %rbp
        pushq   %rbx
        pushq   %r12
        pushq   %r13
        pushq   %r14
        pushq   %r15
        subq    $8, %rsp
        stmxcsr (%rsp)
        fnstcw  4(%rsp)
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        ldmxcsr (%rsp)
        fldcw   4(%rsp)
        addq    $8, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbx
        popq    %rbp
        ret
        .cfi_endproc
        .size   weft__machine_switch, .-weft__machine_switch

/* void *weft__machine_prepare(void *top, void (*function)(void *), void *argument): a stack pointer to switch to */
        .globl  weft__machine_prepare
        .type   weft__machine_prepare, @function
weft__machine_prepare:
        .cfi_startproc
        endbr64
        leaq    -64(%rdi), %rax
        stmxcsr (%rax)
        fnstcw  4(%rax)
        movq    $0, 8(%rax)
        movq    $0, 16(%rax)
        movq    %rdx, 24(%rax)
        movq    %rsi, 32(%rax)
        movq    $0, 40(%rax)
        movq    $0, 48(%rax)
        leaq    begin(%rip), %rcx
        movq    %rcx, 56(%rax)
        ret
        .cfi_endproc
        .size   weft__machine_prepare, .-weft__machine_prepare

        .type   begin, @function
begin:
        .cfi_startproc
        .cfi_undefined rip
        endbr64
        movq    %r13, %rdi
        call    *%r12
        ud2
        .cfi_endproc
        .size   begin, .-begin

        .section .note.GNU-stack, "", @progbits
