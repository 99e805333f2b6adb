/* Is this a build for AddressSanitizer? */
#ifndef WEFT_ADDRESS_SANITIZER_H
#define WEFT_ADDRESS_SANITIZER_H

#if defined(__SANITIZE_ADDRESS__)
#define WEFT__ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WEFT__ADDRESS_SANITIZER 1
#endif
#endif

#endif
