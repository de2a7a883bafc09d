#pragma once
// libphonenumber behind C: the only file of the project that includes its C++ headers is
// phone_number.cpp.
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif

/// Parses `text` (`length` bytes of UTF-8) as a number dialled from `region` (two letters).
/// Returns the E.164 digits as an integer (country code first, no plus), or 0 when the text is
/// not a valid number.
int64_t phone_number_parse(const char *text, int32_t length, const char *region);

/// Writes the name of the number's region in `language` ("ru", "en") to `out`; returns the number
/// of bytes written (0 where unknown). `e164` is what phone_number_parse returned.
int32_t phone_number_region(int64_t e164, const char *language, char *out, int32_t capacity);

#ifdef __cplusplus
}
#endif
