import dataclasses
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.hostile import own, published, quotation
from exporters.readers import commonmark, pandoc, python_markdown
from postil.domain.anchoring import Selector
from postil.domain.entities import Analysis, DateMention, Entity, Mask, Mention
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.unmasking import Identified
from postil.exporters.checking import ExportMismatch
from postil.exporters.front_matter import without_front_matter
from postil.exporters.markdown import FOR_PANDOC, PLAIN, render_card, render_card_plain
from postil.exporters.options import ExportOptions
from postil.exporters.registry import Exporter

MARKDOWN: tuple[Exporter, ...] = (PLAIN, FOR_PANDOC)
every_exporter = pytest.mark.parametrize("exporter", MARKDOWN, ids=[exporter.name for exporter in MARKDOWN])

FOUND = Analysis(
    "1",
    "en",
    (
        Entity("place:minsk", "Minsk", "place", (Mention(0, 1, "M"),)),
        Entity("person:a", "Ada *Mondo*", "person", (Mention(0, 1, "A"), Mention(2, 3, "A"))),
    ),
    (
        DateMention(0, 9, "June 1941", "1941-06"),
        DateMention(20, 27, "that day", ""),
        DateMention(30, 39, "June 1941", "1941-06"),
    ),
    (Mask(0, 2, "**"), Mask(4, 7, "***"), Mask(9, 11, "**")),
)

NOTES = [
    "# A heading\n\ntext",
    "A heading\n===\ntext\n---",
    "---\ntitle: x\n---\n",
    "```\nunclosed # fence",
    "~~~~ py\n```\nunclosed",
    "> a quotation of my own",
    ">",
    "- a list\n    - and in it\n\n1. x",
    "<div>\n\n<!-- unclosed",
    "<script>x</script>",
    "<pre>",
    "<b>bold without an end",
    "#tag at the start\n#another",
    "a\n    # indented\n",
    "    # code",
    "```\n# not a heading\n```",
    "[a]: http://b.c",
    "[^1]: a footnote\n\nsee [^1]",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "***",
    "*",
    "`",
    "%% comment",
    "$$",
    "[Open in Postil](postil://article/article-1#highlight=h1-0)\n\n> another quotation",
    "\\",
    "<",
    "&lt;",
    "a  \nb",
    "- \n\n      x",
    "1)",
    "> ```\n> x",
    "- ```\n  x",
    "<![CDATA[",
    "<?",
    "# x #",
    "## ",
    "x\n=",
    "Term\n: definition",
]


def export(exporter: Exporter, *articles: object) -> str:
    made = exporter.make(collected(*articles), ExportOptions(), exported=WHEN, printer=no_printer)  # pyright: ignore[reportArgumentType]
    return made[0].text


@every_exporter
def test_every_quotation_survives_with_every_note(exporter: Exporter) -> None:
    strings = own()
    one = article(strings, notes=lambda index: NOTES[index % len(NOTES)], note=NOTES[0], tags=("a *tag*", "#x"))
    rendered = export(exporter, one)
    assert set(strings) <= set(commonmark(without_front_matter(rendered)))


@pytest.mark.shared
@every_exporter
def test_published_hostile_strings_survive_a_whole_export(exporter: Exporter, shared: Path) -> None:
    strings = published(shared)
    rendered = without_front_matter(export(exporter, article(strings), article(["***"], number=2)))
    assert commonmark(rendered) == [*strings, "***"]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_stays_within_its_place(note: str) -> None:
    rendered = PLAIN.render(collected(article(["one", "two"], notes=lambda _: note)), exported=WHEN)
    PLAIN.check(rendered, collected(article(["one", "two"], notes=lambda _: note)))
    tokens = MarkdownIt("commonmark").parse(without_front_matter(rendered))
    assert [token.tag for token in tokens if token.type == "heading_open" and token.tag in {"h1", "h2", "h3"}] == [
        "h1",
        "h2",
    ]


def test_every_note_stays_within_its_place_in_pandoc() -> None:
    articles = [article(["***"], number=number, notes=lambda _, note=note: note) for number, note in enumerate(NOTES)]
    shown = pandoc("markdown")(PLAIN.render(collected(*articles), exported=WHEN))
    assert shown.count("***") == len(NOTES)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(quotation, st.one_of(st.sampled_from(NOTES), quotation)), min_size=1, max_size=6), quotation)
def test_any_export_is_right_or_refused_never_silently_wrong(cards: list[tuple[str, str]], title: str) -> None:
    one = article([exact for exact, _ in cards], notes=lambda index: cards[index][1], title=title, note=cards[0][1])
    rendered = without_front_matter(PLAIN.export(collected(one), exported=WHEN))
    for reader in (commonmark, python_markdown):
        assert {exact for exact, _ in cards} <= set(reader(rendered))


