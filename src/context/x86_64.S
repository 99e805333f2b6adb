/* x86-64, System V: what a call must preserve is pushed onto the stack that is left, and popped from
   the one that is entered. Setting the control words of SSE and x87 is dear, and they hardly ever
   differ. The return is a jump: the processor predicts returns from the calls that it has seen, and
   here would always be wrong. */
#include "context/assembly.inc"

        .text

/* void weft__native_switch(void **save, void *to) */
        own_function NAME(weft__native_switch)
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
        movl    (%rsp), %eax
        movzwl  4(%rsp), %ecx
        movq    %rsp, (%rdi)
        movq    %rsi, %rsp
        cmpl    (%rsp), %eax
        jne     1f
        cmpw    4(%rsp), %cx
        jne     1f
2:      addq    $8, %rsp
        popq    %r15
        popq    %r14
        popq    %r13
        popq    %r12
        popq    %rbx
        popq    %rbp
        popq    %rcx
        jmp     *%rcx
1:      ldmxcsr (%rsp)
        fldcw   4(%rsp)
        jmp     2b
        .cfi_endproc
        end_function NAME(weft__native_switch)

/* void *weft__native_prepare(void *top, void (*function)(void *), void *argument): a
   stack pointer to switch to */
        own_function NAME(weft__native_prepare)
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
        leaq    NAME(weft__native_begin)(%rip), %rcx
        movq    %rcx, 56(%rax)
        ret
        .cfi_endproc
        end_function NAME(weft__native_prepare)

        own_function NAME(weft__native_begin)
        .cfi_startproc
        .cfi_undefined rip
        endbr64
        movq    %r13, %rdi
        call    *%r12
        ud2
        .cfi_endproc
        end_function NAME(weft__native_begin)

        no_code_on_stacks
