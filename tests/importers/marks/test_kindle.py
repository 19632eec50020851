"""Clippings of Kindles in seven languages, on devices old and new."""

import pytest

from postil.domain.foreign import ForeignWork
from postil.domain.records import Name
from postil.domain.sources import Source
from postil.importers.marks import read

HEADERS = [
    (
        "- Your Highlight on page 12 | Location 123-125 | Added on Friday, October 8, 2021 8:06:02 PM",
        "p. 12",
        "20:06:02",
    ),
    ("- Your Highlight on page 12 | location 123-125 | Added on Friday, 8 October 2021 20:06:02", "p. 12", "20:06:02"),
    ("- Your Highlight Location 123-25 | Added on Friday, October 8, 2021 12:06:02 AM", "loc. 123-125", "00:06:02"),
    ("- Highlight Loc. 123-25 | Added on Friday, October 08, 2021, 08:06 PM", "loc. 123-125", "20:06:00"),
    ("- Your Highlight on Page 12 | Added on Friday, October 8, 2021 8:06:02 PM", "p. 12", "20:06:02"),
    ("- Your Highlight on page xii-xiii | Added on Friday, October 8, 2021 8:06:02 PM", "pp. xii-xiii", "20:06:02"),
    (
        "- Ihre Markierung auf Seite 12 | bei Position 123-125 | Hinzugefügt am Freitag, 8. Oktober 2021 20:06:02",
        "p. 12",
        "20:06:02",
    ),
    (
        "- Ihre Markierung bei Position 123-125 | Hinzugefügt am Freitag, 8. Oktober 2021 um 20:06:02 Uhr",
        "loc. 123-125",
        "20:06:02",
    ),
    (
        "- Votre surlignement sur la page 12 | emplacement 123-125 | Ajouté le vendredi 8 octobre 2021 20:06:02",
        "p. 12",
        "20:06:02",
    ),
    (
        "- Votre surlignement Emplacement 123-125 | Ajouté le vendredi 8 octobre 2021 à 20:06:02",
        "loc. 123-125",
        "20:06:02",
    ),
    (
        "- Votre surlignement à lʼemplacement 123-125 | Ajouté le vendredi 8 octobre 2021 20 h 06 min 02 s",
        "loc. 123-125",
        "20:06:02",
    ),
    (
        "- La subrayado en la página 12 | posición 123-125 | Añadido el viernes, 8 de octubre de 2021 20:06:02",
        "p. 12",
        "20:06:02",
    ),
    (
        "- Tu subrayado en la posición 123-125 | Añadido el viernes, 8 de octubre de 2021 8:06:02 p. m.",
        "loc. 123-125",
        "20:06:02",
    ),
    (
        "- La tua evidenziazione a pagina 12 | posizione 123-125 | Aggiunto in data venerdì 8 ottobre 2021 20:06:02",
        "p. 12",
        "20:06:02",
    ),
    (
        "-  La tua evidenziazione alla posizione 123-125 | Aggiunto in data venerdì 8 ottobre 2021 20:06:02",
        "loc. 123-125",
        "20:06:02",
    ),
    (
        "- Seu destaque na página 12 | posição 123-125 | Adicionado: sexta-feira, 8 de outubro de 2021 20:06:02",
        "p. 12",
        "20:06:02",
    ),
    (
        "- Seu destaque ou posição 123-125 | Adicionado: sexta-feira, 8 de outubro de 2021 20:06:02",
        "loc. 123-125",
        "20:06:02",
    ),
    ("- 您在第 12 页（位置 #123-125）的标注 | 添加于 2021年10月8日星期五 下午8:06:02", "p. 12", "20:06:02"),
    ("- 您在位置 #123-125的标注 | 添加于 2021年10月8日星期五 上午12:06:02", "loc. 123-125", "00:06:02"),
]
NOTES = [
    "- Your Note on Location 125 | Added on Friday, October 8, 2021 8:07:02 PM",
    "- Ihre Notiz bei Position 125 | Hinzugefügt am Freitag, 8. Oktober 2021 20:07:02",
    "- Votre note sur l'emplacement 125 | Ajouté le vendredi 8 octobre 2021 20:07:02",
    "- Tu nota en la posición 125 | Añadido el viernes, 8 de octubre de 2021 20:07:02",
    "- La tua nota alla posizione 125 | Aggiunto in data venerdì 8 ottobre 2021 20:07:02",
    "- Sua nota ou posição 125 | Adicionado: sexta-feira, 8 de outubro de 2021 20:07:02",
    "- 您在位置 #125 的笔记 | 添加于 2021年10月8日星期五 下午8:07:02",
]
BOOKMARKS = [
    "- Your Bookmark on Location 125 | Added on Friday, October 8, 2021 8:07:02 PM",
    "- Ihr Lesezeichen bei Position 125 | Hinzugefügt am Freitag, 8. Oktober 2021 20:07:02",
    "- Votre signet sur l'emplacement 125 | Ajouté le vendredi 8 octobre 2021 20:07:02",
    "- Tu marcador en la posición 125 | Añadido el viernes, 8 de octubre de 2021 20:07:02",
    "- Il tuo segnalibro alla posizione 125 | Aggiunto in data venerdì 8 ottobre 2021 20:07:02",
    "- Seu marcador ou posição 125 | Adicionado: sexta-feira, 8 de outubro de 2021 20:07:02",
    "- 您在位置 #125 的书签 | 添加于 2021年10月8日星期五 下午8:07:02",
]
HIGHLIGHT = "- Your Highlight at location 123-125 | Added on Friday, October 8, 2021 8:06:02 PM"


