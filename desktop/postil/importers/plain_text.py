"""Plain text: paragraphs, headline and byline are recognised, every character stays as it is."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from postil.domain.document import Block, Document, make_block
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.importers.boilerplate import mark_boilerplate
from postil.importers.bylines import read_byline, recognise_byline
from postil.importers.encoding import decode, is_text, no_text
from postil.importers.evidence import Findings
from postil.importers.format import Format
from postil.importers.languages import detect_language
from postil.importers.limits import MOST_BLOCKS, too_many_blocks
from postil.importers.titles import title_without_headline

NAME = "text"
_LIST_LINE = re.compile(r"\s*(?:[-*+•–—>|]\s|\d{1,3}[.)]\s|[a-z]\)\s)")
_CHAPTER = re.compile(
    r"(?:chapter|part|book|section|volume|act|kapitel|teil|chapitre|partie|capítulo|capitolo)\s+"
    r"(?:\d{1,3}|[ivxlc]{1,8}|one|two|three|four|five|six|seven|eight|nine|ten)\b[^\n]{0,80}",
    re.IGNORECASE,
)
_NARROWEST, _WIDEST = 40, 120
_LONGEST_HEADLINE = 220


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text file; ``alone`` says that blank lines surround it."""

    text: str
    alone: bool


def parse(source: Source) -> Imported:
    """Read a text file or pasted text.

    Blank lines and blanks at the ends of lines go; the lines of a hard-wrapped paragraph are joined by a space
    (by nothing after a hyphen); every other character stays, in order. Raises Problem where there is no text.
    """
    text = canonical(decode(source).text)
    paragraphs = split_paragraphs(text)
    if not paragraphs:
        raise no_text(source)
    if len(paragraphs) > MOST_BLOCKS:
        raise too_many_blocks()
    headline = _has_headline(paragraphs)
    blocks = tuple(_block(paragraph, headline and index == 0) for index, paragraph in enumerate(paragraphs))
    byline = recognise_byline(blocks)
    findings = Findings().plus(byline.rows, byline.authors)
    if headline:
        findings = findings.plus([Evidence("title", blocks[0].text.strip(), blocks[0].text, "first line")])
    findings = findings.plus([title_without_headline(source, blocks)])
    language = detect_language(text)
    if language:
        findings = findings.plus([Evidence("language", language, "", "detected", guess=True)])
    return Imported(
        importer=NAME,
        document=Document(mark_boilerplate(byline.blocks)),
        title=findings.value("title"),
        authors=findings.authors,
        site=findings.value("container_title"),
        published=findings.value("published"),
        updated=findings.value("updated"),
        url=source.location if source.kind == "url" else "",
        language=language,
        type="webpage" if source.kind == "url" or findings.value("container_title") else "document",
        evidence=findings.rows,
    )


def split_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a canonical ``text``: what stands between blank lines if hard-wrapped, else lines."""
    groups = list(_groups(text))
    width = _wrapped_width(groups)
    paragraphs: list[Paragraph] = []
    for group in groups:
        parts = _join_wrapped(group, width) if width and len(group) > 1 else group
        paragraphs.extend(Paragraph(part, len(parts) == 1) for part in parts)
    return paragraphs


def _groups(text: str) -> Iterator[list[str]]:
    group: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            group.append(line.rstrip(" \t"))
        elif group:
            yield group
            group = []
    if group:
        yield group


def _wrapped_width(groups: list[list[str]]) -> int:
    """Return the width that the text's lines were filled to, in code points, or 0 where they were not.

    A program that fills lines breaks one only where the next word would not have fitted: where that holds for nine
    lines in ten, the breaks say nothing.
    """
    inner = [(line, following) for group in groups for line, following in itertools.pairwise(group)]
    inner = [(line, following) for line, following in inner if not _LIST_LINE.match(following)]
    lengths = sorted(len(line) for line, _ in inner)
    if len(inner) < 3:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    filled = sum(1 for line, following in inner if _is_full(line, following, width))
    return width if filled >= 0.8 * len(inner) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _join_wrapped(group: list[str], width: int) -> list[str]:
    """Join the filled lines of one group; a line that is indented, is a list's, or follows a short one begins anew."""
    parts = [group[0]]
    for previous, line in itertools.pairwise(group):
        indented = line[:1] in " \t" and not previous[:1].isspace()
        if not _is_full(previous, line, width) or indented or _LIST_LINE.match(line):
            parts.append(line)
        elif re.search(r"\w-$", previous) and line.lstrip()[:1].islower():
            parts[-1] += line.lstrip(" \t")
        else:
            parts[-1] += " " + line.lstrip(" \t")
    return parts


def _has_headline(paragraphs: list[Paragraph]) -> bool:
    """Say whether the first line is a headline, whole or cut off: short, alone or above a byline, no full sentence."""
    if len(paragraphs) < 2:
        return False
    first = paragraphs[0].text.strip()
    if not 2 <= len(first) <= _LONGEST_HEADLINE or len(first.split()) > 35 or _LIST_LINE.match(paragraphs[0].text):
        return False
    if re.search(r"(?<!\.)[.;:,。，]$", first) or "://" in first or read_byline(first)[0]:
        return False
    if not any(c.isalpha() for c in first) or re.match(
        r"(?:dear|hi|hello|from:|to:|date:|subject:)\b", first, re.IGNORECASE
    ):
        return False
    if paragraphs[0].alone:
        return any(len(p.text) > len(first) or p.text.rstrip().endswith((".", "。", "?", "!")) for p in paragraphs[1:])
    return bool(read_byline(paragraphs[1].text)[0])


def _block(paragraph: Paragraph, is_headline: bool) -> Block:
    if is_headline:
        return make_block(Block("heading", paragraph.text, level=1))
    if paragraph.alone and len(paragraph.text) <= 100 and _CHAPTER.fullmatch(paragraph.text.strip()):
        return make_block(Block("heading", paragraph.text, level=2))
    return make_block(Block("paragraph", paragraph.text))


def sniff(source: Source) -> bool:
    """Say whether ``source`` is text of any kind."""
    return is_text(source.content)


FORMAT = Format(
    name=NAME,
    label="Plain text",
    extensions=(".txt", ".text", ".asc", ".log"),
    media_types=("text/plain",),
    sniff=sniff,
    parse=parse,
)
