/* libco's six functions, switching within WebAssembly. */
#ifndef LIBCO_H
#define LIBCO_H

#ifdef __cplusplus
extern "C" {
#endif

typedef void *cothread_t;

/* The thread that runs; outside all of them: the one that stands for what called the first. */
cothread_t co_active(void);
/* Makes a thread of a block of memory, which holds everything of it: its control block, its stack and, while
   another one runs, its frames. NULL: the block is too small. `entry` must not return. */
cothread_t co_derive(void *memory, unsigned int size, void (*entry)(void));
/* The same with memory of its own, at least `size` bytes. NULL: there is none. */
cothread_t co_create(unsigned int size, void (*entry)(void));
/* Only what co_create has made, and not the thread that runs. */
void co_delete(cothread_t thread);
/* Goes on with that thread; returns when somebody switches back. */
void co_switch(cothread_t thread);
/* 1: a copy of the memory of a thread that does not run can be put back later, at the same address. */
int co_serializable(void);

#ifdef __cplusplus
}
#endif

#endif
