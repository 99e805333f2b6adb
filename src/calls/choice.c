/* Makes choices for the program, and data, that follow from the run's seed. */
#include "core/choice.h"
#include "base/random.h"
#include "weft.h"

int weft_choose(int count) {
    return count < 1 ? WEFT_EINVAL : (int)weft__choose_seeded(WEFT__CHOICE_VALUE, (uint32_t)count);
}

uint64_t weft_random(uint64_t bound) { return weft__random_data(bound); }
