"""A hundred thousand telephone numbers as people and switches write them, and what each one is.

Prints `text,digits` per line (digits empty: no number). The answer is that of PyPI's phonenumbers, whose
metadata have the same version as Debian's libphonenumber; around it stand the rules of docs/formats.md for
what libphonenumber refuses: at most six digits are an extension, 810 and 00 lead abroad from anywhere, and
eleven digits and more that are no national number may be E.164 without its plus.

    python3 phone_numbers.py COUNT SEED
"""
import random
import sys

import phonenumbers
from phonenumbers import PhoneNumberFormat, NumberParseException

ALPHABET = "0123456789 -().+~"


def library(text):
    """What the library alone makes of a text, region RU."""
    try:
        number = phonenumbers.parse(text, "RU")
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number):
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)[1:]


def expected(text):
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) <= 6:
        return ""
    found = library(text)
    if found:
        return found
    # The number begins at its first digit, or at a plus that stands before it.
    first = min(i for i, c in enumerate(text) if c.isdigit() or c == "+")
    run = text[first] + text[first + 1:].split("+")[0]
    digits = "".join(c for c in run if c.isdigit())
    if len(digits) <= 6:
        return None  # two numbers in one text: not this script's matter
    found = library(run)
    if found or run[0] == "+":
        return found
    for prefix in ("810", "00"):
        if digits.startswith(prefix):
            found = library("+" + digits[len(prefix):])
            if found:
                return found
    if len(digits) < 11 or len(digits) == 11 and digits[0] == "8":
        return ""
    return library("+" + digits)


def russian(random):
    area = random.choice([
        str(random.randrange(300, 1000)), str(random.randrange(900, 1000)),
        random.choice(["495", "499", "812", "343", "351", "800", "804", "700", "727", "336"])])
    return area + f"{random.randrange(10_000_000):07d}"


def foreign(random):
    region = random.choice(sorted(phonenumbers.SUPPORTED_REGIONS))
    kind = random.choice([phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE])
    example = phonenumbers.example_number_for_type(region, kind) or phonenumbers.example_number(region)
    digits = phonenumbers.format_number(example, PhoneNumberFormat.E164)[1:]
    return digits[:-3] + f"{random.randrange(1000):03d}"


def written(random):
    if random.random() < 0.3:
        digits = foreign(random)
        return random.choice(["+", "8~10", "810", "00", "", "8 10 "]) + digits
    ten = russian(random)
    a, b, c, d = ten[:3], ten[3:6], ten[6:8], ten[8:]
    return random.choice([
        ten, "8" + ten, "7" + ten, "+7" + ten, f"8 ({a}) {b}-{c}-{d}", f"+7 {a} {b} {c} {d}",
        f"8-{a}-{b}-{c}-{d}", f"({a}) {b}{c}{d}", f"8~107{ten}", f"8107{ten}", f"007{ten}",
        f"+7({a}){b}.{c}.{d}"])


def mutated(text, random):
    characters = list(text)
    for _ in range(random.choice([0, 0, 0, 1, 1, 2, 3])):
        place = random.randrange(len(characters) + 1)
        change = random.randrange(3)
        if change == 0:
            characters.insert(place, random.choice(ALPHABET))
        elif place < len(characters):
            if change == 1:
                characters[place] = random.choice(ALPHABET)
            elif len(characters) > 1:
                del characters[place]
    return "".join(characters)


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    source = random.Random(seed)
    while count:
        text = mutated(written(source), source)
        answer = expected(text)
        if answer is None:
            continue
        print(f"{text},{answer}")
        count -= 1


main()
