"""DOI and ISBN, in whatever form they are printed."""

import re

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>{}|\\^`]+")
_ISBN = re.compile(r"97[89][-\s]?(?:\d[-\s]?){9}\d|(?<!\d)(?:\d[-\s]?){9}[\dXx](?!\d)")


def find_doi(printed: str) -> str:
    """Return the DOI in ``printed``, an address of a resolver included, in small letters; "" where there is none."""
    match = _DOI.search(printed[:2000])
    return match[0].rstrip(".,;)").lower() if match else ""


def isbn13(printed: str) -> str:
    """Return the first sound ISBN in ``printed`` as thirteen digits, "" where there is none."""
    for match in _ISBN.finditer(printed[:2000]):
        digits = re.sub(r"[-\s]", "", match[0]).upper()
        if len(digits) == 10 and sum((10 - place) * _worth(sign) for place, sign in enumerate(digits)) % 11 == 0:
            stem = f"978{digits[:9]}"
            return stem + str(-_weighed(stem) % 10)
        if len(digits) == 13 and "X" not in digits and _weighed(digits) % 10 == 0:
            return digits
    return ""


def _worth(sign: str) -> int:
    return 10 if sign == "X" else int(sign)


def _weighed(digits: str) -> int:
    return sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(digits))
