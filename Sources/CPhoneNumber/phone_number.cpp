#include "phone_number.h"

#include <phonenumbers/geocoding/phonenumber_offline_geocoder.h>
#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cstring>
#include <string>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberOfflineGeocoder;
using i18n::phonenumbers::PhoneNumberUtil;

extern "C" int64_t phone_number_parse(const char *text, int32_t length, const char *region) {
  const auto *util = PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util->Parse(std::string(text, length), region, &number) != PhoneNumberUtil::NO_PARSING_ERROR)
    return 0;
  if (!util->IsValidNumber(number)) return 0;
  std::string e164;
  util->Format(number, PhoneNumberUtil::E164, &e164);
  int64_t digits = 0;
  for (char c : e164)
    if (c >= '0' && c <= '9') digits = digits * 10 + (c - '0');
  return digits;  // E.164 has at most 15 digits
}

extern "C" int32_t phone_number_region(int64_t e164, const char *language, char *out,
                                       int32_t capacity) {
  static const PhoneNumberOfflineGeocoder geocoder;
  const auto *util = PhoneNumberUtil::GetInstance();
  PhoneNumber number;
  if (util->Parse("+" + std::to_string(e164), "ZZ", &number) != PhoneNumberUtil::NO_PARSING_ERROR)
    return 0;
  const std::string name = geocoder.GetDescriptionForNumber(number, icu::Locale(language));
  const auto length = std::min<size_t>(name.size(), static_cast<size_t>(capacity));
  std::memcpy(out, name.data(), length);
  return static_cast<int32_t>(length);
}
