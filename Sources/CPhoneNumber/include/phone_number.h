// libphonenumber behind a C interface: numbers in and out as text and as E.164 digits.
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The E.164 digits of the valid number in `text`, 0 if there is none.
int64_t phone_number_parse(const char *text, int32_t length, const char *region);

// The country calling code of a region such as "RU", 0 if there is no such region.
int32_t phone_number_country_code(const char *region);

// Writes at most `capacity` bytes of UTF-8 and returns how many: the number in its international
// grouping, and the name of the region it belongs to in a language such as "ru".
int32_t phone_number_international(int64_t e164, char *out, int32_t capacity);
int32_t phone_number_region(int64_t e164, const char *language, char *out, int32_t capacity);

// The same of the names of the time zones that the number can lie in, with `&` between them.
int32_t phone_number_time_zones(int64_t e164, char *out, int32_t capacity);

#ifdef __cplusplus
}
#endif
