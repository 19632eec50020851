"""From bytes to text: byte order mark, what was declared, UTF-8, then detection; binary files are refused."""

import codecs
import re
from dataclasses import dataclass
from unicodedata import category

from postil.domain.problems import Problem
from postil.domain.sources import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What programs, pictures, archives and documents begin with.
_SIGNATURES = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x89PNG",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf\x27\x1c",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3\x00",
    b"{\\rtf",
)
# Control characters that text does not hold; backspace and escape do occur in logs and are counted with care.
_CONTROLS = re.compile(b"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# An undeclared single-byte encoding is one of these more often than one of the dozens that it could be.
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso8859_2", "mac_roman", "cp437",
]  # fmt: skip
# What browsers mean by these labels: https://encoding.spec.whatwg.org/#names-and-labels
_LABELS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "utf8": "utf-8",
    "unicode": "utf-16-le",
    "utf-16": "utf-16-le",
    "x-mac-roman": "mac_roman",
}
# Codecs of Python that no text is written in.
_NO_CHARSETS = frozenset(
    ["unicode-escape", "raw-unicode-escape", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "utf-7"]
)
_SAMPLE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the Python name of the encoding it was read with."""

    text: str
    charset: str


def decode(source: Source, *declared: str) -> Decoded:
    """Return the text of ``source``; ``declared`` are the charsets it says of itself, the likeliest first.

    Raises Problem where it is empty, binary, or where no encoding fits.
    """
    content = source.content
    if not content.strip():
        raise _empty(source)
    for mark, charset in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(charset, "replace")
            if not text.strip("\0 \r\n\t"):
                raise _empty(source)
            return Decoded(text, charset)
    wide = _wide_without_mark(content)
    if wide:
        return Decoded(content.decode(wide, "replace"), wide)
    if looks_binary(content):
        raise not_text(source)
    for label in (source.charset, *declared):
        decoded = _strictly(content, charset_of(label))
        if decoded:
            return decoded
    decoded = _strictly(content, "utf-8") or _nearly_utf8(content) or _detected(content)
    if decoded is None:
        raise Problem(
            "{name} could not be read: the encoding of its letters is broken or unknown. "
            "Save it as UTF-8 in the program it came from and import it again.",
            name=naming(source),
        )
    return decoded


def charset_of(label: str) -> str:
    """Return Python's name for a charset ``label`` as a browser understands it, or "" for an unknown one."""
    # ISO 8859-1 has no printable characters at 0x80..0x9F, and pages that declare it mean Windows-1252.
    label = label.strip().strip("\"'").lower()
    label = _LABELS.get(label, label)
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NO_CHARSETS else name


def looks_binary(content: bytes) -> bool:
    """Say whether ``content`` is a picture, an archive, a program or the like rather than text."""
    if content.startswith(_SIGNATURES):
        return True
    head = content[:_SAMPLE]
    controls = len(_CONTROLS.findall(head))
    return (b"\0" in head and controls > len(head) // 1000) or controls > len(head) // 20


def is_text(content: bytes) -> bool:
    """Say whether ``content`` can be text: it has a byte order mark, is UTF-16 without one, or does not look binary."""
    marked = any(content.startswith(mark) for mark, _ in _MARKS)
    return marked or bool(_wide_without_mark(content)) or not looks_binary(content)


def not_text(source: Source) -> Problem:
    """Return the Problem of a source that holds no text."""
    return Problem(
        "{name} is not a text: it looks like a picture, an archive, a program or a format that Postil "
        "does not read. Save it as text, Markdown or HTML and import that.",
        name=naming(source),
    )


def naming(source: Source) -> str:
    """Return how a sentence names ``source``: its file in quotation marks, its address, or what was pasted."""
    if source.name and source.kind == "file":
        return f"“{source.name}”"
    return source.location or (f"“{source.name}”" if source.name else "What was pasted")


def _empty(source: Source) -> Problem:
    return Problem("{name} is empty; there is nothing to read in it.", name=naming(source))


def _wide_without_mark(content: bytes) -> str:
    """Return the UTF-16 that ``content`` is in where it has no mark: every other byte of Latin text is then zero."""
    head = content[:4096]
    half = len(head) // 2
    if half < 4 or len(content) % 2:
        return ""
    low, high = head[1::2].count(0), head[0::2].count(0)
    if low > 0.7 * half and high < 0.05 * half:
        return "utf-16-le"
    if high > 0.7 * half and low < 0.05 * half:
        return "utf-16-be"
    return ""


def _strictly(content: bytes, charset: str) -> Decoded | None:
    try:
        return Decoded(content.decode(charset), charset) if charset else None
    except (LookupError, ValueError):
        # LookupError: Python has codecs, such as "hex", that are none of text.
        return None


def _nearly_utf8(content: bytes) -> Decoded | None:
    """Read UTF-8 with a few damaged letters: they become U+FFFD, which the reader sees."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - content.count(b"\xef\xbf\xbd")
    foreign = len(content) - len(text)
    return Decoded(text, "utf-8") if damaged * 200 < len(text) and damaged * 4 < foreign else None


def _detected(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(content[:_SAMPLE], cp_isolation=_CANDIDATES, threshold=0.3)
    best = matches.best()
    if best is None:
        return None
    equals = [m.encoding for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    encoding = min(equals, key=lambda name: _CANDIDATES.index(name) if name in _CANDIDATES else len(_CANDIDATES))
    decoded = _strictly(content, encoding)
    # Windows-1252 and its neighbours give almost any bytes some letters: where they are no words, nothing was read.
    return decoded if decoded and _reads_like_words(decoded.text) else None


def _reads_like_words(text: str) -> bool:
    """Say whether letters outnumber symbols and controls by far."""
    sample = text[:20_000]
    odd = sum(1 for c in sample if not c.isascii() and category(c)[0] in "SC" and c not in "€£¥°©®™±×÷")
    return odd * 20 < sum(1 for c in sample if c.isalpha())


def no_text(source: Source) -> Problem:
    """Return the sentence for a source that was read and has no words in it."""
    return Problem("{name} holds no text; there is nothing to read in it.", name=naming(source))
