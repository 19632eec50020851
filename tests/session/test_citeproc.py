import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from postil.domain.citing import parse
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.services.formatting import FormattingProcess, ask_for
from postil.services.plain_citeproc import format_plainly
from postil.services.styles import OFFERED, engine_file, take_style

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
FIXTURE = """\
>>===== MODE =====>>
{mode}
<<===== MODE =====<<
What stands between the sections says nothing.
>>===== RESULT =====>>
{result}
<<===== RESULT =====<<
>>===== CSL =====>>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><id /><title /><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout delimiter="; " prefix="(" suffix=")">
    <names variable="author"><name form="short"/></names><text variable="title" prefix=" "/>
  </layout></citation>
  <bibliography><sort><key variable="title"/></sort><layout suffix="."><text variable="title"/></layout></bibliography>
</style>
<<===== CSL =====<<
>>===== INPUT =====>>
[{{"id": "1", "type": "book", "title": "Two", "author": [{{"family": "Roe", "given": "R."}}]}},
 {{"id": "2", "type": "book", "title": "One", "author": [{{"literal": "The Club"}}]}}]
<<===== INPUT =====<<
{more}"""

needs_engine = pytest.mark.skipif(engine_file() is None, reason="citeproc-js was not fetched")


def work(key: str, **more: str) -> CslItem:
    item = CslItem(
        id=key, key=key, type="book", title=f"The {key} of June", authors=(Name("Doe", "Jane"),), publisher="Press"
    )
    return replace(item, published="1999", **more)


@pytest.fixture(scope="module")
def process() -> Iterator[FormattingProcess]:
    with FormattingProcess() as started:
        yield started


ITEMS = {"one": work("one"), "two": replace(work("two"), authors=(Name(literal="The Club"),))}
NOTE = "As [see @one, p. 3; @two] and @one [ch. 4] say, [-@two]."


@needs_engine
@pytest.mark.parametrize("style", [style.name for style in OFFERED])
def test_every_style_that_comes_with_postil_formats_a_note(process: FormattingProcess, style: str) -> None:
    formatted = process.format(replace(ask_for(ITEMS, parse(NOTE), style), bibliography=True))
    assert len(formatted.clusters) == 3
    assert all(formatted.clusters)
    assert len(formatted.bibliography) == 2
    assert sorted(formatted.keys) == ["one", "two"]
    assert any("of June" in entry or "of june" in entry.lower() for entry in formatted.bibliography)


@needs_engine
def test_prefix_locator_and_author_stand_as_pandoc_has_them(process: FormattingProcess) -> None:
    formatted = process.format(ask_for(ITEMS, parse(NOTE), "apa"))
    assert formatted.clusters == ("(see Doe, 1999, p. 3; The Club, 1999)", "Doe (1999, Chapter 4)", "(1999)")


@needs_engine
def test_a_note_style_shortens_what_was_cited_before(process: FormattingProcess) -> None:
    formatted = process.format(ask_for(ITEMS, parse("[@one] [@two] [@one]"), "chicago-notes"))
    assert formatted.notes
    assert "Press" in formatted.clusters[0]
    assert "Press" not in formatted.clusters[2]


@needs_engine
def test_a_style_that_the_reader_put_beside_the_library_is_used(process: FormattingProcess, tmp_path: Path) -> None:
    file = tmp_path / "mine.csl"
    file.write_text(FIXTURE.partition(">>===== CSL =====>>\n")[2].partition("<<=====")[0], "utf-8")
    folder = tmp_path / "styles"
    take_style(file, folder)
    formatted = process.format(ask_for(ITEMS, parse("[@one]"), "mine", styles=str(folder)))
    assert formatted.clusters == ("(Doe The one of June)",)


@needs_engine
def test_works_that_could_be_taken_for_one_another_come_and_go(process: FormattingProcess) -> None:
    for number in range(6):
        items = {f"{number}-{each}": work(f"{number}-{each}") for each in range(number % 3 + 1)}
        cited = "; ".join(f"@{key}" for key in items)
        formatted = process.format(ask_for(items, parse(f"[{cited}]"), "apa"))
        assert formatted.clusters[0].startswith("(Doe, 1999")
    assert process.format(ask_for(ITEMS, parse("[@one]"), "apa")).clusters == ("(Doe, 1999)",)


@needs_engine
def test_a_work_that_changed_while_it_was_alone_stands_at_its_new_place(process: FormattingProcess) -> None:
    def names(**works: str) -> list[str]:
        items = {key: replace(work(key), authors=(Name(name),)) for key, name in works.items()}
        asked = ask_for(items, parse(f"[{'; '.join(f'@{key}' for key in items)}]"), "apa")
        entries = process.format(replace(asked, bibliography=True)).bibliography
        return [name for entry in entries for name in ("Abel", "Mohn", "Zorn") if name in entry]

    assert names(one="Abel", two="Mohn") == ["Abel", "Mohn"]
    assert names(one="Zorn") == ["Zorn"]
    assert names(one="Zorn", two="Mohn") == ["Mohn", "Zorn"]


