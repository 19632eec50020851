import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.hostile import own
from postil.domain.anchoring import Selector
from postil.domain.claims import STATUSES
from postil.domain.records import Claim, CslItem
from postil.exporters.collected import CollectedArticle, Related
from postil.exporters.options import ExportOptions
from postil.exporters.web_annotations import WEB_ANNOTATIONS

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


def page(*articles: CollectedArticle) -> dict[str, Any]:
    options = ExportOptions("annotation")
    made = WEB_ANNOTATIONS.make(collected(*articles), options, exported=WHEN, printer=no_printer)
    return json.loads(made[0].text)


def annotations(*articles: CollectedArticle) -> list[dict[str, Any]]:
    return page(*articles)["first"]["items"]


def rich() -> CollectedArticle:
    """Return an article whose highlights have notes, tags, claims; one is lost, one has no place."""
    one = article([*own()[:20], "six times"], notes=lambda n: "*so*" if n % 2 else "", tags=("war", "a b"))
    first, *others, last = one.highlights
    gone = dataclasses.replace(last, state="lost", revision_id="old")
    nowhere = dataclasses.replace(first, selector=Selector(5, 5, first.selector.exact))
    return dataclasses.replace(
        one,
        highlights=(nowhere, *others, gone),
        sentences={gone.id: "He asked six times."},
        related={others[0].id: Related(Claim(others[0].id, "disputed"))},
        versions={"r": WHEN, "old": "2024-01-01T00:00:00Z"},
    )


def validators(folder: Path) -> list[tuple[str, Draft4Validator]]:
    loaded: list[tuple[str, dict[str, Any]]] = []
    for path in sorted(folder.rglob("*.json")):
        schema = json.loads(path.read_text("utf-8"))
        schema.pop("id", None)
        loaded.append((path.name, schema))
    registry = Registry().with_resources(
        [(name, Resource.from_contents(schema, default_specification=DRAFT4)) for name, schema in loaded]
    )
    return [
        (name, Draft4Validator(schema, registry=registry))
        for name, schema in loaded
        if schema.get("assertionType") == "must" and schema.get("expectedResult") == "valid"
    ]


@pytest.mark.shared
def test_every_annotation_fits_what_the_w3c_says_must_be(shared: Path) -> None:
    tried = validators(shared / "data" / "w3c-annotation")
    assert len(tried) > 10
    for each in annotations(rich()):
        assert [name for name, validator in tried if not validator.is_valid(each)] == []


def test_what_the_schemas_do_not_say_holds_too() -> None:
    for each in annotations(rich()):
        assert each["motivation"] in MOTIVATIONS
        bodies = each.get("body", [])
        assert {body["purpose"] for body in bodies} <= MOTIVATIONS
        moments = [each["created"], each["modified"], each["target"]["state"]["sourceDate"]]
        assert all(MOMENT.fullmatch(moment) for moment in moments)
        for selector in each["target"]["selector"]:
            if selector["type"] == "TextPositionSelector":
                assert 0 <= selector["start"] < selector["end"]


def test_a_highlight_without_a_place_has_no_position() -> None:
    first = annotations(rich())[0]
    assert [selector["type"] for selector in first["target"]["selector"]] == ["TextQuoteSelector"]


def test_a_lost_highlight_is_described_by_its_sentence() -> None:
    last = annotations(rich())[-1]
    described = [body["value"] for body in last["body"] if body["purpose"] == "describing"]
    assert described == ["He asked six times."]
    assert last["target"]["state"]["sourceDate"] == "2024-01-01T00:00:00Z"


def test_notes_tags_and_claims_are_bodies() -> None:
    second = annotations(rich())[1]
    told = {(body["purpose"], body["value"]) for body in second["body"]}
    assert {("commenting", "*so*"), ("tagging", "war"), ("tagging", "a b"), ("assessing", "disputed")} <= told
    assert "disputed" in STATUSES
    assert second["motivation"] == "commenting"


def test_an_article_without_a_web_address_is_named_by_postils_own() -> None:
    one = dataclasses.replace(article(["x"]), item=CslItem("article-1", "k", url="file:///a b"))
    assert annotations(one)[0]["target"]["source"]["id"] == "postil://article/article-1"


def test_ids_differ_and_the_collection_counts_them() -> None:
    found = page(article(["a", "b"]), article(["c"], number=2))
    ids = [each["id"] for each in found["first"]["items"]]
    assert found["total"] == len(ids) == len(set(ids)) == 3
    assert found["type"] == "AnnotationCollection"


def test_postil_reads_its_own_annotations_back() -> None:
    from postil.domain.sources import Source
    from postil.importers.marks.format import MarkFile
    from postil.importers.marks.web_annotation import parse, sniff

    content = json.dumps(page(rich()))
    file = MarkFile(Source("file", content.encode(), name="x.jsonld"))
    assert sniff(file)
    works = parse(file)
    assert [mark.exact for work in works for mark in work.marks][-1] == "six times"
