"""The language of a text as importers tell it: what it declares, or what its words say."""

import re

from postil.domain.languages import detect_language

__all__ = ["detect_language", "language_tag"]

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")


def language_tag(printed: str) -> str:
    """Return a BCP 47 tag (``en``, ``pt-BR``, ``zh-Hant-TW``) for what pages declare, "" for what is none."""
    match = _TAG.match(printed.strip().split(",")[0].partition(".")[0])
    if match is None:
        return ""
    language, script, region = match.groups()
    return "-".join(p for p in (language.lower(), script and script.title(), region and region.upper()) if p)
