"""The text of one block while it is gathered: whitespace collapsed as HTML does, spans kept in place."""

import re

from postil.domain.document import Span, SpanKind

# The white space that HTML collapses; a no-break space is a letter here.
_SPACE = " \t\n\r\f"
_RUN = re.compile(f"[{_SPACE}]+")


class InlineText:
    """Gathers text and spans; offsets are code points into what ``take`` returns. Holds one block at a time."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._spans: list[Span] = []
        self._open: list[tuple[SpanKind, str, int]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing visible was added yet."""
        return self._length == 0

    @property
    def ends_with_break(self) -> bool:
        """Whether the last thing added was a line break."""
        return bool(self._parts) and self._parts[-1].endswith("\n")

    def add(self, text: str) -> None:
        """Add running text; runs of white space become one space, none at either end of a line."""
        if not text:
            return
        collapsed = _RUN.sub(" ", text)
        words = collapsed.strip(" ")
        if not words:
            self._space = True
            return
        if (self._space or collapsed[0] == " ") and self._length and not self._parts[-1].endswith(("\n", "\t")):
            self._put(" ")
        self._space = collapsed[-1] == " "
        self._start_spans()
        self._put(words)

    def add_verbatim(self, text: str) -> None:
        """Add text whose white space counts: code, a line break, a table's tab."""
        if text:
            if text.strip(_SPACE):
                self._start_spans()
            self._put(text)
            self._space = False

    def open(self, kind: SpanKind, target: str = "") -> None:
        """Begin a span at the next visible character."""
        self._open.append((kind, target, -1))

    def close(self) -> None:
        """End the span that was opened last; without a character in it, or as a link to nowhere, it is none."""
        kind, target, start = self._open.pop()
        if 0 <= start < self._length and (target or kind != "link"):
            self._spans.append(Span(start, self._length, kind, target))

    def take(self) -> tuple[str, tuple[Span, ...]]:
        """Return the text and its spans in order of their starts, and begin anew with the spans still open."""
        text = "".join(self._parts)
        unfinished = (
            Span(start, self._length, k, t) for k, t, start in self._open if start >= 0 and (t or k != "link")
        )
        spans = [*self._spans, *unfinished]
        self._parts, self._length, self._space, self._spans = [], 0, False, []
        self._open = [(kind, target, -1) for kind, target, _ in self._open]
        return text, tuple(sorted(spans, key=lambda span: (span.start, -span.end)))

    def _start_spans(self) -> None:
        if self._open and self._open[-1][2] < 0:
            self._open = [(k, t, self._length if start < 0 else start) for k, t, start in self._open]

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
