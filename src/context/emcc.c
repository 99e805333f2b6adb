/* Emscripten looks for a definition in JavaScript of each import, also of those that its Asyncify makes
   instructions of later. Here they are, empty, as EM_JS would write them; nobody calls them. */
#include "context/emcc.h"

#include <emscripten.h>

#define WEFT__NEVER_CALLED(name) \
    __attribute__((used, visibility("default"))) char __em_js__##name[] = "(void)<::>{}";
WEFT__NEVER_CALLED(start_unwind)
WEFT__NEVER_CALLED(stop_unwind)
WEFT__NEVER_CALLED(start_rewind)
WEFT__NEVER_CALLED(stop_rewind)

// clang-format off
EM_JS(int, weft__js_asyncify_state, (void), { return Asyncify.state; })
// clang-format on

enum weft__asyncify_state weft__emcc_state(void) {
    return (enum weft__asyncify_state)weft__js_asyncify_state();
}
