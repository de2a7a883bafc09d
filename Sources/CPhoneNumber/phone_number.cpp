#include "phone_number.h"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/logger.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <string>

#include "time_zones.h"

using i18n::phonenumbers::NullLogger;
using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

// The library logs to standard output, where a number must never appear.
const PhoneNumberUtil *util() {
  static PhoneNumberUtil *const instance = [] {
    auto *made = PhoneNumberUtil::GetInstance();
    made->SetLogger(new NullLogger);  // owned by `made`
    return made;
  }();
  return instance;
}

bool parsed(int64_t e164, PhoneNumber *number) {
  return util()->Parse("+" + std::to_string(e164), "ZZ", number) ==
         PhoneNumberUtil::NO_PARSING_ERROR;
}

int32_t copied(const std::string &text, char *out, int32_t capacity) {
  const auto length = std::min<size_t>(text.size(), static_cast<size_t>(capacity));
  std::memcpy(out, text.data(), length);
  return static_cast<int32_t>(length);
}

}  // namespace

extern "C" int64_t phone_number_parse(const char *text, int32_t length, const char *region) {
  PhoneNumber number;
  if (util()->Parse(std::string(text, length), region, &number) !=
      PhoneNumberUtil::NO_PARSING_ERROR)
    return 0;
  if (!util()->IsValidNumber(number)) return 0;
  std::string e164;
  util()->Format(number, PhoneNumberUtil::E164, &e164);
  int64_t digits = 0;
  for (char c : e164)
    if (c >= '0' && c <= '9') digits = digits * 10 + (c - '0');
  return digits;  // E.164 has at most 15 digits, the library's own numbers at most 18
}

extern "C" int32_t phone_number_country_code(const char *region) {
  return util()->GetCountryCodeForRegion(region);
}

extern "C" int32_t phone_number_international(int64_t e164, char *out, int32_t capacity) {
  PhoneNumber number;
  if (!parsed(e164, &number)) return 0;
  std::string text;
  util()->Format(number, PhoneNumberUtil::INTERNATIONAL, &text);
  return copied(text, out, capacity);
}

extern "C" int32_t phone_number_region(int64_t e164, const char *language, char *out,
                                       int32_t capacity) {
  static const PhoneNumberOfflineGeocoder geocoder;
  static std::mutex loading;  // the geocoder reads its tables on first use
  PhoneNumber number;
  if (!parsed(e164, &number)) return 0;
  const std::lock_guard<std::mutex> lock(loading);
  return copied(geocoder.GetDescriptionForNumber(number, icu::Locale(language)), out, capacity);
}

extern "C" int32_t phone_number_time_zones(int64_t e164, char *out, int32_t capacity) {
  PhoneNumber number;
  if (!parsed(e164, &number)) return 0;
  return copied(time_zones_of(*util(), number, e164), out, capacity);
}
