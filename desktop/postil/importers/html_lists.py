"""What stands before the items of HTML's ordered lists."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def item_marker(number: int, style: str) -> str:
    """Return "3.", "c.", "C.", "iii." or "III.", as a list's ``type`` attribute asks for; else the number."""
    if style in {"a", "A"} and number > 0:
        marker = _letters(number)
    elif style in {"i", "I"} and 0 < number < 4000:
        marker = _roman(number)
    else:
        return f"{number}."
    return f"{marker.upper() if style.isupper() else marker}."


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    numeral = ""
    for value, letters in _ROMAN:
        while number >= value:
            numeral += letters
            number -= value
    return numeral
