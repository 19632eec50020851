"""Claims and links as they go out in Markdown: said in full, and read back to the letter."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from desks import add_article, revision_of
from new_library import open_library
from postil.domain.records import Claim, Highlight, Link
from postil.exporters.checking import ExportMismatch
from postil.exporters.collected import CollectedArticle, LinkedPassage, Related, address
from postil.exporters.markdown import FOR_PANDOC, PLAIN, render_card
from postil.exporters.relating import link_label, related_parts
from postil.services import claims, highlighting
from postil.services.collecting import collect
from postil.storage.library import Library

NOW = "2026-01-01T00:00:00Z"
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))
HOSTILE = (
    "*He* [said](x) `so` | <b>it</b>",
    "1. one\n2. two",
    "]( postil://article/x#highlight=y )",
    "“quoted” ”twice“",
    "==no== ~~no~~ $a$ %%c%% #tag @key ^id",
    "back\\slash\\",
    "![picture](http://example.org/x.png)",
)


def linked(quotation: str, title: str = "Title", reason: str = "") -> LinkedPassage:
    link = Link("l", "contradicts", "a", "b", reason, NOW)
    return LinkedPassage(link, "contradicts", quotation, title, address("other", "b"))


def items(markdown: str) -> list[str]:
    """Return what each item of the lists in ``markdown`` says, marks gone."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return ["".join(child.content for child in token.children or []) for token in tokens if token.type == "inline"]


@pytest.fixture
def library(tmp_path: Path):
    opened = open_library(tmp_path / "library.postil")
    yield opened
    opened.close()


def marked(library: Library, *articles: str) -> list[Highlight]:
    """Add articles and mark each paragraph below their titles."""
    made: list[Highlight] = []
    for text in articles:
        revision = revision_of(library, add_article(library, text))
        for placed in [*revision.document.placed()][1:]:
            edit, highlight = highlighting.add(revision, placed.start, placed.end, color="blue")
            library.apply(edit)
            made.append(highlight)
    return made


@pytest.mark.parametrize("exporter", [PLAIN, FOR_PANDOC], ids=lambda each: each.name)
def test_an_export_says_status_judge_reason_count_and_links(library, exporter):
    asked, may, june, other = marked(
        library,
        "The telegrams\nHe asked six times.\nHe asked in May.\nHe asked in June.",
        "Another *view*\nHe never asked.",
    )
    library.apply(claims.judge(asked, None, "disputed", judge="A. Reader", reason="Two of them\nwere letters."))
    for passage in (may, june):
        library.apply(claims.link(library, passage.id, asked.id, "counts"))
    library.apply(claims.link(library, other.id, asked.id, "contradicts", "see the archive"))
    text = exporter.export(collect(library, [asked.article_id]), exported=NOW)
    said = items(text)
    assert "Claim: Disputed · judged by A. Reader · Claimed 6, found 2" in said
    assert "Why: Two of them were letters." in said
    assert "counts “He asked in May.”" in said
    assert "contradicts “He never asked.” in Another *view* (see the archive)" in said
    assert said.count("counts for “He asked six times.”") == 2
    assert not any("in The telegrams" in each for each in said)


def test_the_other_article_has_the_link_too(library):
    here, there = marked(library, "One\nHe asked.", "Two\nHe never asked.")
    library.apply(claims.link(library, there.id, here.id, "corrects"))
    one, two = (PLAIN.export(collect(library, [each.article_id]), exported=NOW) for each in (here, there))
    assert f"is corrected by [“He never asked.”]({address(there.article_id, there.id)}) in Two" in one
    assert f"corrects [“He asked.”]({address(here.article_id, here.id)}) in One" in two


@pytest.mark.parametrize("note", ["- a list of its own", "> a quotation", "1. one", "    code", "plain"])
def test_a_note_after_a_list_of_links_stays_a_note_of_its_own(library, note):
    one, two = marked(library, "One\nHe asked.\nHe never asked.")
    library.apply(claims.link(library, one.id, two.id, "contradicts"))
    library.apply(highlighting.annotate(one, note))
    text = PLAIN.export(collect(library, [one.article_id]), exported=NOW)
    listed = text[text.index("- contradicts") :]
    assert listed.split("\n\n")[1] == "**Note**"


@pytest.mark.parametrize("exporter", [PLAIN, FOR_PANDOC], ids=lambda each: each.name)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_quotations_titles_and_reasons_are_read_back_to_the_letter(library, exporter, words):
    one, two = marked(library, "One\nHe asked.", f"{words.splitlines()[0]}\n{words.splitlines()[-1]}")
    library.apply(claims.judge(one, None, "refuted", judge=words, reason=words))
    library.apply(claims.link(library, one.id, two.id, "contradicts", words))
    text = exporter.export(collect(library, [one.article_id]), exported=NOW)
    flat = " ".join(words.split())
    assert f"Why: {flat}" in items(text)


@settings(max_examples=150)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_linked_reads_as_itself(quotation: str, title: str, reason: str):
    link = linked(quotation, title, reason)
    related = Related(Claim("a", "checked", judge=" ".join(title.split()), reason=reason), (link,))
    rendered = "\n\n".join(related_parts(related))
    tokens = MarkdownIt("commonmark").parse(rendered)
    (listed,) = [token for token in tokens if token.type == "inline" and token.level == 3]
    children = listed.children or []
    shown = "".join(child.content for child in children)
    assert shown.startswith(f"contradicts {link_label(link)} in {' '.join(title.split())}".rstrip())
    assert [child.attrs["href"] for child in children if child.type == "link_open"] == [link.address]


def test_an_altered_link_is_noticed(library):
    one, two = marked(library, "One\nHe asked.\nHe never asked.")
    library.apply(claims.link(library, one.id, two.id, "contradicts"))
    collected = collect(library, [one.article_id])
    text = PLAIN.export(collected, exported=NOW)
    for broken in (text.replace("[“He never asked.”]", "[“He asked.”]"), text.replace("- contradicts", "contradicts")):
        with pytest.raises(ExportMismatch):
            PLAIN.check(broken, collected)


def test_a_card_on_the_clipboard_has_its_claim_and_links(library):
    one, two = marked(library, "One\nHe asked.\nHe never asked.")
    library.apply(claims.judge(one, None, "unsourced"))
    library.apply(claims.link(library, one.id, two.id, "contradicts"))
    article: CollectedArticle = collect(library, [one.article_id]).articles[0]
    copied = render_card(article, one)
    assert "**Claim: Unsourced**" in copied
    assert "He never asked." in copied
