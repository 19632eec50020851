"""Signs of fonts such as Symbol and Wingdings as the characters that they show."""

import re
from typing import Any

from postil.importers.docx_package import value

_PRIVATE = re.compile("[\ue000-\uf8ff]")


def shown_text(text: str, fonts: Any) -> str:
    """Return ``text`` with what stands in the private area for the signs of its font as the characters they show.

    ``fonts`` is the run's ``w:rFonts`` or None.
    """
    if text.isascii() or not _PRIVATE.search(text):
        return text
    font = value(fonts, "w:ascii") or value(fonts, "w:hAnsi")
    return _PRIVATE.sub(lambda match: symbol(font, ord(match.group())), text)


def symbol(font: str, code: int) -> str:
    """Return the character that ``font`` shows for ``code``, U+FFFD where its signs are not known."""
    plain = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    known = _signs()
    found = known.get((font, code)) or known.get((font, plain))
    if found:
        return chr(found)
    # Fonts of signs keep them in the private area; an ordinary font's characters are what they are.
    if not font or "symbol" in font.lower() or "dings" in font.lower() or _PRIVATE.match(chr(plain)):
        return "\ufffd"
    return chr(plain)


def code_point(digits: str) -> int:
    """Return the code point that a ``w:char`` attribute names, U+FFFD for what is none."""
    code = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", digits) else 0
    return code if 32 <= code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else 0xFFFD


def _signs() -> dict[tuple[str, int], int]:
    # mammoth has the tables of five such fonts, and no types.
    from mammoth.docx.dingbats import dingbats  # pyright: ignore[reportMissingTypeStubs]

    signs: dict[tuple[str, int], int] = dingbats  # pyright: ignore[reportUnknownVariableType]
    return signs
