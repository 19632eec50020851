"""Names that were masked: runs of stars, crosses, boxes and dashes standing where a name can stand."""

import re
from collections.abc import Callable
from typing import NamedTuple

from postil.analysis.words import TITLES
from postil.domain.entities import Mask

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TITLE_BEFORE = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, sorted(TITLES, key=len, reverse=True)))})\.?\s+)$")
_PARTICLE_BEFORE = re.compile(r"(?:\b(?:de|von|van|la|le|du|of|at|in|from|to|by|with|named|called)\s+)$", re.IGNORECASE)
_RULE_LINE = re.compile(r"^[\s*＊_\-=~·•#×xX■□◆◇○●—–]+$")
_LIST_LINE = re.compile(r"^\s*\*+\s")
_RATING = re.compile(
    r"\b(?:ratings?|rated|scores?|scored|stars?|reviews?|grade|password|pin|passcode)\b", re.IGNORECASE
)
_HUNG = re.compile(r"[\w.,;:!?)\]”\"’](?P<mark>[*＊]{2,})(?![*＊])")
_OPENING = re.compile(r"^\s*(?P<mark>[*＊]{2,})(?![*＊])\s*\w", re.MULTILINE)
_LONGEST = 12
_LINE = 2_000
_NEAR = 40


class _Notes(NamedTuple):
    """The star runs that a text hangs on words, and those that begin a line before a word: footnotes have both."""

    hung: frozenset[str]
    opening: frozenset[str]


class _Run(NamedTuple):
    text: str
    start: int
    end: int
    notes: _Notes

    @property
    def run(self) -> str:
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        return self.text[self.start - 1] if self.start else "\n"

    @property
    def after(self) -> str:
        return self.text[self.end] if self.end < len(self.text) else "\n"

    @property
    def line(self) -> str:
        first = self.text.rfind("\n", 0, self.start) + 1
        last = self.text.find("\n", self.end)
        return self.text[first : last if last >= 0 else len(self.text)]

    @property
    def lead(self) -> str:
        return self.text[max(0, self.start - _NEAR) : self.start]

    @property
    def after_title(self) -> bool:
        return _TITLE_BEFORE.search(self.lead) is not None


def find_masks(text: str) -> tuple[Mask, ...]:
    """Return the masked names of ``text`` in order; positions are code points, masks never overlap.

    Not masks: a line of only stars, a list's bullets, emphasis in Markdown, footnote stars and their notes, ratings,
    swear words, arithmetic, hidden digits.
    """
    emphasis = _emphasised(text)
    notes = _Notes(
        frozenset(match["mark"] for match in _HUNG.finditer(text)),
        frozenset(match["mark"] for match in _OPENING.finditer(text)),
    )
    found: dict[int, Mask] = {}
    for pattern, stands_for_name in _SHAPES:
        for match in pattern.finditer(text):
            run = _Run(text, match.start(), match.end(), notes)
            if run.start not in emphasis and run.start not in found and stands_for_name(run):
                found[run.start] = Mask(run.start, run.end, run.run)
    kept: list[Mask] = []
    for start in sorted(found):
        if not kept or start >= kept[-1].end:
            kept.append(found[start])
    return tuple(kept)


def _emphasised(text: str) -> frozenset[int]:
    """Return the starts of star runs that open or close Markdown emphasis around words of one line."""
    starts: set[int] = set()
    for match in _EMPHASIS.finditer(text):
        starts.update((match.start("open"), match.start("close")))
    return frozenset(starts)


def _stars(run: _Run) -> bool:
    if len(run.run) > _LONGEST or _RULE_LINE.match(run.line):
        return False
    # Between two sentences of one line, stars part them.
    if re.search(r"[.!?][”\"')]?[ ]$", run.lead) and re.match(r"\s+[A-Z]", run.text[run.end : run.end + 3]):
        return False
    return not (_is_list(run) or _is_rating(run) or _is_code(run) or _is_footnote(run) or _is_swearing(run))


