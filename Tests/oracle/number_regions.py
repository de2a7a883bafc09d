"""Thousands of valid telephone numbers with their region and time zones.

Prints `digits,region,geographical,zones` per line: the English name of the region (numbers of
regions with a comma in it are left out), 1 where the number belongs to a region smaller than a country, and the zones with `&`
between them. The answers are those of PyPI's phonenumbers, whose metadata have the same version as
Debian's libphonenumber.

    python3 number_regions.py COUNT SEED
"""
import random
import sys

import phonenumbers
from phonenumbers import geocoder, phonenumberutil, timezone


def number(source):
    kind = source.random()
    if kind < 0.35:
        return "79" + f"{source.randrange(1_000_000_000):09d}"
    if kind < 0.75:
        return "7" + source.choice("348") + f"{source.randrange(1_000_000_000):09d}"
    if kind < 0.85:
        return "77" + f"{source.randrange(1_000_000_000):09d}"
    region = source.choice(sorted(phonenumbers.SUPPORTED_REGIONS))
    example = phonenumbers.example_number(region)
    digits = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)[1:]
    return digits[:-4] + f"{source.randrange(10_000):04d}"


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    source = random.Random(seed)
    while count:
        digits = number(source)
        parsed = phonenumbers.parse("+" + digits, None)
        if not phonenumbers.is_valid_number(parsed):
            continue
        place = phonenumberutil.is_number_geographical(parsed)
        region = geocoder.description_for_number(parsed, "en")
        if "," in region:
            continue
        zones = [z for z in timezone.time_zones_for_number(parsed) if z != timezone.UNKNOWN_TIMEZONE]
        # A place that the tables do not know is described by its country, in the port's own words.
        known = place and geocoder.description_for_valid_number(parsed, "en") != \
            geocoder.country_name_for_number(parsed, "en")
        print(f"{digits},{region},{int(known)},{'&'.join(zones)}")
        count -= 1


main()
