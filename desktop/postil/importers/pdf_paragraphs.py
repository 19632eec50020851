"""From the lines of a region to paragraphs: distance, look, indent and the room left on a line tell where one ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from postil.importers.pdf_fragments import is_unspaced
from postil.importers.pdf_lines import Line
from postil.importers.pdf_measures import Measures

BULLET = re.compile(r"\s*([•‣▪▫◦●○■□◆◇►▶➢➤✓✔❖·∙⁃\uf0b7\uf0a7\uf0d8\uf076\uf0a8\uf02d]|[–—*-](?=\s))\s*")
NUMBER = re.compile(r"\s*(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[A-Z])[.)]|\[\d{1,3}\]|\(\d{1,3}\))\s+", re.ASCII)
NOTE_MARK = re.compile(r"\s*([*∗†‡§¶‖#]{1,3}|\d{1,3})[.)]?\s*(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;。！？：；؟…][\"'”’»）)\]]*(?:\d{1,3})?$")
LEADER = re.compile(r"(?:[.·…_]\s?){4,}|…\s*\d+\s*$")
"""What leads from a table of contents to a page."""
CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|abb(?:ildung|\.)?|table|tab\.|tabelle|tableau|tabla|listing|algorithm|chart|scheme|box|exhibit|plate|图|図|表)\s*\.?\s*[\dIVX]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, on the page with number ``page`` and maybe those after it.

    ``left`` and ``right`` are the edges of the region it begins in. ``rule`` is that of boilerplate, or "".
    """

    lines: tuple[Line, ...]
    page: int
    left: float
    right: float
    rule: str = ""
    is_note: bool = False

    @property
    def text(self) -> str:
        """Its letters, the lines joined by spaces: for looking at, not for keeping."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def fixed(self) -> bool:
        """Whether all of it is in a face of fixed width."""
        return all(line.fixed for line in self.lines)


def split_paragraphs(lines: Sequence[Line], page: int, measures: Measures) -> list[Paragraph]:
    """Return the paragraphs of one region in order."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    groups: list[list[Line]] = []
    for block in _blocks(lines, measures):
        groups.extend(_split_block(block, measures, left, right))
    return [Paragraph(tuple(group), page, left, right) for group in groups]


def _blocks(lines: Sequence[Line], measures: Measures) -> list[list[Line]]:
    """Cut where the distance, the size or the look changes: what is left has even lines."""
    blocks = [[lines[0]]]
    for line in lines[1:]:
        before = blocks[-1][-1]
        if _changes(before, line, measures):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return blocks


def _changes(before: Line, line: Line, measures: Measures) -> bool:
    gap = line.base - before.base
    if gap > measures.loosest(max(before.size, line.size)):
        return True
    larger, smaller = max(before.size, line.size), min(before.size, line.size)
    if larger > 1.08 * smaller and max(len(before.text), len(line.text)) > 3:
        return True
    return before.bold != line.bold or before.fixed != line.fixed


def _split_block(block: list[Line], measures: Measures, leftmost: float, rightmost: float) -> list[list[Line]]:
    """Cut even lines into paragraphs; ``leftmost`` and ``rightmost`` are the edges of their region."""
    left, right = min(line.left for line in block), max(line.right for line in block)
    is_large = block[0].size > 1.12 * measures.body
    is_bold = block[0].bold and not measures.bold
    groups = [[block[0]]]
    for index, line in enumerate(block[1:], start=1):
        before = groups[-1][-1]
        after = block[index + 1] if index + 1 < len(block) else None
        centred = _is_centred(before, line, left, right)
        if before.text.rstrip().endswith("-") and not BULLET.match(line.text):
            starts = False
        elif LEADER.search(before.text):
            starts = True
        elif "\t" in line.text or "\t" in before.text:
            starts = not _is_hanging(groups[-1][0], line)
        elif _starts_item(groups[-1], line, after) or is_note_start(line):
            starts = True
        elif is_large:
            starts = not (centred or _is_aligned(before, line))
        elif centred:
            starts = False
        elif is_bold:
            starts = not _is_aligned(before, line) or has_room(before, line, leftmost, rightmost)
        else:
            starts = _is_indented(groups[-1], line, after, left, right) or has_room(before, line, left, right)
        if starts:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def is_note_start(line: Line) -> bool:
    """Say whether ``line`` begins with a raised mark, as footnotes do."""
    return line.runs[0].raised and bool(NOTE_MARK.match(f"{line.runs[0].text} x"))


