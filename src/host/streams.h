/* The standard streams, as they are looked at after each turn. */
#ifndef WEFT_STREAMS_H
#define WEFT_STREAMS_H

/* Whether a stream has something that is not written yet. Where the C library does not tell, flushing finds
   out. */
#if __has_include(<stdio_ext.h>)
#include <stdio_ext.h>
#define weft__has_pending(stream) (__fpending(stream) > 0)
#else
#define weft__has_pending(stream) true
#endif

#include <stdio.h>

#if defined __wasm__ && !defined WEFT_EMCC
/* musl's, which stdout and stderr point to: that they do is no constant to the compiler. */
extern FILE __stdout_FILE, __stderr_FILE;
#define weft__stdout (&__stdout_FILE)
#define weft__stderr (&__stderr_FILE)
#else
#define weft__stdout stdout
#define weft__stderr stderr
#endif

#endif
