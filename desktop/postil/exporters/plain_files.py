"""What all formats that are one plain file have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from postil.domain.wording import say
from postil.exporters.arranging import arranged
from postil.exporters.checking import ExportMismatch
from postil.exporters.collected import Collected
from postil.exporters.options import ExportOptions, MadeFile


@dataclass(frozen=True, slots=True)
class FileExporter:
    """A format of one file: ``render`` writes it, ``quotations`` reads all quotations out of it again, in order.

    ``expected`` gives those that there must be, where that is not simply each highlight's. ``takes_whole``: the
    format has the whole text where it was asked for.
    """

    name: str
    named: str
    extension: str
    render: Callable[[Collected, ExportOptions], str]
    quotations: Callable[[str], Sequence[str]]
    expected: Callable[[Collected], Sequence[str]] | None = None
    template: str = field(default="")
    is_text: bool = field(default=True)
    in_folder: bool = field(default=False)

    @property
    def label(self) -> str:
        """The name in the export window."""
        return say(self.named)

    def make(
        self, collected: Collected, options: ExportOptions, *, exported: str, printer: object = None
    ) -> tuple[MadeFile, ...]:
        """Return the file; raises ExportMismatch where a quotation does not read back letter by letter."""
        del exported, printer
        text = self.render(collected, options)
        self.check(text, arranged(collected, options))
        key = collected.articles[0].article.id if len(collected.articles) == 1 else ""
        return (MadeFile("", text.encode(), key),)

    def check(self, text: str, shown: Collected) -> None:
        """Read ``text`` back; raises ExportMismatch. ``shown`` is what was to go out, arranged."""
        wanted = [*(self.expected(shown) if self.expected else all_quotations(shown))]
        compare(wanted, [*self.quotations(text)], self.label)


def all_quotations(shown: Collected) -> list[str]:
    """Return each highlight's quotation, in order."""
    return [highlight.quoted.exact for article in shown.articles for highlight in article.highlights]


def compare(wanted: Sequence[str], found: Sequence[str], label: str) -> None:
    """Raise ExportMismatch where the quotations that were read back are not those that went in."""
    if [*found] != [*wanted]:
        raise ExportMismatch(
            "Nothing was written: read back, the export ({format}) would not have every quotation verbatim. Please "
            "report it with the articles they are from.",
            format=label,
        )
