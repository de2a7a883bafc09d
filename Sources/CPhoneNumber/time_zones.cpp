#include "time_zones.h"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <cstdint>
#include <iterator>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace {

struct ZonePrefix {
  int32_t prefix;
  int16_t list;
};

#include "time_zones.inc"

const ZonePrefix *entry(int64_t prefix) {
  const auto *end = std::end(zone_prefixes);
  const auto *found = std::lower_bound(
      std::begin(zone_prefixes), end, prefix,
      [](const ZonePrefix &a, int64_t b) { return a.prefix < b; });
  return found != end && found->prefix == prefix ? found : nullptr;
}

// The list of the longest prefix; the shortest code of a country has one digit.
const char *longest(int64_t digits) {
  for (; digits > 0; digits /= 10)
    if (const auto *found = entry(digits)) return zone_lists[found->list];
  return "";
}

}  // namespace

// As PhoneNumberToTimeZonesMapper.getTimeZonesForNumber does it: a number that is not bound to a
// place, such as a mobile one, can lie anywhere in its country.
const char *time_zones_of(const PhoneNumberUtil &util, const PhoneNumber &number, int64_t e164) {
  if (util.GetNumberType(number) == PhoneNumberUtil::UNKNOWN) return "";
  return longest(util.IsNumberGeographical(number) ? e164 : number.country_code());
}