def _is_hanging(first: Line, line: Line) -> bool:
    """Say whether ``line`` goes on with an item whose mark hangs to the left of its text."""
    marked = BULLET.match(first.text) or NUMBER.match(first.text)
    mark_alone = first.text.count("\t") == 1 and marked and "\t" in first.text[: marked.end() + 1]
    return bool(mark_alone and "\t" not in line.text and line.left > first.left + 0.5 * first.size)


def _is_centred(before: Line, line: Line, left: float, right: float) -> bool:
    middle = (line.left + line.right) / 2
    offset = abs((before.left + before.right) / 2 - middle)
    if (
        line.right - line.left > 0.95 * (right - left)
        or offset > 0.6 * line.size
        or abs((left + right) / 2 - middle) > line.size
    ):
        return False
    return abs(line.left - before.left) > 0.5 * line.size


def _is_aligned(before: Line, line: Line) -> bool:
    """Say whether two lines of a heading begin, end or have their middle below each other."""
    middles = abs(before.left + before.right - line.left - line.right) / 2
    return abs(before.left - line.left) < 3 * line.size or middles < 0.6 * line.size


def _starts_item(group: list[Line], line: Line, after: Line | None) -> bool:
    if BULLET.match(line.text):
        return (
            line.left <= group[0].left + 0.5 * line.size
            or bool(BULLET.match(group[0].text))
            or (bool(after) and after.left > line.left + 0.4 * line.size)
            or bool(_SENTENCE_END.search(group[-1].text.rstrip()))
        )
    number = NUMBER.match(line.text)
    if not number:
        return False
    before = NUMBER.match(group[0].text)
    if before and follows(before.group(1), number.group(1)):
        return line.left <= group[0].left + 0.5 * line.size
    # A line of running text may begin with "1914. "; an item has its number to itself, outside of its text.
    hangs = after is not None and after.left > line.left + 0.6 * line.size
    return hangs and (not before or abs(line.left - group[0].left) < 0.5 * line.size)


def follows(before: str, mark: str) -> bool:
    """Say whether ``mark`` comes after ``before`` in a list: "2." after "1.", "(c)" after "(b)", "iv)" after "iii)"."""
    first, second = before.strip("()[]."), mark.strip("()[].")
    if before.replace(first, "", 1) != mark.replace(second, "", 1):
        return False
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    if len(first) == len(second) == 1 and ord(second) == ord(first) + 1:
        return True
    roman = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
    return first in roman and second in roman and roman.index(second) == roman.index(first) + 1


def _is_indented(group: list[Line], line: Line, after: Line | None, left: float, right: float) -> bool:
    """Say whether ``line`` stands further in than the line before and, where there is one, the line after it."""
    before = group[-1]
    if line.rtl:
        inset, inset_before = right - line.right, right - before.right
        inset_after = right - after.right if after else 0.0
    else:
        inset, inset_before = line.left - left, before.left - left
        inset_after = after.left - left if after else 0.0
    if inset - inset_before < 0.7 * line.size or inset - inset_before > 6 * line.size:
        return False
    # The second line of an item or of a reference hangs; those after it stand where it does.
    if len(group) == 1 and (BULLET.match(before.text) or NUMBER.match(before.text)):
        return False
    if after is None:
        return True
    return inset - inset_after > 0.5 * line.size


def has_room(before: Line, line: Line, left: float, right: float) -> bool:
    """Say whether the first word of ``line`` would have fitted on the line before: then a paragraph ended there."""
    room = before.left - left if before.rtl else right - before.right
    text = line.text.strip()
    if not text or not before.text.strip():
        return False
    average = (line.right - line.left) / max(1, len(text))
    if is_unspaced(text[0]):
        return room > 2.5 * line.size
    word = len(text.split(maxsplit=1)[0])
    ended = bool(_SENTENCE_END.search(before.text.rstrip()))
    if not ended and text[0].islower():
        # A sentence that goes on in small letters was broken by hand at most: that shows as a line of half the width.
        return room > 0.5 * (right - left)
    return room > word * average + (1.5 if ended and not text[0].islower() else 2.5) * line.size


def ends_sentence(text: str) -> bool:
    """Say whether ``text`` ends as a sentence does."""
    return bool(_SENTENCE_END.search(text.rstrip()))
