#!/usr/bin/env python3
"""Writes Sources/CPhoneNumber/time_zones.inc: which time zones a telephone number can lie in.

The table is that of libphonenumber (resources/timezones/map_data.txt, Apache License 2.0) as PyPI's
phonenumbers carries it; its version has to be that of Debian's libphonenumber. The C++ library of
Debian 12 has no mapper of its own.

    .venv-test/bin/python scripts/time-zones.py
"""

import pathlib

import phonenumbers
from phonenumbers.tzdata import TIMEZONE_DATA

TARGET = pathlib.Path(__file__).resolve().parent.parent / "Sources/CPhoneNumber/time_zones.inc"


def nearest(prefix):
    """What the longest shorter prefix says."""
    for length in range(len(prefix) - 1, 0, -1):
        if prefix[:length] in TIMEZONE_DATA:
            return TIMEZONE_DATA[prefix[:length]]
    return None


def lines_of(items):
    """Items with commas, in lines of at most 100 columns."""
    line = ""
    for item in items:
        if len(line) + len(item) + 2 > 100:
            yield line.rstrip()
            line = ""
        line += item + ", "
    if line:
        yield line.rstrip()


def main():
    lists = sorted(set(TIMEZONE_DATA.values()))
    places = {zones: index for index, zones in enumerate(lists)}
    prefixes = sorted(
        (int(prefix), places[zones])
        for prefix, zones in TIMEZONE_DATA.items()
        if nearest(prefix) != zones)
    text = [
        f"// Written by scripts/time-zones.py from the metadata of version {phonenumbers.__version__}.",
        "// Lists of zones, as prefixes below name them by their places.",
        "static const char *const zone_lists[] = {",
        *('"' + "&".join(zones) + '",' for zones in lists),
        "};",
        "// Leading digits of E.164 and the place of their list, by digits.",
        "static const ZonePrefix zone_prefixes[] = {",
        *lines_of(f"{{{prefix}, {place}}}" for prefix, place in prefixes),
        "};",
    ]
    TARGET.write_text("\n".join(text) + "\n", encoding="utf-8")


main()
