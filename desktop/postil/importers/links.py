"""Addresses of links and pictures: made absolute, and dropped unless they are of a kind that cannot run anything."""

import re
from urllib.parse import urljoin, urlsplit

_LONGEST = 4000
# Browsers drop tabs and line ends anywhere in an address; the others are here because they hide a scheme from a look.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


def link_target(href: str, base: str = "") -> str:
    """Return ``href`` as an absolute ``http``, ``https`` or ``mailto`` address or ``#fragment``, else ""."""
    cleaned = _INVISIBLE.sub("", href.strip().replace(" ", "%20"))
    if cleaned.startswith("#"):
        return cleaned if 1 < len(cleaned) <= _LONGEST else ""
    return _absolute(cleaned, base, ("http", "https", "mailto"))


def picture_address(src: str, base: str = "") -> str:
    """Return ``src`` as an absolute ``http`` or ``https`` address, else ""."""
    return _absolute(_INVISIBLE.sub("", src.strip().replace(" ", "%20")), base, ("http", "https"))


def _absolute(address: str, base: str, schemes: tuple[str, ...]) -> str:
    if not address or len(address) > _LONGEST:
        return ""
    try:
        absolute = urljoin(base, address) if base else address
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    # The scheme is lower case here (RFC 3986, 3.1); what it is followed by stays as it was written.
    scheme = parts.scheme
    if scheme not in schemes or len(absolute) > _LONGEST:
        return ""
    if "@" not in parts.path if scheme == "mailto" else not parts.netloc:
        return ""
    return scheme + absolute[len(scheme) :]