def entry_of(process: FormattingProcess, item: CslItem, style: str, language: str = "en-US") -> str:
    asked = replace(ask_for({item.key: item}, parse(f"[@{item.key}]"), style, output="text"), bibliography=True)
    return " ".join(process.format(replace(asked, language=language)).bibliography[0].split())


@needs_engine
@pytest.mark.parametrize(
    ("kind", "more", "style", "wanted"),
    [
        ("article", {"url": "https://example.org/"}, "iso690", "Rivers. Online. 1999. Press. Available"),
        ("webpage", {"url": "https://example.org/"}, "iso690", "Rivers. Online. 1999. Available"),
        ("book", {"more": '{"publisher-place": "London"}'}, "iso690-numeric-en", "Rivers. London : Press, 1999."),
        ("legal_case", {"more": '{"authority": "High Court"}'}, "iso690", "Rivers. 1999. Press. High Court."),
        ("broadcast", {"container_title": "Tales", "more": '{"director": [{"family": "Low"}]}'}, "iso690",
         "Rivers. LOW (dir.), Tales. Press, 1999."),
    ],
)  # fmt: skip
def test_what_a_style_closes_twice_is_closed_once(
    process: FormattingProcess, kind: str, more: dict[str, str], style: str, wanted: str
) -> None:
    assert wanted in entry_of(process, replace(work("one", **more), type=kind, title="Rivers"), style)


@needs_engine
@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Floods, etc.", "Floods, etc. London : Press"),
        ("Whose River?", "Whose River? London : Press"),
        ("And Then...", "And Then... London : Press"),
        ("And then . . . again", "And then . . . again. . London"),
        ("Two .. dots", "Two .. dots. . London"),
        ("Of .NET . and more", "Of .NET . and more. London"),
    ],
)
def test_the_dots_of_a_title_are_never_taken(process: FormattingProcess, title: str, wanted: str) -> None:
    item = replace(work("one", more='{"publisher-place": "London"}'), title=title)
    assert wanted in entry_of(process, item, "iso690-numeric-en")


@needs_engine
def test_the_entries_of_works_that_a_style_leaves_out_shift_no_keys(process: FormattingProcess) -> None:
    items = {
        "letter": replace(work("letter"), type="personal_communication", publisher=""),
        "one": work("one"),
        "two": replace(work("two"), authors=(Name("Zorn", "Z."),)),
    }
    formatted = process.format(replace(ask_for(items, parse("[@letter; @one; @two]"), "apa"), bibliography=True))
    assert formatted.keys == ("one", "two")
    assert "The one of" in formatted.bibliography[0]
    assert "Zorn" in formatted.bibliography[1]


@needs_engine
@pytest.mark.parametrize(
    ("style", "language", "wanted"),
    [
        ("iso690", "de-AT", "[kein Datum]"),
        ("iso690", "fr-FR", "[sans date]"),
        ("iso690-numeric-en", "fr-CA", "[sans date]"),
        ("iso690", "pt-PT", "[sem data]"),
        ("iso690", "en-GB", "[no date]"),
        ("iso690-numeric-en", "de-DE", "[no date]"),
    ],
)
def test_iso_690_speaks_the_language_where_it_is_published_in_it(
    process: FormattingProcess, style: str, language: str, wanted: str
) -> None:
    assert wanted in entry_of(process, replace(work("one"), published=""), style, language)


def test_a_file_that_is_no_style_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bad.csl"
    file.write_text("<html/>", "utf-8")
    with pytest.raises(Problem, match=r"bad\.csl is not a citation style"):
        take_style(file, tmp_path / "styles")


def test_a_style_nobody_knows_is_one_sentence(process: FormattingProcess) -> None:
    with pytest.raises(Problem, match="There is no citation style “nonsense”"):
        process.format(ask_for(ITEMS, parse("[@one]"), "nonsense"))


PLAIN = {
    "book": work("book", more='{"publisher-place": "London"}'),
    "Paper": replace(
        work("Paper"), type="article-journal", title="On Rivers", container_title="Nature", publisher="",
        more='{"volume": "3", "page": "1-20"}',
    ),
    "page": replace(
        work("page"), type="webpage", title="Whose River?", url="https://example.org/", accessed="2024-03-05"
    ),
    "film": replace(work("film"), type="motion_picture", authors=(), more='{"director": [{"family": "Low"}]}'),
    "odd": replace(work("odd"), title="Of <b & c> & <i>d</i>", authors=(Name("Abel"),)),
}  # fmt: skip


