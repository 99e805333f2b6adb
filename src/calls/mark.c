/* weft_mark puts a label on the calling task's lane of the timeline. */
#include <stdarg.h>
#include <stdio.h>

#include "base/trace.h"
#include "core/sched.h"

void weft_mark(const char *format, ...) {
    if (!weft__tracing) return;
    char text[WEFT__MAX_TEXT_BYTES + 1];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    weft__trace(MARK, weft__sched.running->id, .text = text);
}
