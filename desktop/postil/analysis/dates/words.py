"""The closed classes of words that dates are written with, and their numbers."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan jany jan'y",
            "february feb feby feb'y febr",
            "march mar",
            "april apr apl",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct octr",
            "november nov novr",
            "december dec decr",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
# EDTF's own codes; https://www.loc.gov/standards/datetime/
SEASONS = {"spring": 21, "springtime": 21, "summer": 22, "summertime": 22, "autumn": 23, "fall": 23, "winter": 24}
_UNITS = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_NTH_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_NTH_TEENS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _numbered(words: str, start: int, tens: str = "") -> dict[str, int]:
    """Return ``words`` with their numbers from ``start``; after ``tens`` with a hyphen and with a blank."""
    numbered = dict(zip(words.split(), range(start, start + 100), strict=False))
    if not tens:
        return numbered
    return {f"{tens}{dash}{word}": value for dash in "- " for word, value in numbered.items()}


def _cardinals() -> dict[str, int]:
    numbers = _numbered(f"{_UNITS} {_TEENS}", 1) | {tens: 10 * place for place, tens in enumerate(_TENS, start=2)}
    for place, tens in enumerate(_TENS, start=2):
        numbers |= _numbered(_UNITS, 10 * place + 1, tens)
    return numbers | {"a": 1, "an": 1, "hundred": 100, "a hundred": 100, "one hundred": 100, "a couple of": 2}


CARDINALS = _cardinals()
ORDINALS = (
    _numbered(f"{_NTH_UNITS} {_NTH_TEENS}", 1)
    | _numbered(_NTH_UNITS, 21, "twenty")
    | {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
)
DECADES = {f"{name}s": 10 * number for number, name in enumerate(_TENS, start=2)} | {
    f"{name[:-1]}ies": 10 * number for number, name in enumerate(_TENS, start=2)
}
FEASTS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "may day": (5, 1),
    "all saints' day": (11, 1),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "bastille day": (7, 14),
    "armistice day": (11, 11),
}
QUARTERS = {"first": 33, "second": 34, "third": 35, "fourth": 36, "1st": 33, "2nd": 34, "3rd": 35, "4th": 36}
HALVES = {"first": 40, "second": 41, "1st": 40, "2nd": 41}


def number(words: str) -> int:
    """Return the number that ``words`` ("21", "twenty-one", "21st", "twenty-first") say, or -1."""
    plain = " ".join(words.casefold().split())
    digits = plain.rstrip("stndrh").replace(",", "")
    if digits.isdigit():
        return int(digits)
    return CARDINALS.get(plain, ORDINALS.get(plain, -1))