@needs_engine
@pytest.mark.parametrize("style", ["ieee", "vancouver", "nature", "iso690-numeric-en"])
@pytest.mark.parametrize("language", ["en-US", "en-GB", "de-DE"])
def test_what_stands_in_for_citeproc_js_formats_like_it(process: FormattingProcess, style: str, language: str) -> None:
    note = parse("[see @book, p. 3; @Paper] [@page] [@film; @odd] [@odd; @film; @page; @book] [@page; @Paper]")
    asked = replace(ask_for(PLAIN, note, style, output="text"), bibliography=True, language=language)
    wanted, came = process.format(asked), format_plainly(asked)
    assert came.engine == "citeproc-py"
    assert came.clusters == wanted.clusters
    assert came.keys == wanted.keys
    assert [" ".join(entry.split()) for entry in came.bibliography] == [
        " ".join(entry.split()) for entry in wanted.bibliography
    ]


def test_without_citeproc_js_entries_stand_in_order_under_their_own_keys() -> None:
    items = {
        "Zorn": replace(work("Zorn"), authors=(Name("Zorn"),)),
        "abel": replace(work("abel"), authors=(Name("Abel"),)),
    }
    formatted = format_plainly(replace(ask_for(items, parse("[@Zorn; @abel]"), "apa"), bibliography=True))
    assert formatted.keys == ("abel", "Zorn")
    assert formatted.bibliography[0].startswith("Abel")


def test_without_citeproc_js_no_text_of_a_record_becomes_a_tag() -> None:
    formatted = format_plainly(replace(ask_for(PLAIN, parse("[@odd]"), "nature"), bibliography=True))
    assert "of &lt;b &amp; c> &amp; <i>d</i>" in formatted.bibliography[0].lower()


def test_without_citeproc_js_a_numbered_entry_has_its_space() -> None:
    for style, beginning in (("nature", "1. Doe"), ("ieee", "[1] J. Doe"), ("vancouver", "1. Doe")):
        for output in ("text", "html"):
            asked = replace(ask_for(ITEMS, parse("[@one]"), style, output=output), bibliography=True)
            assert format_plainly(asked).bibliography[0].startswith(beginning)


def test_without_citeproc_js_the_language_is_the_reader_s() -> None:
    asked = replace(ask_for(PLAIN, parse("[@page]"), "apa", output="text"), bibliography=True, language="de-DE")
    assert "Abgerufen" in format_plainly(replace(asked, items=({**asked.items[0], "issued": {}},))).bibliography[0]


def test_without_citeproc_js_other_styles_say_why_they_are_not_offered() -> None:
    with pytest.raises(Problem, match="The style “MLA” needs citeproc-js") as told:
        format_plainly(ask_for(ITEMS, parse("[@one]"), "modern-language-association"))
    assert "APA, IEEE, Vancouver, Nature and ISO 690, numbers" in str(told.value)


@needs_engine
def test_the_suite_s_runner_counts_what_comes_out_to_the_letter(tmp_path: Path) -> None:
    cited = (
        '>>===== CITATION-ITEMS =====>>\n[[{"id": "2"}], [{"id": "1"}, {"id": "2"}]]\n<<===== CITATION-ITEMS =====<<\n'
    )
    clusters = json.dumps(
        [
            [{"citationID": "A", "citationItems": [{"id": "1"}], "properties": {"noteIndex": 1}}, [], []],
            [{"citationID": "B", "citationItems": [{"id": "2"}], "properties": {"noteIndex": 2}}, [["A", 1]], []],
        ]
    )
    document = f">>===== CITATIONS =====>>\n{clusters}\n<<===== CITATIONS =====<<\n"
    listed = (
        '<div class="csl-bib-body">\n  <div class="csl-entry">One.</div>\n  <div class="csl-entry">Two.</div>\n</div>'
    )
    for name, mode, result, more in (
        ("items", "citation", "(The Club One)\n(Roe Two; The Club One)", cited),
        ("plain", "citation", "(The Club One; Roe Two)", ""),
        ("document", "citation", "..[0] (Roe Two)\n>>[1] (The Club One)", document),
        ("listed", "bibliography", listed, ""),
        ("wrong", "citation", "(Somebody Else)", ""),
    ):
        (tmp_path / f"{name}.txt").write_text(FIXTURE.format(mode=mode, result=result, more=more), "utf-8")
    command = [sys.executable, str(BENCHMARKS / "csl_suite.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "4 of 5 fixtures: 80.0 % (asked for: 95 %)", done.stdout + done.stderr
    assert done.stdout.startswith("wrong\n")
    assert done.returncode == 1


@needs_engine
def test_what_the_engine_stumbles_over_is_told_in_a_sentence_of_ours(
    process: FormattingProcess, tmp_path: Path
) -> None:
    file = tmp_path / "odd.csl"
    file.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info/>'
        "<citation><layout><nonsense/></layout></citation></style>",
        "utf-8",
    )
    with pytest.raises(Problem, match="has a mistake in it") as told:
        process.format(ask_for(ITEMS, parse("[@one]"), str(file)))
    assert "Error" not in str(told.value)
    assert process.format(ask_for(ITEMS, parse("[@two]"), "apa")).clusters == ("(The Club, 1999)",)