def test_a_fence_that_one_reader_alone_takes_for_one_swallows_no_quotation() -> None:
    one = article(["0"], note="~~~:<", notes=lambda _: "~~~:<")
    rendered = without_front_matter(PLAIN.export(collected(one), exported=WHEN))
    for reader in (commonmark, python_markdown):
        assert "0" in reader(rendered)


def test_a_note_that_nothing_else_holds_is_shown_as_it_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.exporters.notes.contain", lambda body, deepest: body)
    rendered = PLAIN.export(collected(article(["one"], notes=lambda _: "# my heading")), exported=WHEN)
    assert "\\# my heading\n" in rendered


def test_the_front_matter_holds_the_record() -> None:
    rendered = export(PLAIN, article(["x"], title='On "war": a #1'))
    fields = yaml.safe_load(rendered.split("\n---\n")[0])
    assert fields["title"] == 'On "war": a #1'
    assert fields["authors"] == ["Ada Mondo"]
    assert fields["published"] == "2024-02-25"
    assert fields["citation-key"] == "mondo2024asked1"
    assert fields["tags"] == ["history"]
    assert fields["exported"] == WHEN


def test_several_articles_stand_in_one_file_in_their_order() -> None:
    rendered = export(PLAIN, article(["x"], title="One"), article(["y"], number=2, title="Two #"))
    fields = yaml.safe_load(rendered.split("\n---\n")[0])
    assert [one["title"] for one in fields["articles"]] == ["One", "Two #"]
    assert rendered.index("\n## One\n") < rendered.index("\n## Two \\#\n")


def test_a_card_has_its_colour_tags_state_and_link_back() -> None:
    one = article(["It was so."], tags=("doubt", "a*b"))
    moved = dataclasses.replace(one, highlights=(dataclasses.replace(one.highlights[0], state="lost"),))
    rendered = export(PLAIN, moved)
    assert (
        "1 · **claim** · Tags: doubt, a\\*b · The passage is no longer in the text. · "
        "[Open in Postil](postil://article/article-1#highlight=h1-0)\n\n> It was so.\n"
    ) in rendered


def test_a_highlight_is_quoted_as_it_was_marked_whatever_stands_there_now() -> None:
    one = article(["It failed six times.", "The end."])
    now = Selector(0, 22, "It failed three times.")
    made = dataclasses.replace(
        one.highlights[0], state="changed", selector=now, made=one.highlights[0].selector, made_id="old"
    )
    versions = {"old": "2024-02-25T10:00:00Z", "r": WHEN}
    carried = dataclasses.replace(one, highlights=(made, one.highlights[1]), versions=versions)
    rendered = export(PLAIN, carried)
    assert "> It failed six times.\n" in rendered
    assert "three times" not in rendered
    assert (
        "Marked on version 1 of 2, captured 2024-02-25. The passage has been reworded since it was marked" in rendered
    )
    assert rendered.count("Marked on") == 1
    assert render_card(carried, made).count("> It failed six times.") == 1
    with pytest.raises(ExportMismatch):
        PLAIN.check(rendered.replace("six times", "three times"), collected(carried))


def test_versions_of_one_day_are_told_apart_by_the_time() -> None:
    one = article(["It failed six times."])
    lost = dataclasses.replace(one.highlights[0], state="lost", revision_id="old")
    versions = {"old": "2024-02-25T10:00:00Z", "r": "2024-02-25T11:00:00Z"}
    rendered = export(PLAIN, dataclasses.replace(one, highlights=(lost,), versions=versions))
    assert "Marked on version 1 of 2, captured 2024-02-25T10:00:00Z. The passage is no longer in the text." in rendered


def test_names_masks_and_dates_are_listed_with_their_counts() -> None:
    rendered = export(PLAIN, article(["x"], analysis=FOUND))
    assert "**People**\n\n- Ada \\*Mondo\\* (2)\n\n**Places**\n\n- Minsk (1)\n" in rendered
    assert "- \\*\\* (2)\n- \\*\\*\\* (1)\n" in rendered
    assert "- June 1941 = `1941-06` (2)\n- that day (1)\n" in rendered


def test_works_that_notes_cite_are_listed() -> None:
    rendered = export(PLAIN, article(["x"], notes=lambda _: "so [@mondo2024asked1, p. 3] and [@unknown]"))
    assert "- mondo2024asked1: Ada Mondo, “Who was he?”, The Site, 2024-02-25" in rendered
    assert "unknown:" not in rendered


