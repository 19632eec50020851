"""A dossier of an entity as Markdown, with a link to every place; read back before it goes out."""

from collections.abc import Iterator

from postil import __version__
from postil.domain.dossier import Dossier, Naming, viaf_address, wikidata_address
from postil.domain.wording import count, say
from postil.exporters import notes
from postil.exporters.checking import ExportMismatch, read_back
from postil.exporters.collected import address, place_address
from postil.exporters.escaping import EVERY_READER, block_quote, escape_inline
from postil.exporters.front_matter import front_matter

_DEEPEST = 3
_SURE = {"": "", "possible": "possible", "likely": "likely", "certain": "certain"}


def export_dossier(dossier: Dossier, *, exported: str) -> str:
    """Return a dossier as Markdown that two parsers read back verbatim; ``exported`` is the present time, ISO 8601.

    What a parser takes for something else the first time is guarded mark by mark; raises ExportMismatch where even
    that does not help.
    """
    for strict in (False, True):
        rendered = "\n\n".join(_parts(dossier, exported, strict=strict)) + "\n"
        try:
            check_dossier(rendered, dossier)
        except ExportMismatch:
            if strict:
                raise
        else:
            return rendered
    raise AssertionError("one of the two ways has returned or raised")


def check_dossier(rendered: str, dossier: Dossier) -> None:
    """Read ``rendered`` back; raises ExportMismatch where a sentence, a quotation or a heading differs."""
    expected = [(link, quoted) for link, _, quoted in _quotations(dossier)]
    headings = [(1, _title(dossier)), *((3, _article_title(each.title)) for each in dossier.articles)]
    for reading in read_back(rendered, EVERY_READER):
        seen = [(level, text) for level, text in reading.headings if level in {1, 3}]
        remaining = iter(reading.quotations)
        if seen != headings or not all(each in remaining for each in expected):
            raise ExportMismatch(
                "Nothing was written: {reader} would not read the dossier of {name} verbatim. Please report it with "
                "the articles that name it.",
                reader=reading.reader,
                name=_title(dossier),
            )


def _parts(dossier: Dossier, exported: str, *, strict: bool) -> Iterator[str]:
    note = dossier.note
    yield front_matter(
        {
            "title": _title(dossier),
            "entity": dossier.key,
            "kind": dossier.kind,
            "wikidata": note.wikidata if note else "",
            "viaf": note.viaf if note else "",
            "exported": exported,
            "postil": __version__,
        }
    ).rstrip("\n")
    yield f"# {_text(_title(dossier))}"
    yield "\n".join(f"- {line}" for line in _facts(dossier))
    if note and note.body.strip():
        yield f"## {say('Note')}"
        yield notes.as_text(note.body) if strict else notes.contain(note.body, _DEEPEST)
    if dossier.names:
        yield f"## {say('Names used')}"
        yield "\n".join(f"- {_text(name)} ({number:,})" for name, number in dossier.names)
    if dossier.companions:
        yield f"## {say('Appears with')}"
        yield "\n".join(
            f"- {_text(each.name)} ({_sentences(each.sentences)}, {_articles(each.articles)})"
            for each in dossier.companions
        )
    yield from _mentions(dossier, strict=strict)
    if dossier.touching:
        yield f"## {say('Highlights and notes')}"
        for each in dossier.touching:
            link = address(each.article_id, each.highlight_id)
            yield f"{_text(_article_title(each.title))} · [{say('Open in Postil')}]({link})"
            yield block_quote(each.quotation, strict=strict)
            if each.note.strip():
                yield f"**{say('Note')}**"
                yield notes.as_text(each.note) if strict else notes.contain(each.note, _DEEPEST)


def _facts(dossier: Dossier) -> Iterator[str]:
    yield say("{mentions} in {articles}", mentions=_times(dossier.mentions), articles=_articles(len(dossier.articles)))
    if dossier.note and dossier.note.wikidata:
        yield f"Wikidata: <{wikidata_address(dossier.note.wikidata)}>"
    if dossier.note and dossier.note.viaf:
        yield f"VIAF: <{viaf_address(dossier.note.viaf)}>"
    if dossier.unsearched:
        yield count(
            "{number} article of the library was not looked through yet",
            "{number} articles of the library were not looked through yet",
            dossier.unsearched,
        )


def _mentions(dossier: Dossier, *, strict: bool) -> Iterator[str]:
    if dossier.articles:
        yield f"## {say('Mentions')}"
    for article in dossier.articles:
        yield f"### {_text(_article_title(article.title))}"
        about = [each for each in (article.site, article.published) if each]
        if about:
            yield _text(" · ".join(about))
        for naming in article.namings:
            link = place_address(article.article_id, article.revision_id, naming.start, naming.end)
            yield f"{_called(naming)} · [{say('Open in Postil')}]({link})"
            yield block_quote(naming.sentence, strict=strict)


def _quotations(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    """Give (link, words, quotation) of everything that is quoted, in order."""
    for article in dossier.articles:
        for each in article.namings:
            link = place_address(article.article_id, article.revision_id, each.start, each.end)
            yield link, each.words, each.sentence
    for each in dossier.touching:
        yield address(each.article_id, each.highlight_id), "", each.quotation


def _called(naming: Naming) -> str:
    if not naming.masked:
        return f"**{_text(naming.words)}**"
    sure = say(_SURE[naming.confidence]) if naming.confidence else ""
    told = ", ".join(part for part in (say("masked"), sure, _text(naming.reason)) if part)
    return f"{_text(naming.words)} ({told})"


def _title(dossier: Dossier) -> str:
    return " ".join(dossier.name.split()) or dossier.key


def _article_title(title: str) -> str:
    return " ".join(title.split()) or say("Untitled")


def _text(text: str) -> str:
    return escape_inline(text)


def _times(number: int) -> str:
    return count("{number} mention", "{number} mentions", number)


def _sentences(number: int) -> str:
    return count("{number} sentence", "{number} sentences", number)


def _articles(number: int) -> str:
    return count("{number} article", "{number} articles", number)
