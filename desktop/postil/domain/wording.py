"""Sentences that a reader sees, whole and with named places, so that each can be translated."""

import functools
import gettext
from pathlib import Path

CATALOGUES = "translations"


@functools.cache
def _catalogue(folder: Path | None) -> gettext.NullTranslations:
    return gettext.translation("postil", folder, fallback=True)


def say(sentence: str, /, **places: object) -> str:
    """Return ``sentence`` in the reader's language with its ``{named}`` places filled.

    A sentence is passed whole, never in parts; without places its braces are left alone.
    """
    translated = _catalogue(None).gettext(sentence)
    return translated.format_map(places) if places else translated


def count(one: str, many: str, number: int, /, **places: object) -> str:
    """Return ``one`` or ``many`` as ``number`` asks for in the reader's language; both may hold ``{number}``."""
    translated = _catalogue(None).ngettext(one, many, number)
    return translated.format_map({"number": f"{number:,}", **places})