def test_works_are_listed_after_several_articles_too() -> None:
    citing = article(["x"], notes=lambda _: "[@mondo2024asked2]")
    rendered = export(PLAIN, citing, article(["y"], number=2))
    assert rendered.index("\n## Works cited in the notes\n") > rendered.index("> y")


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    one = article(["x"])
    rendered = export(PLAIN, dataclasses.replace(one, item=CslItem("article-1", "k", url="javascript:alert(1)<b>")))
    assert "- Address: javascript:alert(1)&lt;b>\n" in rendered


def test_a_quotation_that_was_altered_is_found() -> None:
    one = collected(article(["He said ***.", "And 5*3*2."]))
    rendered = PLAIN.render(one, exported=WHEN)
    PLAIN.check(rendered, one)
    with pytest.raises(ExportMismatch) as caught:
        PLAIN.check(rendered.replace(r"5\*3\*2", "5*3*2"), one)
    assert caught.value.highlights == {"h1-1"}
    assert isinstance(caught.value, Problem)
    assert "Nothing was written" in str(caught.value)


@pytest.mark.parametrize(
    "damage", [("he", "hе"), ("> He", ">  He\n> He"), ("> He", "He"), ("# Who", "Who"), ("## High", "# High")]
)
def test_any_damage_is_found(damage: tuple[str, str]) -> None:
    one = collected(article(["He knew the rest."]))
    rendered = PLAIN.render(one, exported=WHEN)
    head, body = rendered[: rendered.index("# Who")], rendered[rendered.index("# Who") :]
    assert damage[0] in body
    with pytest.raises(ExportMismatch):
        PLAIN.check(head + body.replace(*damage), one)


def test_cards_out_of_order_are_found() -> None:
    one = article(["first", "second"])
    rendered = PLAIN.render(collected(one), exported=WHEN)
    with pytest.raises(ExportMismatch):
        PLAIN.check(rendered, collected(dataclasses.replace(one, highlights=one.highlights[::-1])))


def test_what_is_read_wrongly_is_guarded_mark_by_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.exporters.escaping._PATTERNS", ())
    assert r"\*so\*\!" in PLAIN.export(collected(article(["*so*!"])), exported=WHEN)


@pytest.mark.parametrize("note", NOTES)
def test_a_copied_card_reads_back(note: str) -> None:
    one = article(["(**) said ***", "second"], notes=lambda _: note)
    copied = render_card(one, one.highlights[0])
    assert commonmark(copied)[0] == "(**) said ***"
    assert "postil://article/article-1#highlight=h1-0" in copied


def test_a_card_copied_as_plain_text_is_as_it_was() -> None:
    one = article(["(**) said ***"], notes=lambda _: "# so")
    plain = render_card_plain(one, one.highlights[0])
    assert plain == ("“(**) said ***”\n\n— Who was he?, postil://article/article-1#highlight=h1-0\n\n# so\n")


@pytest.mark.shared
def test_every_mask_of_the_masked_article_shows_the_same_characters(masked_article: Path) -> None:
    text = masked_article.read_text(encoding="utf-8")
    lines = [line for line in dict.fromkeys(text.splitlines()) if "**" in line]
    masks = [text[at - 1 : at + 4].replace("\n", " ") for at in range(1, len(text)) if text.startswith("**", at)]
    assert lines
    assert masks
    rendered = export(PLAIN, article([*lines, *masks]))
    for reader in (commonmark, python_markdown, pandoc("markdown-smart")):
        assert reader(without_front_matter(rendered)) == [*lines, *masks]


def test_a_mask_stands_as_printed_with_the_readers_identification_beside_the_quotation() -> None:
    one = article(["He wrote to ** and ***."])
    text = one.revision.document.text
    masks = tuple(Mask(text.index(run), text.index(run) + len(run), run) for run in ("** ", "***."))
    masks = tuple(dataclasses.replace(mask, end=mask.end - 1, text=mask.text[:-1]) for mask in masks)
    first = Identified(masks[0], 1, 1, "person:mao", "Mao *Z*", "likely", "The letter says so")
    said = (first, Identified(masks[1], 2, 2))
    one = dataclasses.replace(one, analysis=Analysis("", "en", masks=masks), masks=said)
    rendered = export(PLAIN, one)
    for reader in (commonmark, python_markdown, pandoc("markdown-smart")):
        assert reader(without_front_matter(rendered)) == ["He wrote to ** and ***."]
    assert "Masked name 1, \\*\\*: Mao \\*Z\\* (likely). The letter says so" in rendered
    assert "- \\*\\*: Mao \\*Z\\* (likely) (1)" in rendered
    assert "- \\*\\*\\* (1)" in rendered
