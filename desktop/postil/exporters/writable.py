"""What no format can write is left out: controls. Quotations have none, since a canonical text has none; what a reader
typed or pasted into titles, notes and tags may have.
"""

import re
from xml.sax import saxutils

# What XML cannot hold even as a numeric reference; two of these ``markdown`` keeps for itself.
# Source: https://www.w3.org/TR/xml/#charsets
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return ``text`` without what cannot be written; every line end stays."""
    return text if text.isprintable() else _UNWRITABLE.sub("", text)


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space as one space, and what cannot be written left out."""
    return " ".join(writable(text).split())


def escape(text: str) -> str:
    """Return ``text`` for the content of an XML element."""
    return saxutils.escape(writable(text))


def quoteattr(text: str) -> str:
    """Return ``text`` as the value of an XML attribute, with its quotation marks."""
    return saxutils.quoteattr(writable(text))
