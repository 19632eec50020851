"""A date in the prose is never taken for the day of publication, whatever the format, the date and its place."""

import itertools
from html import escape

import pytest

from postil.domain.records import SourceKind
from postil.domain.sources import Source
from postil.importers import IMPORTERS
from samples import book, chapter, open_document, portable_document, saved_page, word_document

DATES = (
    "On February 25, 2024, the pier fell into the sea.",
    "It was published on 3 March 1999 and forgotten at once.",
    "The letter of 2019-05-17 says nothing of that.",
    "Updated on June 4, 2021 by the harbour master, the list was still wrong.",
    "Since 12/06/2020 nobody has seen the keeper.",
    "In 2018 it was sold.",
)
BODY = "The keeper of the light said nothing about it to the people who came to ask him what he had seen that night."
FIRST, LAST, LISTED, HEADED = "first", "last", "listed", "headed"
PLACES = (FIRST, LAST, LISTED, HEADED)
ORIGINS: tuple[tuple[SourceKind, str], ...] = (("file", "/pier"), ("url", "https://news.example/pier"))


def parts(place: str, sentence: str) -> list[tuple[str, str]]:
    """Return the article's parts, each as its kind and text."""
    prose = [("p", BODY), ("p", BODY)]
    if place == FIRST:
        return [("h", "The pier"), ("p", f"{sentence} {BODY}"), *prose]
    if place == LAST:
        return [("h", "The pier"), *prose, ("p", f"{BODY} {sentence}")]
    if place == LISTED:
        return [("h", "The pier"), *prose, ("l", sentence), ("p", BODY)]
    return [("h", "The pier"), *prose, ("s", sentence.rstrip(".")), ("p", BODY)]


HTML = {"h": "<h1>{}</h1>", "s": "<h2>{}</h2>", "p": "<p>{}</p>", "l": "<ul><li>{}</li></ul>"}
WORD = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
OPEN = {
    "h": '<text:h text:outline-level="1">{}</text:h>',
    "s": '<text:h text:outline-level="2">{}</text:h>',
    "p": "<text:p>{}</text:p>",
    "l": "<text:list><text:list-item><text:p>{}</text:p></text:list-item></text:list>",
}
MARKDOWN = {"h": "# {}", "s": "## {}", "p": "{}", "l": "- {}"}


def drawn(found: list[tuple[str, str]]) -> str:
    """Return what draws the parts on a page, in lines of 90 letters."""
    lines: list[str] = []
    for _, text in found:
        words, line = text.split(), ""
        for word in words:
            if len(line) + len(word) > 90:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines += [line, ""]
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    return f"BT /F1 10 Tf 14 TL 72 760 Td {shown} ET"


def content(importer: str, found: list[tuple[str, str]]) -> bytes:
    page = "".join(HTML[kind].format(escape(text)) for kind, text in found)
    match importer:
        case "docx":
            return word_document("".join(WORD.format(escape(text)) for _, text in found))
        case "epub":
            return book({"one.xhtml": chapter(page)})
        case "odt":
            return open_document("".join(OPEN[kind].format(escape(text)) for kind, text in found))
        case "pdf":
            return portable_document(drawn(found))
        case "mhtml":
            return saved_page(
                f"<html><head><title>The pier</title></head><body><article>{page}</article></body></html>"
            )
        case "html":
            return f"<html><head><title>The pier</title></head><body><article>{page}</article></body></html>".encode()
        case "markdown":
            return "\n\n".join(MARKDOWN[kind].format(text) for kind, text in found).encode()
        case _:
            return "\n\n".join(text for _, text in found).encode()


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
@pytest.mark.parametrize("place", PLACES)
def test_no_date_of_the_prose_is_a_date_of_the_article(importer, place: str):
    for sentence, (kind, where) in itertools.product(DATES, ORIGINS):
        made = content(importer.name, parts(place, sentence))
        source = Source(kind, made, f"pier{importer.extensions[0]}", where)
        imported = importer.parse(source)
        assert sentence.rstrip(".").split()[-1] in imported.document.text
        assert (imported.published, imported.updated) == ("", ""), sentence
        assert not [row for row in imported.evidence if row.field in {"published", "updated"}]
