"""The citations in notes that go out, formatted in a style as the preview and ``postil cite`` do it."""

import html
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import TracebackType

from postil.domain.citing import Cluster, format_authors, parse
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.exporters.arranging import arranged
from postil.exporters.cited import CitedCluster
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.escaping import escape_inline
from postil.exporters.options import ExportOptions
from postil.services.citation_text import Form, as_form
from postil.services.formatting import Asked, Formatted, FormattingProcess, ask_for, asked_line
from postil.services.styles import LANGUAGE, USUAL, styles_folder
from postil.storage.library import Library

_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class _Note:
    """A note that cites: the id of what it belongs to, and its clusters."""

    id: str
    body: str
    clusters: tuple[Cluster, ...]


@dataclass(slots=True)
class ExportCitations:
    """Formats the citations of one export after the other, by one process, which starts when it is needed.

    May be used by several threads, which then wait for each other.
    """

    _process: FormattingProcess = field(default_factory=FormattingProcess)
    _known: dict[bytes, Formatted] = field(default_factory=dict[bytes, Formatted])
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closed: bool = False

    def __enter__(self) -> "ExportCitations":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; whoever waits for it hears a Problem."""
        self._closed = True
        self._process.shut()

    def put_in(self, library: Library, collected: Collected, options: ExportOptions) -> Collected:
        """Return what was collected with its citations formatted, where ``options`` ask for it; raises Problem."""
        if not options.formats_citations:
            return collected
        form: Form = "markdown" if options.format == "markdown" else "html"
        works = collected.works
        notes = [note for article in arranged(collected, options).articles for note in _notes(article)]
        clusters = [each for note in notes for each in note.clusters if any(one.key in works for one in each.citations)]
        formatted = Formatted()
        if clusters:
            asked = ask_for(works, clusters, options.style or USUAL, styles=str(styles_folder(library.path)))
            asked = replace(asked, bibliography=True, language=options.language or LANGUAGE)
            formatted = self._formatted(asked)
            if len(formatted.clusters) != len(clusters):
                raise Problem("The citations could not be formatted in this style; choose another one.")
        shaper = _Shaper(collected, formatted, form)
        cited = {note.id: tuple(shaper.shown(note)) for note in notes}
        entries = zip(formatted.keys, formatted.bibliography, strict=False)
        return replace(
            collected,
            articles=tuple(replace(each, cited=cited) for each in collected.articles),
            bibliography=tuple((key, as_form(entry, form)) for key, entry in entries),
        )

    def _formatted(self, asked: Asked) -> Formatted:
        line = asked_line(asked)
        with self._lock:
            if line not in self._known:
                if len(self._known) >= _REMEMBERED:
                    self._known.clear()
                if self._closed:
                    raise Problem("The citations were not formatted: the export was closed.")
                self._known[line] = self._process.format(asked)
            return self._known[line]


@dataclass(slots=True)
class _Shaper:
    """Gives what stands for each cluster, in the order of the export."""

    collected: Collected
    formatted: Formatted
    form: Form
    taken: int = 0
    notes: int = 0

    def shown(self, note: _Note) -> Iterator[CitedCluster]:
        works = self.collected.works
        for cluster in note.clusters:
            unknown = [each.key for each in cluster.citations if each.key not in works]
            if len(unknown) == len(cluster.citations):
                yield CitedCluster(self._marked(note.body[cluster.start : cluster.end]))
                continue
            given = as_form(self.formatted.clusters[self.taken], self.form)
            self.taken += 1
            beside = "".join(f" {self._marked(f'@{key}')}" for key in unknown)
            if not self.formatted.notes:
                yield CitedCluster(given + beside)
                continue
            self.notes += 1
            author = self._author(cluster.citations[0].key) if cluster.in_text else ""
            yield CitedCluster(f"{author}<sup>{self.notes}</sup>{beside}", given, self.notes)

    def _author(self, key: str) -> str:
        item = self.collected.works.get(key)
        name = (format_authors(item.authors) if item else "") or key
        return html.escape(name) if self.form == "html" else escape_inline(name)

    def _marked(self, typed: str) -> str:
        """Return what cites no known work as it was typed, with a mark."""
        if self.form == "html":
            hint = html.escape(say("No work in the library has this citation key."))
            return f'<mark title="{hint}">{html.escape(typed)}</mark>'
        return f"{typed} **{say('(not in the library)')}**"


def _notes(article: CollectedArticle) -> Iterator[_Note]:
    """Give the notes of an article in the order in which they go out; those that cite nothing are left out."""
    own = [(article.article.id, article.note.body)] if article.note else []
    for note_id, body in (*own, *((each.id, each.note) for each in article.highlights)):
        clusters = parse(body.strip()) if "@" in body else ()
        if clusters:
            yield _Note(note_id, body.strip(), clusters)
