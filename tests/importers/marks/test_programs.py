"""What each program says of a highlight arrives: note, tags, colour, dates, place, context."""

import json
from dataclasses import replace

import pytest

from importers.marks.exports import CSL_ITEM, EXPORTS, annotation
from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.records import Name
from postil.domain.sources import Source
from postil.exporters.bibtex import latex
from postil.importers.marks import read


def works(name: str) -> tuple[ForeignWork, ...]:
    return read(EXPORTS[name].source)


def first(name: str) -> ForeignMark:
    return next(mark for mark in works(name)[0].marks if "Nobody" in mark.exact)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "readwise",
            ForeignMark(
                "", 'Nobody answered, he said, "six times".', note="why?", tags=("doubt",), color="pink",
                created="2024-03-04T10:30:00Z", modified="2024-03-04T10:30:00Z", locator="p. 12",
            ),
        ),
        (
            "hypothesis client",
            ForeignMark(
                "id1", "Nobody answered", "to ***.\n", ", he said", "Why **not**?", tags=("doubt",),
                created="2024-03-04T10:30:00Z", modified="2024-03-05T10:30:00Z", start=120,
            ),
        ),
        (
            "koreader",
            ForeignMark(
                "", "Nobody answered, he said", note='why "so"\nand how', note_format="text", color="green",
                created="2024-03-04T10:30:00Z", modified="2024-03-05T10:30:00Z", locator="p. 24",
            ),
        ),
        (
            "koreader formerly",
            ForeignMark(
                "", "Nobody answered, he said", note="my own note", note_format="text", locator="p. 12",
                created="2020-03-04T10:30:00Z", modified="2020-03-04T10:30:00Z",
            ),
        ),
        (
            "calibre viewer",
            ForeignMark(
                "uuid1", "Nobody answered", note="why?", note_format="text", color="purple", locator="One",
                created="2024-03-04T10:30:00Z", modified="2024-03-04T10:30:00Z",
            ),
        ),
        ("omnivore", ForeignMark("", "Nobody answered, he said", note="Why **not**?", tags=("doubt", "to check"))),
        (
            "pocket zip",
            ForeignMark(
                "", "Nobody answered, he said", created="2024-03-04T10:30:00Z", modified="2024-03-04T10:30:00Z"
            ),
        ),
        (
            "web annotation",
            ForeignMark(
                "http://example.org/anno1", "Nobody answered", "***.\n", ", he", "<p>why <b>not</b></p>", "html",
                tags=("doubt",),
                created="2024-03-04T10:30:00Z", modified="2024-03-04T10:30:00Z", start=62,
            ),
        ),
        (
            "obsidian",
            ForeignMark(
                "", "Nobody answered, he said", note="why?",
                created="2024-03-04T10:30:00Z", modified="2024-03-04T10:30:00Z",
            ),
        ),
        (
            "zotero note",
            ForeignMark(
                "ANN1", "Nobody answered, he said", note="why <em>so</em> &lt;b&gt;?", note_format="html",
                color="#2ea8e5", locator="p. 12",
            ),
        ),
    ],
)  # fmt: skip
def test_a_highlight_has_all_that_its_program_says(name: str, expected: ForeignMark) -> None:
    mark = first(name)
    assert replace(mark, key=mark.key if expected.key else "") == expected


def test_koreader_calls_a_highlight_the_same_in_both_its_files() -> None:
    assert first("koreader").key == first("koreader json").key == first("koreader formerly").key


def test_lua_is_read_with_every_kind_of_string_and_number() -> None:
    (work,) = works("koreader")
    assert [mark.exact for mark in work.marks] == ["Nobody answered, he said", "Second — 你"]
    assert work.marks[1].locator == "p. 26"
    assert work.authors == (Name("Mondo", "Anna"), Name("Roe", "Ben"))


def test_a_note_that_koreader_made_up_is_none() -> None:
    (work,) = works("koreader formerly")
    assert [mark.note for mark in work.marks] == ["my own note", ""]


def test_a_long_line_of_dashes_in_a_lua_file_is_read_at_once() -> None:
    export = EXPORTS["koreader"]
    (expected,) = read(export.source)
    (found,) = read(replace(export.source, content=b"-" * 5000 + b"\n" + export.content))
    assert found.marks == expected.marks


def test_replies_of_others_stand_in_the_note_with_their_names() -> None:
    (work,) = works("hypothesis api")
    noted = {mark.key: mark.note for mark in work.marks}
    assert noted == {"id1": "anna: Why **not**?\n\nben: Because", "id2": "anna: A note on the page"}


def test_what_one_reader_wrote_is_not_signed() -> None:
    assert first("hypothesis client").note == "Why **not**?"


def test_a_reply_to_what_is_not_there_is_kept_as_a_note_on_the_page() -> None:
    content = json.dumps({"rows": [annotation(3, "Nobody answered", references=["gone"], text="Because")]}).encode()
    ((work),) = read(Source("file", content, name="rows.json"))
    assert [(mark.exact, mark.note) for mark in work.marks] == [("", "anna: Because")]


