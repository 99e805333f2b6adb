/* The program and its runtime call this of each other (abi/host.def): the host's functions as import_…, the
   program's as export_…. */
#ifndef WEFT_WASM_H
#define WEFT_WASM_H

#include "host/host.h"

#define WEFT_IMPORT(result, name, parameters) \
    __attribute__((import_module("weft"), import_name(#name))) result import_##name parameters;
#define WEFT_EXPORT(result, name, parameters) \
    __attribute__((export_name("weft_" #name))) result export_##name parameters;
#define WEFT_FAULT(name, value) enum { FAULT_##name = value };
#include "abi/host.def"

/* requests.c: a time in ns for the runtime. What a double cannot tell is told later, not sooner: or the clock
   would be moved to a deadline, and the timer not be due. */
double weft__wasm_moment(int64_t time);
/* memory.c: once, before anything can be suspended. */
void weft__wasm_reserve_scratch(void);
/* memory.c: what of the last slab of stacks has not been handed out yet. */
void weft__unused_slab(const unsigned char **from, const unsigned char **to);

#endif
