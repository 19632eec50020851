"""The parts of an exported file: what each is called, and how Postil finds again what it wrote.

A renderer encloses what belongs together in marks (``enclosed``, ``opaque``) that no text of the library can hold;
``cut`` takes them out and gives the parts. Everything else is cut at its headings, so that a template that a reader
changed has parts as well.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# Canonical text holds no noncharacters: these stand for the ends of parts and nothing else.
_OPEN, _NAMED, _CLOSE = "\ufdd2", "\ufdd3", "\ufdd4"
_MARK = re.compile(f"{_OPEN}([^{_NAMED}]*){_NAMED}|{_CLOSE}")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING = re.compile(r"#{1,6}(?=\s)")
_ARTICLE = re.compile(r"\]\(postil://article/([^)#\s]+)\)")
_COUNT = re.compile(r"^[\d,.\u202f\xa0]+ · ")
_KEY = re.compile(r"([^\s#\-:][^:]*):(?=\s|$)")
NEWS = "news:"
"""Begins the id of what is put beside a part that the reader changed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an exported file without the blank lines around it; its lines end with a line feed, but the last."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Cut:
    """An export in parts: the entries of its front matter (none where it has none), then what follows."""

    properties: tuple[Part, ...]
    body: tuple[Part, ...]
    text: str


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A part as it was written: its id, how many lines it had, the hash of the first and of all of them.

    ``said`` is the hash of what it says, which stays the same where a card only counts differently.
    """

    id: str
    lines: int
    first: str
    all: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it was written: the SHA-256 of its bytes, its parts in their order, what it is of (MadeFile.key)."""

    file: str
    parts: tuple[WrittenPart, ...]
    key: str = ""


def enclosed(part_id: str, text: str) -> str:
    """Return ``text`` marked as the part ``part_id``."""
    return f"{_OPEN}{part_id}{_NAMED}{text}{_CLOSE}"


def opaque(text: str) -> str:
    """Return ``text`` marked so that no part begins at a heading within it: for what a reader wrote in the library."""
    return f"{_OPEN}{_NAMED}{text}{_CLOSE}"


def unmarked(text: str) -> str:
    """Return ``text`` without the marks of parts."""
    return _MARK.sub("", text)


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends; only a line feed ends one."""
    return _LINE.findall(text)


def bare(line: str) -> str:
    """Return a line without its end, which may be of any system."""
    return line.removesuffix("\n").removesuffix("\r")


def cut(marked: str) -> Cut:
    """Return the parts of what a renderer gave; ``text`` is all of it without marks."""
    lines = [bare(line) for line in lines_of(marked)]
    front = front_end(lines)
    told = entries(lines[1 : front - 1]) if front else ()
    properties = tuple(Part(f"property:{key}", "\n".join(entry)) for key, entry in told)
    return Cut(properties, tuple(_distinct(_named(_pieces(lines[front:])))), unmarked(marked))


def front_end(lines: Sequence[str]) -> int:
    """Return how many of the bare lines at the beginning are front matter, its two rules with it; 0 for none."""
    if not lines or lines[0] != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines) if number and line in {"---", "..."}), 0)


def entries(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Give the entries of front matter: the key with all of its lines; lines before the first have the key ""."""
    key, found = "", list[str]()
    for line in lines:
        match = _KEY.match(line)
        if match:
            if found:
                yield key, found
            key, found = match[1].strip("\"' "), []
        found.append(line)
    if found:
        yield key, found


def uncounted(card: str) -> str:
    """Return a card without the number that it has among the others."""
    return _COUNT.sub("", card)


def describe(part: Part) -> WrittenPart:
    """Return how the part will be found again."""
    lines = part.text.split("\n")
    said = fingerprint([uncounted(part.text)]) if part.id.startswith("highlight:") else ""
    return WrittenPart(part.id, len(lines), fingerprint(lines[:1]), fingerprint(lines), said)


def fingerprint(lines: Iterable[str]) -> str:
    """Return the hash of bare lines, the same for every kind of line end."""
    return hashlib.blake2b("\n".join(lines).encode(errors="surrogatepass"), digest_size=10).hexdigest()


def file_hash(content: bytes) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def pack(written: Written) -> str:
    """Return what is kept of a file as JSON."""
    parts = [[part.id, part.lines, part.first, part.all, part.said] for part in written.parts]
    kept = {"file": written.file, "key": written.key, "parts": parts}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def unpack(kept: str) -> Written | None:
    """Return what ``pack`` kept; None where that is something else."""
    try:
        read = json.loads(kept)
        return Written(str(read["file"]), tuple(WrittenPart(*part) for part in read["parts"]), str(read.get("key", "")))
    except (ValueError, KeyError, TypeError):
        return None


def _pieces(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Give (id, bare lines) of each piece; the id is "" for what begins at a heading or at the top."""
    part_id, piece, depth = "", list[str](), 0
    for line in lines:
        if _OPEN not in line and _CLOSE not in line:
            if not depth and not part_id and line.startswith("#") and _HEADING.match(line):
                yield part_id, piece
                piece = []
            piece.append(line)
            continue
        marks = [*_MARK.finditer(line)]
        opens = next((mark[1] for mark in marks if mark[1]), "")
        clean = _MARK.sub("", line)
        if opens or (not depth and not part_id and _HEADING.match(clean)):
            yield part_id, piece
            part_id, piece = opens, []
        piece.append(clean)
        depth += sum(1 if mark[1] is not None else -1 for mark in marks)
        if part_id and not depth:
            yield part_id, piece
            part_id, piece = "", []
    yield part_id, piece


def _named(pieces: Iterable[tuple[str, list[str]]]) -> Iterator[Part]:
    """Give the pieces that hold something, each with an id that stays the same from export to export."""
    article, first = "", True
    for given, lines in pieces:
        told = [number for number, line in enumerate(lines) if line.strip()]
        if not told:
            continue
        text = "\n".join(lines[told[0] : told[-1] + 1])
        if given:
            yield Part(given, text)
        else:
            link = _ARTICLE.search(text)
            article = link[1] if link else article
            heading = text.split("\n", 1)[0].lstrip("#").strip() if text.startswith("#") else ""
            part_id = f"article:{article}" if link else "title" if first else f"section:{article}:{heading}"
            yield Part(part_id, text)
        first = False


def _distinct(parts: Iterable[Part]) -> Iterator[Part]:
    seen: dict[str, int] = {}
    for part in parts:
        seen[part.id] = seen.get(part.id, 0) + 1
        yield part if seen[part.id] == 1 else Part(f"{part.id}~{seen[part.id]}", part.text)
