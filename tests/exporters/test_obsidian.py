import dataclasses
import re
from pathlib import PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.hostile import own
from postil.domain.entities import Analysis, DateMention, Entity, Mention
from postil.domain.problems import Problem
from postil.domain.records import CslItem, EntityNote, Name
from postil.exporters.collected import Collected
from postil.exporters.front_matter import without_front_matter
from postil.exporters.obsidian import ObsidianExporter
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.properties import obsidian_tags, property_faults

EXPORTER = ObsidianExporter()
ADA = Entity("person:ada", "Ada *Mondo*", "person", (Mention(0, 1, "Ada"), Mention(2, 3, "Mondo")))
OSLO = Entity("place:oslo", "Oslo", "place", (Mention(0, 1, "Oslo"),))
BOOK = CslItem("w", "berg1950", "book", "A [[book]]", (Name("Berg", "Anna"),), published="1950")


def vault() -> Collected:
    first = article(
        ["***", "[[a]] ^id"],
        title="Who/was: he?",
        tags=("a b", "#x", "1941"),
        notes=lambda _: "See [@berg1950, p. 3].",
        analysis=Analysis("1", "en", (ADA, OSLO), (DateMention(0, 4, "1941", "1941"),)),
    )
    second = article(["x"], number=2, title="who was he?", analysis=Analysis("1", "en", (OSLO,)))
    both = collected(first, second)
    notes = {"place:oslo": EntityNote("place:oslo", "A # *town*.\n\n# Mine", "Q585", "1")}
    return Collected(both.articles, {**both.works, "berg1950": BOOK}, notes)


def made(given: Collected, **options: object) -> dict[str, MadeFile]:
    files = EXPORTER.make(given, ExportOptions("obsidian", **options), exported=WHEN, printer=no_printer)  # pyright: ignore[reportArgumentType]
    return {each.name: each for each in files}


def test_there_is_a_note_for_each_article_entity_and_cited_work_and_an_index() -> None:
    files = made(vault())
    assert sorted(files) == [
        "Articles/Who was he.md",
        "Articles/who was he (2).md",
        "Entities/Ada Mondo.md",
        "Entities/Oslo.md",
        "Postil index.md",
        "Sources/berg1950.md",
    ]
    assert {each.key for each in files.values()} == {
        "article-1", "article-2", "person:ada", "place:oslo", "index", "source:berg1950",
    }  # fmt: skip


def test_every_link_leads_to_a_note_of_the_folder() -> None:
    files = made(vault())
    bodies = [without_front_matter(each.text) for each in files.values()]
    targets = {target for body in bodies for target in re.findall(r"\[\[([^\]|\\]+)(?:\|[^\]]*)?\]\]", body)}
    assert targets
    assert {f"{target}.md" for target in targets} <= set(files)


def test_citations_in_notes_become_links() -> None:
    assert "See ([[Sources/berg1950|Anna Berg 1950]], p. 3)." in made(vault())["Articles/Who was he.md"].text


def test_quotations_are_callouts_with_block_ids_on_lines_of_their_own() -> None:
    text = made(vault())["Articles/Who was he.md"].text
    assert "\n\n> [!quote] claim\n>\n> \\*\\*\\*\n\n^h1-0\n\n" in text
    assert "> \\[\\[a\\]\\] &#94;id\n\n^h1-1\n" in text


def test_properties_are_those_that_obsidian_takes() -> None:
    for each in made(vault()).values():
        fields = yaml.safe_load(each.text.split("\n---\n")[0])
        assert property_faults(fields) == ()
    fields = yaml.safe_load(made(vault())["Entities/Oslo.md"].text.split("\n---\n")[0])
    assert fields["wikidata"] == "https://www.wikidata.org/wiki/Q585"
    assert yaml.safe_load(made(vault())["Entities/Ada Mondo.md"].text.split("\n---\n")[0])["aliases"] == [
        "Ada",
        "Mondo",
    ]


def test_an_entitys_note_has_what_the_reader_wrote() -> None:
    text = made(vault())["Entities/Oslo.md"].text
    assert "A # *town*." in text
    assert "\n### Mine\n" in text
    assert "- [[Articles/Who was he|" in text or "- [[Articles/Who was he]] (" in text


@given(st.text(max_size=40))
def test_any_tag_becomes_one_that_obsidian_takes(tag: str) -> None:
    for made_tag in obsidian_tags([tag]):
        assert re.fullmatch(r"[\w/-]+", made_tag)
        assert re.search(r"[^\d/]", made_tag)
    assert obsidian_tags(obsidian_tags([tag])) == obsidian_tags([tag])


def test_tags_that_differ_by_case_alone_are_one() -> None:
    assert obsidian_tags(["War", "war", "a b", "#c", "1941", "x/y", "--", "/"]) == ["War", "a-b", "c", "_1941", "x/y"]


@pytest.mark.parametrize("fields", [{"a": {"b": "c"}}, {"a": [["b"]]}, {"tags": ["a b"]}, {"": "x"}])
def test_properties_that_obsidian_would_not_take_are_found(fields: dict[str, object]) -> None:
    assert property_faults(fields) != ()


def test_titles_of_any_signs_make_safe_names_that_differ() -> None:
    titles = [*own()[:60], "CON", "a" * 400, "A" * 400, "...", "é", "e\u0301"]
    articles = [article(["x"], number=number, title=title) for number, title in enumerate(titles, 1)]
    names = [each.name for each in made(collected(*articles)).values()]
    assert len({name.casefold() for name in names}) == len(titles) + 1
    for name in names:
        path = PurePosixPath(name)
        assert len(path.parts) <= 2
        assert not set(path.name) & set('<>:"\\|?*#^[]')
        assert len(path.name.encode()) <= 255


def test_an_altered_property_stops_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.exporters.obsidian.property_faults", lambda fields: ("tags",))
    with pytest.raises(Problem, match="would not take the property “tags”"):
        made(vault())


def test_the_note_of_an_article_is_marked_by_its_parts() -> None:
    one = vault()
    file = made(dataclasses.replace(one, articles=one.articles[:1]))["Articles/Who was he.md"]
    assert "highlight:h1-0" in file.marked
    assert "highlight:h1-0\n" not in file.text
