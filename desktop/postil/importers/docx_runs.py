"""The running text of one paragraph of a Word file, gathered as HTML: runs of one look become one element."""

from dataclasses import dataclass, field, replace
from html import escape


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, as far as it is kept; ``raised`` is "sup", "sub" or "", ``link`` an address or "#anchor"."""

    link: str = ""
    code: bool = False
    bold: bool = False
    italic: bool = False
    raised: str = ""

    def tags(self) -> list[tuple[str, str]]:
        """Return the elements around such a run, from outside in: their names and how each begins."""
        tags = [("a", f'<a href="{escape(self.link)}">')] if self.link else []
        tags += [(name, f"<{name}>") for name, on in (("code", self.code), ("b", self.bold), ("i", self.italic)) if on]
        return [*tags, (self.raised, f"<{self.raised}>")] if self.raised else tags


PLAIN = Look()


@dataclass(slots=True)
class Paragraph:
    """A paragraph while it is gathered. ``later`` is the HTML of what is tied to it and stands behind it."""

    link: str = ""
    later: list[str] = field(default_factory=list[str])
    _parts: list[str] = field(default_factory=list[str])
    _open: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    _look: Look = PLAIN

    def add(self, text: str, look: Look = PLAIN) -> None:
        """Add running text, within the ``link`` that is being written where there is one."""
        if not text:
            return
        if self.link and not look.link:
            look = replace(look, link=self.link)
        if look != self._look:
            self._change(look)
        self._parts.append(escape(text, quote=False))

    def put(self, markup: str) -> None:
        """Add HTML."""
        self._parts.append(markup)

    def put_outside(self, markup: str) -> None:
        """Add HTML that stands in no link and no emphasis."""
        self._change(PLAIN)
        self._parts.append(markup)

    def take(self) -> str:
        """Return all that was added, as HTML."""
        self._change(PLAIN)
        return "".join(self._parts)

    def _change(self, look: Look) -> None:
        wanted = look.tags()
        same = 0
        while same < min(len(wanted), len(self._open)) and wanted[same] == self._open[same]:
            same += 1
        self._parts.extend(f"</{name}>" for name, _ in reversed(self._open[same:]))
        self._parts.extend(begin for _, begin in wanted[same:])
        self._open, self._look = wanted, look
