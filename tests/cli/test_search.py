import json
from dataclasses import replace
from pathlib import Path

import pytest

import commanding
from desks import add_article, item_of, revision_of
from postil.domain.anchoring import describe
from postil.domain.edits import Change, Edit
from postil.domain.entities import Analysis, Entity, Mention
from postil.domain.records import Claim, Collection, Highlight, Membership, Name
from postil.services import analysing
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    add_article(opened, "The third telegram\nOn June 30, 1941, Marshal Zhukov wrote.")
    opened.close()
    return path


def call(library: Path, *arguments: str) -> int:
    return commanding.call(library, "search", *arguments)


def test_hits_come_as_json_with_their_places(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "zhukov", "--json") == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["kind"], hit["title"], hit["start"], hit["end"]) == ("article", "The third telegram", 45, 51)
    assert [hit["snippet"][mark["start"] : mark["end"]] for mark in hit["marks"]] == ["Zhukov"]


def test_hits_are_printed_with_what_was_found(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, '"marshal zhu"*', "OR", "nothing") == 0
    assert "article" in capsys.readouterr().out


def test_a_wrong_query_is_explained_in_one_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "zhukov AND") == 1
    assert capsys.readouterr().err == "“AND” needs something after it.\n"


def test_nothing_found_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "barbarossa") == 0
    assert capsys.readouterr() == ("", "Nothing in the library fits “barbarossa”.\n")


FILTERS = {
    "tag:front": "highlight",
    "color:doubt": "highlight",
    "kind:highlight": "highlight",
    "author:ivanov kind:article": "article",
    "site:pravda kind:article": "article",
    "date:1941..1942 kind:article": "article",
    "date:1943.. kind:article": "",
    "has:note": "highlight",
    "state:lost": "",
    "state:exact": "highlight",
    "claim:unsourced": "highlight",
    "claim:checked": "",
    'entity:"Zhukov" kind:article': "article",
    'in:"To read" kind:article': "article",
    "is:unread kind:article": "article",
    "is:archived": "",
    '"marshal zhukov" kind:highlight': "highlight",
    "ünanswered": "highlight",
}


@pytest.mark.parametrize(("query", "kind"), FILTERS.items())
def test_every_filter_works_from_the_command_line(
    query: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    article_id = add_article(opened, "The third telegram\nOn June 30, 1941, Marshal Zhukov wrote.")
    item, revision = item_of(opened, article_id), revision_of(opened, article_id)
    text = revision.document.text
    start = text.index("Marshal")
    selector = describe(text, start, start + len("Marshal Zhukov"))
    marked = Highlight("h", article_id, revision.id, selector, "red", "Still unanswered.", ("front",), "exact", "", "")
    told = replace(item, authors=(Name("Ivanov", "Pjotr"),), container_title="Pravda", published="1941-07-01")
    records = (marked, Claim("h", "unsourced"), Collection("c", "To read", ""), Membership("m", article_id, "c", ""))
    opened.apply(Edit("Add", (Change(item, told), *(Change(None, record) for record in records))))
    found = Entity("person:zhukov", "Zhukov", "person", (Mention(start + 8, start + 14, "Zhukov"),), ())
    analysing.keep(opened, revision.text_hash, "1", analysing.to_lines(Analysis("1", "en", (found,))))
    opened.close()
    assert call(path, query, "--json") == 0
    assert [hit["kind"] for hit in json.loads(capsys.readouterr().out)] == ([kind] if kind else [])


@pytest.mark.parametrize("query", ["国", "中国", "中国人", "京", "東京", "서울"])
def test_one_two_or_three_signs_are_found_from_the_command_line(
    query: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = Library.open(library)
    article_id = add_article(opened, "报告\n中国人民站起来了。東京は雨です。서울은 춥다.")
    opened.close()
    assert call(library, query, "--json") == 0
    assert [hit["id"] for hit in json.loads(capsys.readouterr().out)] == [article_id]
