// The time zones of a number: what libphonenumber's Java library has and its C++ library has not.
#pragma once
#include <phonenumbers/phonenumberutil.h>

#include <cstdint>

// Names of the tz database with `&` between them; empty where none is known.
const char *time_zones_of(const i18n::phonenumbers::PhoneNumberUtil &util,
                          const i18n::phonenumbers::PhoneNumber &number, int64_t e164);
