/* Puts the errors of abi/errors.def into words. */
#include "weft.h"

#define WEFT_ERROR(name, value, text) _Static_assert(WEFT_##name == value, "weft.h and errors.def disagree");
#include "abi/errors.def"
#undef WEFT_ERROR

const char *weft_error_name(int error) {
    if (error >= 0) return "WEFT_OK";
    switch (error) {
#define WEFT_ERROR(name, value, text) \
    case value:                       \
        return "WEFT_" #name;
#include "abi/errors.def"
#undef WEFT_ERROR
    default: return "WEFT_E?";
    }
}

const char *weft_strerror(int error) {
    if (error >= 0) return "success";
    switch (error) {
#define WEFT_ERROR(name, value, text) \
    case value:                       \
        return text;
#include "abi/errors.def"
#undef WEFT_ERROR
    default: return "unknown error";
    }
}
