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

struct of_type {
    struct place place;
    const struct type *type;
};

struct shift {
    struct place place;
    const struct type *left, *right;
};

struct cast {
    struct place place;
    const struct type *from, *to;
};

struct argument {
    struct place place, declared;
    int number;
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
_Noreturn void __ubsan_handle_divrem_overflow_abort(const struct of_type *data, uintptr_t left,
                                                    uintptr_t right);
_Noreturn void __ubsan_handle_add_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right);
_Noreturn void __ubsan_handle_sub_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right);
_Noreturn void __ubsan_handle_mul_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right);
_Noreturn void __ubsan_handle_negate_overflow_abort(const struct of_type *data, uintptr_t value);
_Noreturn void __ubsan_handle_shift_out_of_bounds_abort(const struct shift *data, uintptr_t left,
                                                        uintptr_t right);
_Noreturn void __ubsan_handle_load_invalid_value_abort(const struct of_type *data, uintptr_t value);
_Noreturn void __ubsan_handle_float_cast_overflow_abort(const struct cast *data, uintptr_t value);
_Noreturn void __ubsan_handle_pointer_overflow_abort(const struct place *data, uintptr_t base,
                                                     uintptr_t result);
_Noreturn void __ubsan_handle_invalid_builtin_abort(const struct place *data);
_Noreturn void __ubsan_handle_nonnull_arg_abort(const struct argument *data);
_Noreturn void __ubsan_handle_nonnull_return_v1_abort(const struct place *data, const struct place *where);
_Noreturn void __ubsan_handle_builtin_unreachable(const struct place *data);
_Noreturn void __ubsan_handle_vla_bound_not_positive_abort(const struct place *data, uintptr_t bound);

void __ubsan_handle_type_mismatch_v1_abort(const struct type_mismatch *data, uintptr_t pointer) {
    enum { LOAD, STORE };
    const char *how = data->access == LOAD    ? "was read through"
                      : data->access == STORE ? "was written through"
                                              : "was used to reach a member";
    if (pointer == 0) TRAP(data->place, "a NULL pointer to %.120s %s", data->type->name, how);
    uintptr_t alignment = (uintptr_t)1 << data->alignment;
    if (pointer % alignment != 0)
        TRAP(data->place, "a pointer to %.120s that is not at a multiple of %u bytes %s", data->type->name,
             (unsigned)alignment, how);
    TRAP(data->place, "a pointer to %.120s, for which there is no room where it points, %s", data->type->name,
         how);
}

void __ubsan_handle_out_of_bounds_abort(const struct out_of_bounds *data, uintptr_t index) {
    int64_t value = value_of(data->index, index);
    TRAP(data->place, "an array was indexed %s: [%" PRId64 "] of %.120s",
         value < 0 ? "before its start" : "beyond its end", value, data->array->name);
}

void __ubsan_handle_divrem_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right) {
    if (value_of(data->type, right) == 0) TRAP(data->place, "an integer was divided by zero");
    TRAP(data->place, "%" PRId64 " divided by -1 does not fit into %.120s", value_of(data->type, left),
         data->type->name);
}

static _Noreturn void overflow(const struct of_type *data, uintptr_t left, const char *sign,
                               uintptr_t right) {
    TRAP(data->place, "%" PRId64 " %s %" PRId64 " does not fit into %.120s", value_of(data->type, left), sign,
         value_of(data->type, right), data->type->name);
}

void __ubsan_handle_add_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right) {
    overflow(data, left, "+", right);
}

void __ubsan_handle_sub_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right) {
    overflow(data, left, "-", right);
}

void __ubsan_handle_mul_overflow_abort(const struct of_type *data, uintptr_t left, uintptr_t right) {
    overflow(data, left, "*", right);
}

void __ubsan_handle_negate_overflow_abort(const struct of_type *data, uintptr_t value) {
    TRAP(data->place, "-(%" PRId64 ") does not fit into %.120s", value_of(data->type, value),
         data->type->name);
}

void __ubsan_handle_shift_out_of_bounds_abort(const struct shift *data, uintptr_t left, uintptr_t right) {
    int64_t value = value_of(data->left, left), by = value_of(data->right, right);
    if (by < 0 || by >= 1 << (data->left->info >> 1))
        TRAP(data->place, "%.120s was shifted by %" PRId64 " bits", data->left->name, by);
    TRAP(data->place, "%" PRId64 " << %" PRId64 " does not fit into %.120s", value, by, data->left->name);
}

void __ubsan_handle_load_invalid_value_abort(const struct of_type *data, uintptr_t value) {
    TRAP(data->place, "%" PRId64 " was read, which is no value of %.120s", value_of(data->type, value),
         data->type->name);
}

void __ubsan_handle_float_cast_overflow_abort(const struct cast *data, uintptr_t value) {
    (void)value;
    TRAP(data->place, "a number of %.80s does not fit into %.120s", data->from->name, data->to->name);
}

void __ubsan_handle_pointer_overflow_abort(const struct place *data, uintptr_t base, uintptr_t result) {
    if (base == 0) TRAP(*data, "something was added to a NULL pointer");
    TRAP(*data, "a pointer was moved beyond the end of memory, from %#" PRIxPTR " to %#" PRIxPTR, base,
         result);
}

void __ubsan_handle_invalid_builtin_abort(const struct place *data) {
    TRAP(*data, "a builtin that counts zeros was given 0");
}

void __ubsan_handle_nonnull_arg_abort(const struct argument *data) {
    TRAP(data->place, "argument %d is NULL, and must not be", data->number);
}

void __ubsan_handle_nonnull_return_v1_abort(const struct place *data, const struct place *where) {
    (void)data;
    TRAP(*where, "a function returned NULL, and says that it never does");
}

void __ubsan_handle_builtin_unreachable(const struct place *data) {
    TRAP(*data, "code was reached of which the program says that it cannot be (__builtin_unreachable)");
}

void __ubsan_handle_vla_bound_not_positive_abort(const struct place *data, uintptr_t bound) {
    (void)bound;
    TRAP(*data, "an array of variable length was to have no elements, or fewer");
}
