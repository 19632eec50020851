"""DOI and ISBN, in whatever form they are printed."""

import re

from postil.domain.wording import say

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


def left_out(doi: str, isbn: str, year: str, published: str) -> tuple[str, ...]:
    """Return a sentence for each of a record's printed values that is none, and is left out."""
    remarks: list[str] = []
    if doi.strip() and not find_doi(doi):
        remarks.append(say("“{printed}” is not a DOI. It is left out.", printed=doi.strip()[:80]))
    if isbn.strip() and not isbn13(isbn):
        remarks.append(say("“{printed}” is not an ISBN. It is left out.", printed=isbn.strip()[:80]))
    if year.strip() and not published:
        remarks.append(say("“{printed}” is not a year or a date. It is left out.", printed=year.strip()[:80]))
    return tuple(remarks)