def clippings(*parts: tuple[str, str], title: str = "A book (Mondo, Anna)") -> tuple[ForeignWork, ...]:
    text = "".join(f"{title}\n{header}\n\n{words}\n==========\n" for header, words in parts)
    return read(Source("file", ("\ufeff" + text).replace("\n", "\r\n").encode(), name="My Clippings.txt"))


@pytest.mark.parametrize(("header", "locator", "clock"), HEADERS)
def test_a_header_gives_place_and_time_in_every_language(header: str, locator: str, clock: str) -> None:
    (work,) = clippings((header, "Nobody answered"))
    (mark,) = work.marks
    assert (mark.exact, mark.locator, mark.created) == ("Nobody answered", locator, f"2021-10-08T{clock}Z")


@pytest.mark.parametrize("header", NOTES)
def test_a_note_hangs_on_the_highlight_that_ends_at_its_place(header: str) -> None:
    (work,) = clippings((HIGHLIGHT, "Nobody answered"), (header, "but why?\nsecond line"))
    (mark,) = work.marks
    assert (mark.exact, mark.note) == ("Nobody answered", "but why?\nsecond line")


def test_a_note_without_a_highlight_is_one_on_the_whole() -> None:
    (work,) = clippings((NOTES[0], "but why?"))
    (mark,) = work.marks
    assert (mark.exact, mark.note, mark.locator) == ("", "but why?", "loc. 125")


@pytest.mark.parametrize("header", BOOKMARKS)
def test_a_bookmark_is_left_out_even_where_it_has_words(header: str) -> None:
    (work,) = clippings((HIGHLIGHT, "Nobody answered"), (header, "words at the place"))
    assert [mark.exact for mark in work.marks] == ["Nobody answered"]


def test_of_a_highlight_that_grew_the_longest_is_kept_with_the_first_date() -> None:
    later = HIGHLIGHT.replace("123-125", "123-127").replace("8:06", "8:20")
    shorter = HIGHLIGHT.replace("123-125", "124-125").replace("8:06", "8:30")
    (work,) = clippings((HIGHLIGHT, "Nobody answered"), (later, "Nobody answered, he said"), (shorter, "answered"))
    assert [(mark.exact, mark.created[11:]) for mark in work.marks] == [("Nobody answered, he said", "20:06:02Z")]


def test_the_same_words_at_another_place_are_another_highlight() -> None:
    (work,) = clippings((HIGHLIGHT, "Nobody answered"), (HIGHLIGHT.replace("123-125", "900-901"), "Nobody answered"))
    assert len({mark.key for mark in work.marks}) == 2


def test_highlights_stand_in_the_order_of_the_book() -> None:
    (work,) = clippings((HIGHLIGHT.replace("123-125", "900-901"), "Later"), (HIGHLIGHT, "Sooner"))
    assert [mark.exact for mark in work.marks] == ["Sooner", "Later"]


def test_a_highlight_keeps_its_name_when_it_grows() -> None:
    words = "Nobody answered, he said, and it was six times that they had asked for an answer"
    (before,) = clippings((HIGHLIGHT, words))
    (after,) = clippings((HIGHLIGHT, words + ", at least"))
    assert before.marks[0].key == after.marks[0].key


@pytest.mark.parametrize(
    ("line", "title", "authors"),
    [
        ("A book (Mondo, Anna)", "A book", (Name("Mondo", "Anna"),)),
        (
            "A book (second edition) (Anna Mondo;Ben Roe)",
            "A book (second edition)",
            (Name("Mondo", "Anna"), Name("Roe", "Ben")),
        ),
        ("A book (Inconnu(e))", "A book", (Name(literal="Inconnu(e)"),)),
        ("舞！舞！", "舞！舞！", ()),
        ("(only brackets)", "(only brackets)", ()),
    ],
)
def test_the_last_brackets_of_the_title_are_the_author(line: str, title: str, authors: tuple[Name, ...]) -> None:
    (work,) = clippings((HIGHLIGHT, "Nobody answered"), title=line)
    assert (work.title, work.authors) == (title, authors)


def test_what_the_publisher_does_not_let_go_is_no_highlight() -> None:
    works = clippings(
        (HIGHLIGHT, "<You have reached the clipping limit for this item>"), (HIGHLIGHT, "Nobody answered")
    )
    assert [mark.exact for mark in works[0].marks] == ["Nobody answered"]


def test_a_language_that_is_not_known_keeps_words_and_place() -> None:
    (work,) = clippings(("- Korostuksesi sivulla 12 | sijainti 123-125 | Lisätty perjantai", "Nobody answered"))
    assert [(mark.exact, mark.locator, mark.created) for mark in work.marks] == [
        ("Nobody answered", "loc. 123-125", "")
    ]