def test_omnivore_gives_the_text_of_its_articles_and_notes_on_the_whole() -> None:
    told, saved = works("omnivore")
    assert told.imported is not None
    assert told.imported.document.text == (
        "On June 30, 1941, Comrade ** wrote to ***.\nNobody answered, he said, six times.\nThen it rained."
    )
    assert (told.note, told.tags, told.published) == ("A note on all of it", ("June", "doubt"), "2024-03-01")
    assert told.authors == (Name("Mondo", "Anna"),)
    assert (saved.imported, saved.marks, saved.url) == (None, (), "https://example.org/saved")


def test_omnivores_quotation_of_several_lines_is_one_highlight() -> None:
    assert works("omnivore")[0].marks[1].exact == "On June 30, 1941,\nComrade ** wrote"


def test_pockets_tables_give_tags_and_drop_links_that_run() -> None:
    for name in ("pocket zip", "pocket csv", "pocket html"):
        (work,) = works(name)
        assert (work.title, work.url, work.tags) == (
            "The third telegram",
            "https://example.org/telegram",
            ("june", "doubt"),
        )


def test_instapapers_folders_of_the_readers_own_are_tags() -> None:
    told, saved = works("instapaper")
    assert (told.tags, saved.tags) == (("doubt", "June"), ())


def test_a_range_between_two_quotations_that_meet_is_all_of_it() -> None:
    mark = first("web annotation range")
    assert (mark.exact, mark.suffix) == ("Nobody answered, he said", ", six times")


def test_paragraphs_of_obsidian_keep_their_lines() -> None:
    assert works("obsidian")[0].marks[1].exact == "one\ntwo & three"


def test_zoteros_notes_know_their_source_and_keep_what_stands_between() -> None:
    (work,) = works("zotero note")
    assert (work.title, work.url) == (CSL_ITEM["title"], "https://doi.org/10.1000/xyz.12")
    assert "On the whole" in work.note
    assert "Nobody answered" not in work.note
    assert work.note_format == "html"


def test_csl_json_gives_a_record() -> None:
    (work,) = works("csl-json")
    assert work.record is not None
    assert (work.authors, work.published) == ((Name("van Mondo", "Anna"), Name(literal="The Archive")), "1941-06-30")
    assert (work.record.key, work.record.doi, work.record.container_title) == (
        "mondo1941",
        "10.1000/xyz.12",
        "Telegrams",
    )
    assert work.note == "read twice"


def test_bibtex_gives_records_with_letters_for_latex() -> None:
    told, other = works("bibtex")
    assert told.record is not None
    assert told.title == "The third telegram: Über alles"
    assert told.authors == (Name("van Mondo", "Anna"), Name(literal="The Archive"), Name("de la Roe", "Benoît"))
    assert (told.published, told.tags, told.note) == ("1941-06-30", ("june", "doubt"), "read twice")
    assert (told.record.key, told.record.container_title, told.record.doi) == (
        "mondo1941",
        "Telegrams",
        "10.1000/xyz.12",
    )
    assert other.record is not None
    assert (other.published, other.record.isbn, other.kind) == ("2001", "9780306406157", "book")


def test_bibliographies_as_people_have_them_come_in_or_are_refused(shared) -> None:
    from postil.domain.problems import Problem

    folder = shared / "data" / "bibtex"
    if not folder.is_dir():
        pytest.skip("the public bibliographies are not among the shared material")
    found = refused = 0
    for path in sorted(folder.iterdir()):
        try:
            found += len(read(Source("file", path.read_bytes(), name=path.name)))
        except Problem:
            refused += 1
    assert found > 650
    assert refused < 20


def test_a_record_of_a_kind_that_csl_does_not_know_keeps_no_other_out() -> None:
    good = {"type": "interview", "id": "int", "title": "A talk"}
    bad = {"type": "no-such-type", "id": "bad", "title": "Bad"}
    one, other = read(Source("file", json.dumps([good, bad]).encode(), "a.json"))
    assert one.record is not None
    assert one.record.remarks == ()
    assert other.record is not None
    assert other.record.remarks == ("“no-such-type” is not a type that CSL knows. It is taken as a document.",)
    assert other.kind == "document"


@pytest.mark.parametrize(
    "text",
    [
        "@book{b, title={T}, year={not a year}, isbn={123}, doi={none}}",
        "TY  - BOOK\nTI  - T\nPY  - not a year\nSN  - 123\nDO  - none\nER  - \n",
    ],
)
def test_numbers_and_years_that_are_none_are_left_out_with_a_word(text: str) -> None:
    (work,) = read(Source("file", text.encode(), "a.txt"))
    assert work.record is not None
    assert work.record.remarks == (
        "“none” is not a DOI. It is left out.",
        "“123” is not an ISBN. It is left out.",
        "“not a year” is not a year or a date. It is left out.",
    )
    assert "123" not in work.record.more


