/* The checks that clang puts into a program call these when one fails (its UndefinedBehaviorSanitizer, see
   web/toolchain/clang.ts): each makes a sentence of what happened and hands it to the runtime with the place.
   The layouts are those of compiler-rt's ubsan_handlers.h. */
#include <inttypes.h>
#include <stdio.h>

#include "host/host.h"

__attribute__((import_module("weft"), import_name("trap"))) _Noreturn void
import_trap(const char *sentence, const char *file, int32_t line);

struct place {
    const char *file;
    uint32_t line, column;
};

/* `name` is in quotes; of an integer, `info` is its sign and the logarithm of its bits. */
struct type {
    uint16_t kind, info;
    char name[];
};

struct type_mismatch {
    struct place place;
    const struct type *type;
    unsigned char alignment, access;
};

struct out_of_bounds {
    struct place place;
    const struct type *array, *index;
};

/* A value as it is handed over: what is wider than a pointer lies in memory. */
static int64_t value_of(const struct type *type, uintptr_t value) {
    unsigned bits = 1u << (type->info >> 1);
    if (bits > 64) return 0;
    if (bits == 64) return *(const int64_t *)value;
    bool has_sign = type->info & 1;
    return has_sign ? (int64_t)(int32_t)(value << (32 - bits)) >> (32 - bits) : (int64_t)(uint32_t)value;
}

/* Not on the stack, of which little may be left. */
static char sentence[256];

#define TRAP(place, ...)                                        \
    do {                                                        \
        snprintf(sentence, sizeof sentence, __VA_ARGS__);       \
        import_trap(sentence, (place).file, (int)(place).line); \
    } while (0)

_Noreturn void __ubsan_handle_type_mismatch_v1_abort(const struct type_mismatch *data, uintptr_t pointer);
_Noreturn void __ubsan_handle_out_of_bounds_abort(const struct out_of_bounds *data, uintptr_t index);
_Noreturn void __ubsan_handle_divrem_overflow_abort(const struct place *data, uintptr_t left,
                                                    uintptr_t right);
_Noreturn void __ubsan_handle_builtin_unreachable(const struct place *data);
_Noreturn void __ubsan_handle_vla_bound_not_positive_abort(const struct place *data, uintptr_t bound);

void __ubsan_handle_type_mismatch_v1_abort(const struct type_mismatch *data, uintptr_t pointer) {
    (void)pointer;
    enum { LOAD, STORE };
    const char *how = data->access == LOAD    ? "was read through"
                      : data->access == STORE ? "was written through"
                                              : "was used to reach a member";
    TRAP(data->place, "a NULL pointer to %.120s %s", data->type->name, how);
}

void __ubsan_handle_out_of_bounds_abort(const struct out_of_bounds *data, uintptr_t index) {
    int64_t value = value_of(data->index, index);
    TRAP(data->place, "an array was indexed %s: [%" PRId64 "] of %.120s",
         value < 0 ? "before its start" : "beyond its end", value, data->array->name);
}

void __ubsan_handle_divrem_overflow_abort(const struct place *data, uintptr_t left, uintptr_t right) {
    (void)left, (void)right;
    TRAP(*data, "an integer was divided by zero");
}

void __ubsan_handle_builtin_unreachable(const struct place *data) {
    TRAP(*data, "code was reached of which the program says that it cannot be (__builtin_unreachable)");
}

void __ubsan_handle_vla_bound_not_positive_abort(const struct place *data, uintptr_t bound) {
    (void)bound;
    TRAP(*data, "an array of variable length was to have no elements, or fewer");
}
