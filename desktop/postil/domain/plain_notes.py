"""The words of a note without its Markdown, for lists where a line or two of it are shown.

Signs that only look like Markdown stay: the stars of a masked name, of a sum, or behind a backslash.
"""

import re
from collections.abc import Iterator

from postil.domain.citing import parse

_SIGNS = re.compile(r"[*_`~\\\[<>#@-]")
_LINE = re.compile(
    r"^[ ]{0,3}(?:(?:>[ ]?)+|\#{1,6}[ ]+|(?:[-*_][ ]*){3,}$|(?:`{3,}|~{3,})[^`\n]*$)|^[ \t]*(?P<item>[-*+])[ ]+",
    re.MULTILINE,
)
_INLINE = re.compile(
    r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<label>[^\[\]]*)\]\([^()\s]*(?:[ ]\"[^\"]*\")?\)"
    r"|<(?P<address>(?:https?|mailto|postil):[^<>\s]*)>"
    # Words stand at both ends of what is set off, and none beside it: "(***) and (***)" and 5*3*2 are no Markdown.
    r"|(?<![\w*_~])(?P<marks>\*{1,3}(?!\*)|_{1,3}(?!_)|~~(?!~))(?=[\w\"'“‘«„(\[*~`\\])(?P<inner>(?:(?!\n[ \t]*\n).)+?)"
    r"(?<=[^\s(\[“‘«„\\])(?P=marks)(?![\w*_~])",
    re.DOTALL,
)
_KEY = re.compile(r"-?@(?:\{([^{}\s]+)\}|(?=\w))")


def plain_words(note: str) -> str:
    """Return the words of a note in Markdown, on its lines: citations by their keys, links by their words."""
    if not _SIGNS.search(note):
        return note
    return _inline(_LINE.sub(_begun, _cited(note)))


def _begun(match: re.Match[str]) -> str:
    return "• " if match["item"] else ""


def _inline(text: str) -> str:
    return _INLINE.sub(_bare, text)


def _bare(match: re.Match[str]) -> str:
    if match["code"] is not None:
        return match["code"]
    if match["inner"] is not None:
        return _inline(match["inner"])
    if match["label"] is not None:
        return _inline(match["label"])
    return match["escaped"] or match["address"]


def _cited(note: str) -> str:
    return "".join(_parts(note))


def _parts(note: str) -> Iterator[str]:
    position = 0
    for cluster in parse(note):
        yield note[position : cluster.start]
        words = _KEY.sub(lambda match: match[1] or "", note[cluster.start : cluster.end])
        yield f"({words[1:-1]})" if words.startswith("[") and words.endswith("]") else words
        position = cluster.end
    yield note[position:]
