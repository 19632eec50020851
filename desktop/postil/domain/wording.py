"""Sentences that a reader sees, whole and with named places, so that each can be translated."""

import functools
import gettext

from postil.resources import resource


@functools.cache
def _catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the reader's language in ``resources/translations``, or one that changes nothing."""
    folder = resource("translations")
    # Finding out which language that is takes longer than seeing that there is none to choose from.
    if not any(folder.glob("*/LC_MESSAGES/postil.mo")):
        return gettext.NullTranslations()
    return gettext.translation("postil", folder, fallback=True)


def say(sentence: str, /, **places: object) -> str:
    """Return ``sentence`` in the reader's language with its ``{named}`` places filled.

    A sentence is passed whole, never in parts; without places its braces are left alone.
    """
    translated = _catalogue().gettext(sentence)
    return translated.format_map(places) if places else translated


def count(one: str, many: str, number: int, /, **places: object) -> str:
    """Return ``one`` or ``many`` as ``number`` asks for in the reader's language; both may hold ``{number}``."""
    translated = _catalogue().ngettext(one, many, number)
    return translated.format_map({"number": f"{number:,}", **places})