def _is_list(run: _Run) -> bool:
    """A run that begins its line is a bullet where a neighbouring line begins with one too."""
    if run.after not in " \t" or run.line.lstrip()[: len(run.run)] != run.run:
        return False
    if run.text[run.text.rfind("\n", 0, run.start) + 1 : run.start].strip():
        return False
    above = run.text[max(0, run.start - _LINE) : run.start].rstrip().rpartition("\n")[2]
    below = run.text[run.end : run.end + _LINE].partition("\n")[2].lstrip("\n").partition("\n")[0]
    return bool(_LIST_LINE.match(above) or _LIST_LINE.match(below))


def _is_rating(run: _Run) -> bool:
    tail = run.text[run.end : run.end + 12]
    if re.search(r"\bout\sof\s$", run.lead):
        return True
    if re.match(r"\s*(?:/\s*[\d*]|out of\b|stars?\b|[½¼¾☆★])", tail) or run.before in "★☆/" or run.after in "★☆½":
        return True
    close = run.text[max(0, run.start - 16) : run.start]
    return bool(_RATING.search(close) and re.search(r"[:\s]\s*$", close) and not run.after_title)


def _is_code(run: _Run) -> bool:
    if run.before in "/\\`=_$&^%#@|" or run.after in "/\\`=_$&^%@|":
        return True
    if run.before.isdigit() or run.after.isdigit():
        return True
    spaced_before = re.search(r"[\d*＊]\s?$", run.lead)
    spaced_after = re.match(r"\s?[\d*＊]", run.text[run.end : run.end + 2])
    return bool(spaced_before or spaced_after)


def _is_footnote(run: _Run) -> bool:
    attached = not run.before.isspace() and run.before not in "([{\"'“‘«‹—–-/"
    han = re.match(f"[{_HAN}]", run.before) is not None
    if attached and not han:
        word = re.search(r"[^\W\d_]+$", run.lead)
        if word is None or not word.group()[0].isupper():
            return True
    if attached:
        return run.run in run.notes.opening and not han
    return run.before == "\n" and run.run in run.notes.hung


def _is_swearing(run: _Run) -> bool:
    if run.after.isascii() and run.after.isalpha():
        return True
    letters = re.search(r"[A-Za-z]+$", run.lead)
    if letters is None:
        return False
    if letters.group().islower():
        return True
    before = run.text[max(0, run.start - _NEAR) : run.start - len(letters.group())]
    named = _TITLE_BEFORE.search(before) or _PARTICLE_BEFORE.search(before)
    return len(letters.group()) == 1 and named is None


def _lone_star(run: _Run) -> bool:
    """A single star is a mask only after a title, or among Han characters."""
    if re.match(f"[{_HAN}]", run.before) and re.match(rf"[{_HAN}，。、；：！？）」』]", run.after):
        return True
    return run.after_title and run.before.isspace() and (run.after.isspace() or run.after in ".,;:!?'’)")


def _boxes(run: _Run) -> bool:
    if (
        _RULE_LINE.match(run.line)
        or re.search(r"\d\s?$", run.lead)
        or re.match(r"\s?\d", run.text[run.end : run.end + 2])
    ):
        return False
    # A single box or circle before words is a bullet or a check box, unless a title stands before it.
    if len(run.run) == 1:
        return run.after_title or bool(re.match(f"[{_HAN}]", run.before))
    return True


def _circles(run: _Run) -> bool:
    return _boxes(run) and not re.match("[〇一二三四五六七八九十百千]", run.before + run.after)


def _certain(run: _Run) -> bool:
    """某 hides a name after a surname or doubled; before a noun it only says "a certain"."""
    # By itself among words of another script it stands for a name.
    if len(run.run) > 1 or not re.search(f"[{_HAN}]", run.before + run.after):
        return True
    return bool(re.match(f"[{_HAN}]", run.before)) and not re.match("[些种個个年月日天时時处處人事物地方]", run.after)


