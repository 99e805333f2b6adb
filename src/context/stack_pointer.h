/* In WebAssembly the C stack pointer is a global variable, which C can name only in assembly. Both backends
   change it at a switch. */
#ifndef WEFT_STACK_POINTER_H
#define WEFT_STACK_POINTER_H

#define WEFT__INLINE static inline __attribute__((always_inline))

__asm__(".globaltype __stack_pointer, i32\n");

WEFT__INLINE void *weft__get_stack_pointer(void) {
    void *pointer;
    __asm__ volatile("global.get __stack_pointer\n local.set %0" : "=r"(pointer));
    return pointer;
}

WEFT__INLINE void weft__set_stack_pointer(void *pointer) {
    __asm__ volatile("local.get %0\n global.set __stack_pointer" : : "r"(pointer));
}

#define weft__frame_end() ((const void *)weft__get_stack_pointer())
#define WEFT__LARGE_FRAMES 0

#endif
