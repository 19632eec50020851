"""Citations as Pandoc writes them, the keys they go by, and a plain line for each work.

Source: https://pandoc.org/MANUAL.html#citation-syntax
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postil.domain.records import CslItem, Name
from postil.domain.text import plain_title
from postil.domain.wording import say


@dataclass(frozen=True, slots=True)
class Citation:
    """One work cited: ``-@key, p. 3`` with its place in the text, in code points.

    ``locator`` is as typed ("p. 3"), ``suffix`` what follows it, ``suppressed`` whether the author is left out.
    """

    key: str
    start: int
    end: int
    prefix: str = ""
    locator: str = ""
    suffix: str = ""
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Works cited together: ``[@one, p. 3; see also @other]``, or ``@key [p. 3]`` in running text.

    ``start`` and ``end`` include the brackets; ``in_text`` is whether the author belongs to the sentence.
    """

    start: int
    end: int
    citations: tuple[Citation, ...]
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class KeyPrefix:
    """A key being typed: ``typed`` is what stands between the ``@`` and the caret; a choice replaces start..end."""

    start: int
    end: int
    typed: str


_KEY = r"(?P<minus>-)?(?<![^\W_])@(?:\{(?P<braced>[^{}\s]+)\}|(?P<plain>\w+(?:[:.#$%&+?<>~/-]\w+)*))"
_ANYWHERE = re.compile(r"@(?:\{([^{}\s]+)\}|(\w+(?:[:.#$%&+?<>~/-]\w+)*))")
_CITED = re.compile(rf"(?<!\\){_KEY}")
# Code and addresses keep their "@"; an escaped character means itself.
_SKIPPED = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*$.*?(?:^(?P=fence)|\Z)|(?<!`)(`+)(?!`).*?(?<!`)\2(?!`)|\\."
    r"|\]\([^()\s]*\)|<[A-Za-z][^<>\s]*>|\b(?:https?://|mailto:|www\.)\S+",
    re.MULTILINE | re.DOTALL,
)
_BRACKETED = re.compile(r"(?<!\\)\[([^\[\]]*@[^\[\]]*)\](?![(\[])")
_TRAILING_LOCATOR = re.compile(r"[ \t]?\[([^\[\]@]*)\](?![(\[])")
_LABELS = (
    r"pp?\.?|pages?|ch(?:ap)?s?\.?|chapters?|paras?\.?|paragraphs?|secs?\.?|sections?|vols?\.?|volumes?|nos?\.?"
    r"|fols?\.?|figs?\.?|cols?\.?|ll?\.|lines?|nn?\.|notes?|bks?\.?|books?|pts?\.?|parts?|vv?\.|s\.v\.|¶¶?|§§?"
)
_LOCATOR = re.compile(
    rf"\s*,?\s*((?:(?:{_LABELS})\s*)?(?:\d[\w.:]*|(?<=[.¶§ ])[ivxlcdm]+\b)(?:\s*(?:[-–—]|,\s*(?=\d)|&)\s*[\w.:]*\w)*)",
    re.IGNORECASE,
)
_TYPED = re.compile(r"(?<![^\W_])(?<!\\)@(\{?)([\w:.#$%&+?<>~/-]*)\Z")
_KEY_REST = re.compile(r"[\w:.#$%&+?<>~/-]*")


@lru_cache(maxsize=512)  # an export asks several times over of each note of an article
def parse(text: str) -> tuple[Cluster, ...]:
    """Return the citations of a note in Markdown, in order; those in code or behind a backslash are none."""
    if "@" not in text:
        return ()
    visible = _visible(text)
    clusters = list(_bracketed(visible))
    taken = [(cluster.start, cluster.end) for cluster in clusters]
    for match in _CITED.finditer(visible):
        if any(start <= match.start() < end for start, end in taken):
            continue
        clusters.append(_in_text(visible, match))
    return tuple(sorted(clusters, key=lambda cluster: cluster.start))


def cited_keys(text: str) -> tuple[str, ...]:
    """Return the keys that a note cites, each once, in order."""
    return tuple(dict.fromkeys(citation.key for cluster in parse(text) for citation in cluster.citations))


def keys_in(text: str) -> Iterator[str]:
    """Give whatever in a text may be a citation key, and in some reading of it is: more than ``cited_keys`` does."""
    for match in _ANYWHERE.finditer(text) if "@" in text else ():
        yield match[1] or match[2]


def key_prefix_at(text: str, position: int) -> KeyPrefix | None:
    """Return the citation key that is being typed at ``position``, or None where none is."""
    line = text.rfind("\n", 0, position) + 1
    match = _TYPED.search(text[line:position])
    if match is None:
        return None
    rest = _KEY_REST.match(text, position)
    return KeyPrefix(line + match.start(2), rest.end() if rest else position, match[2])


def with_key(text: str, old: str, new: str) -> str:
    """Return a note in which every citation of the key ``old`` cites ``new``; code and what is escaped stay."""
    if "@" not in text or old not in text:
        return text
    parts: list[str] = []
    position = 0
    for match in _CITED.finditer(_visible(text)):
        name = "braced" if match["braced"] else "plain"
        if match[name] == old:
            start, end = match.span(name)
            parts += [text[position:start], new]
            position = end
    return "".join([*parts, text[position:]])


def format_citation(item: CslItem, locator: str = "", *, suppressed: bool = False) -> str:
    """Return a short plain citation: ``Author, “Title”, Site, 2024-02-25, p. 3``; what is not known is left out."""
    parts = [] if suppressed else [format_authors(item.authors)]
    parts += [
        say("“{title}”", title=plain_title(item.title)) if item.title else "",
        item.container_title or item.publisher,
    ]
    return ", ".join(part for part in (*parts, item.published, locator) if part) or item.url or item.key


def format_reference(item: CslItem) -> str:
    """Return one plain line for a bibliography, with address and dates as far as they are known."""
    parts = [format_citation(item)]
    if item.updated:
        parts.append(say("updated {date}", date=item.updated))
    if item.url and item.url not in parts:
        parts.append(item.url)
    archived = re.search(r'"archive_location": "(https?://[^"\\\s]+)"', item.more)
    if archived:
        parts.append(say("archived at {link}", link=archived[1]))
    line = ", ".join(parts)
    return say("{reference} (accessed {date})", reference=line, date=item.accessed) if item.accessed else line


def format_authors(authors: Sequence[Name]) -> str:
    """Return ``Given Family, Given Family and Given Family``; the first and "et al." for more than three."""
    names = [str(name) for name in authors if str(name)]
    if len(names) > 3:
        return say("{name} et al.", name=names[0])
    if len(names) < 2:
        return "".join(names)
    return say("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def _bracketed(text: str) -> Iterator[Cluster]:
    for match in _BRACKETED.finditer(text):
        citations: list[Citation] = []
        start = match.start(1)
        for part in match[1].split(";"):
            found = _CITED.search(part)
            if found is None:
                citations.clear()
                break
            locator, suffix = _locate(part[found.end() :])
            key = found["braced"] or found["plain"]
            end = start + len(part)
            prefix = part[: found.start()].strip()
            citations.append(Citation(key, start, end, prefix, locator, suffix, bool(found["minus"])))
            start = end + 1
        if citations:
            yield Cluster(match.start(), match.end(), tuple(citations))


def _in_text(text: str, match: "re.Match[str]") -> Cluster:
    trailing = _TRAILING_LOCATOR.match(text, match.end())
    locator, suffix = _locate(trailing[1]) if trailing else ("", "")
    end = trailing.end() if trailing else match.end()
    key = match["braced"] or match["plain"]
    citation = Citation(key, match.start(), end, "", locator, suffix, bool(match["minus"]))
    return Cluster(match.start(), end, (citation,), in_text=True)


def _locate(rest: str) -> tuple[str, str]:
    match = _LOCATOR.match(rest)
    if match is None:
        return "", rest.strip(" ,\t\n")
    return match[1].strip(), rest[match.end() :].strip(" ,\t\n")


def _visible(text: str) -> str:
    """Return ``text`` with all in which no citation stands put out of sight, at its length."""
    return _SKIPPED.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), text)