def _dashes(run: _Run) -> bool:
    """A dash stands for a name after a title, or after the initial that a title introduces ("Mr. D——")."""
    if run.after_title:
        return True
    if run.run in {"——", "———", "————"} or re.fullmatch("_{3,}|⸺|⸻", run.run):
        # "at the town of ——": a place or a name after its preposition, and no pause in the sentence.
        named = re.search(r"\b(?:of|at|from|named|called|de|von|in)\s$", run.lead)
        if named and re.match(r"\s*[,.;:)]|\s[a-z]", run.text[run.end : run.end + 3]):
            return True
    initial = re.search(r"(?:^|\s)[A-Z]\.?$", run.lead)
    if initial is None or (len(run.run) < 2 and run.run != "⸺"):
        return False
    before = run.lead[: initial.start() + 1]
    return bool(_TITLE_BEFORE.search(before) or _PARTICLE_BEFORE.search(before))


def _crosses(run: _Run) -> bool:
    """XXX is a name after a title or a small word; after a capitalised word, or before one, it is a number."""
    if run.after_title:
        return True
    if len(run.run) < 3 or re.match(r"\s[A-Z]", run.text[run.end : run.end + 2]):
        return False
    return re.search(rf"\b(?!(?:{_NUMBERED_BY})\b)[a-z]+\s$", run.lead) is not None


def _lone_initial(run: _Run) -> bool:
    """A single letter stands for a name where a title or a calling comes before it, and no name after it."""
    if not re.match(r"\s+(?:[a-z]|$)|[,;:)!?]|$", run.text[run.end : run.end + 3]):
        return False
    if run.after_title:
        return True
    return run.run[0] in "NXYZ" and re.search(rf"\b(?:{_CALLED_BY})\s$", run.lead) is not None


def _lone_letter(run: _Run) -> bool:
    """N, X, Y or Z without a point is a name after a title: "Mr. X said"."""
    return run.after_title and re.match(r"\s[A-Z]", run.text[run.end : run.end + 2]) is None


def _always(_run: _Run) -> bool:
    return True


_EMPHASIS = re.compile(
    r"""(?<![\w*＊\\"'“])(?P<open>\*{2,3})(?=[^\W_]|["“‘(\[][^\s*])[^\n*]*?[\w.!?…,;:)\]"”’%](?P<close>(?P=open))(?![\w*])"""
)
_NUMBERED_BY = "page|pages|chapter|section|volume|vol|no|part|act|century|legion|title|figure|the|an?|book|canto|or|and"
_CALLED_BY = "witness|patient|agent|citizen|comrade|de|von|named|called|defendant|prisoner|student|informant"
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[_Run], bool]], ...] = (
    (re.compile(r"(?<![*＊\\])[*＊]{2,}"), _stars),
    (re.compile(r"(?<![*＊\\])[*＊](?![*＊])"), _lone_star),
    (re.compile("×{2,}|(?<=[A-Za-z.] )×(?= )|(?<![\\d ])×(?![\\d ])"), _boxes),
    (re.compile("[■█▇▆▓]+|□+"), _boxes),
    (re.compile("[○◯〇△]{2,}"), _circles),
    (re.compile("某[甲乙丙丁戊己]|某+"), _certain),
    (re.compile(r"[—―⸺⸻]+|-{2,}|_{2,}"), _dashes),
    (re.compile(r"(?<= )X{2,4}(?=[\s.,;:'’])"), _crosses),
    (re.compile(r"(?<=\s)[A-Z]\.(?:[ ]?[A-Z]\.)?(?=[\s,;:)!?]|$)"), _lone_initial),
    (re.compile(r"(?<= )[NXYZ](?=[\s,;:)!?]|[.](?:\s|$)|$)"), _lone_letter),
    (
        re.compile(
            r"\[(?:first |last |family |full )?(?:name|surname|person|place|city|town|village|street|company|address)"
            r"(?: of [a-z]+(?: [a-z]+)?| ?\d)?\](?![(:\[])",
            re.IGNORECASE,
        ),
        _always,
    ),
    (
        re.compile(r"[\[(](?:name |names )?(?:redacted|withheld|removed|deleted|omitted|censored)[\])]", re.IGNORECASE),
        _always,
    ),
)