@pytest.mark.parametrize("number", ["0966-8136", "09668136", "0966-8136 (print), 1465-3427 (online)", "9780306406157"])
def test_the_numbers_of_journals_and_books_are_left_out_of_no_record(number: str) -> None:
    (work,) = read(Source("file", f"TY  - JOUR\nTI  - T\nPY  - 2006///\nSN  - {number}\nER  - \n".encode(), "a.ris"))
    assert work.record is not None
    assert work.record.remarks == ()
    assert number in work.record.more


def test_a_note_in_csl_json_keeps_every_line_that_is_no_field_of_bibtex() -> None:
    item = {"type": "book", "id": "x", "title": "T", "note": "tex.ids: other\nBeware: a forgery\nhttp://example.org"}
    (work,) = csl_work_of(item)
    assert work.note == "Beware: a forgery\nhttp://example.org"


def csl_work_of(item: dict[str, str]) -> tuple[ForeignWork, ...]:
    return read(Source("file", json.dumps([item]).encode(), "a.json"))


@pytest.mark.parametrize("title", ["a|b", "~", '"q" and \'s', "{x} <b> ^c `d` @e", "50 % & #1 $2 a_b \\n -- x"])
def test_what_postil_wrote_as_bibtex_is_read_as_it_was(title: str) -> None:
    entry = f"@book{{k, title = {{{{{latex(title)}}}}}, author = {{{{{latex(title)}}}}}}}"
    (work,) = read(Source("file", entry.encode(), "a.bib"))
    assert (work.title, work.authors) == (title, (Name(literal=title),))


def test_two_and_three_hyphens_of_tex_are_dashes_but_not_in_addresses() -> None:
    entry = (
        "@article{k, title = {Water---and {--} ``sand'', \\'ecrit 1--2}, pages = {12--33}, volume = {3--4}, "
        "url = {https://example.org/a--b}, doi = {10.1000/a--b}, note = {x}, annote = {At https://example.org/c--d}}"
    )
    (work,) = read(Source("file", entry.encode(), "a.bib"))
    (other,) = read(Source("file", entry.replace("\\'e", "e").encode(), "a.bib"))
    assert work.title == "Water—and – “sand”, écrit 1–2"
    assert other.title == "Water—and – “sand”, ecrit 1–2"
    assert work.record is not None
    more = json.loads(work.record.more)
    assert (more["page"], more["volume"], more["DOI"]) == ("12–33", "3–4", "10.1000/a--b")
    assert (work.url, work.note) == ("https://example.org/a--b", "At https://example.org/c--d\nx")


@pytest.mark.parametrize(
    ("field", "date"),
    [
        ("year = {1932--33}", "1932/1933"),
        ("year = {1998--02}", "1998/2002"),
        ("year = 1932", "1932"),
        ("year = {1932-1934}, month = may", "1932/1934"),
        ("date = {1932--1933}", "1932/1933"),
        ("date = {1932-05}", "1932-05"),
        ("date = {1932-05-01/1932-06-02}", "1932-05-01/1932-06-02"),
        ("date = {1932/}", "1932"),
        ("date = {1933/1932}", "1933"),
        ("date = {1932~}", ""),
    ],
)
def test_a_range_of_years_in_bibtex_is_an_interval(field: str, date: str) -> None:
    (work,) = read(Source("file", f"@book{{k, title = {{T}}, {field}}}".encode(), "a.bib"))
    assert work.published == date


def test_an_interval_in_csl_json_keeps_its_end() -> None:
    item = {"type": "book", "id": "x", "title": "T", "issued": {"date-parts": [[1932, 5], [1933]]}}
    (work,) = read(Source("file", json.dumps([item]).encode(), "a.json"))
    assert work.published == "1932-05/1933"


def test_records_of_ris_without_an_end_are_records_of_their_own() -> None:
    first, second = (
        f"TY  - BOOK\nTI  - {title}\nAU  - Able, Ann\nPY  - {year}\n" for title, year in (("A", 1), ("B", 2))
    )
    for text in (first + second, f"{first}{second}ER  - \n", f"{first}ER  - \n\n{second.rstrip()}"):
        assert [work.title for work in read(Source("file", text.encode(), "a.ris"))] == ["A", "B"]
        assert [work.title for work in read(Source("file", text.replace("\n", "\r\n").encode(), "a.ris"))] == ["A", "B"]


def test_the_site_of_a_page_comes_back_from_bibtex_beside_its_publisher() -> None:
    (page, manual) = read(
        Source(
            "file",
            b"@online{k, title={T}, organization={The Site}, publisher={Press}, url={https://example.org}}\n"
            b"@manual{m, title={M}, organization={Readers}, publisher={Press}}",
            "a.bib",
        )
    )
    assert page.record is not None
    assert (page.record.container_title, page.record.publisher) == ("The Site", "Press")
    assert manual.record is not None
    assert manual.record.container_title == ""
