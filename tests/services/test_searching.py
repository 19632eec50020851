import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from desks import add_article, revision_of
from postil.domain.anchoring import describe
from postil.domain.edits import Change, Edit
from postil.domain.entities import Analysis, Entity, Mention
from postil.domain.ids import new_id
from postil.domain.records import (
    Article,
    ArticleNote,
    Claim,
    Collection,
    CslItem,
    EntityNote,
    Highlight,
    Judgement,
    Membership,
    Name,
    Reading,
    Revision,
)
from postil.services import analysing
from postil.services.searching import Hit, counted, search
from postil.storage.library import Library
from queries import typed

WAR = "War in the east\nMarshal Zhukov wrote to *** on June 30, 1941.\nThe café was shut; nobody answered."
LIBRARIES = Path(__file__).parent.parent / "libraries"
CHINA = "毛泽东同志的报告\n中国人民站起来了。東京は雨です。서울은 춥다."


def add(library: Library, *records: object) -> None:
    library.apply(Edit("Add", tuple(Change(None, record) for record in records)))  # type: ignore[arg-type]


def change(library: Library, before: object, after: object) -> None:
    library.apply(Edit("Change", (Change(before, after),)))  # type: ignore[arg-type]


def mark(library: Library, article_id: str, words: str, *, note: str = "", tags: tuple[str, ...] = ()) -> Highlight:
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    start = revision.document.text.index(words)
    selector = describe(revision.document.text, start, start + len(words))
    highlight = Highlight(new_id(), article_id, revision.id, selector, "red", note, tags, "exact", "", "")
    add(library, highlight)
    return highlight


def ids(library: Library, query: str) -> list[tuple[str, str]]:
    ranked = search(library, query)
    assert ranked.misreading is None
    quick = search(library, query, ranked=False)
    assert {(hit.kind, hit.id) for hit in quick.hits} == {(hit.kind, hit.id) for hit in ranked.hits}
    assert sum(number for _, number in counted(library, query)) == len(ranked.hits)
    return [(hit.kind, hit.id) for hit in ranked.hits]


def only(library: Library, query: str) -> Hit:
    (hit,) = search(library, query).hits
    return hit


@pytest.mark.parametrize(
    "query", ["国", "中国", "毛泽东", "毛泽东同志的报告", "京", "東京", "雨です", "서", "서울", "춥다", "人*"]
)
def test_chinese_japanese_and_korean_are_found_from_one_sign_on(library: Library, query: str) -> None:
    article_id = add_article(library, CHINA)
    add_article(library, WAR)
    assert ids(library, query) == [("article", article_id)]
    hit = only(library, query)
    assert CHINA[hit.start : hit.end] == query.rstrip("*")


def test_signs_that_do_not_stand_together_are_no_word(library: Library) -> None:
    add_article(library, CHINA)
    assert ids(library, "国中") == []


def test_accents_and_case_do_not_matter(library: Library) -> None:
    article_id = add_article(library, WAR)
    for query in ("CAFE", "café", "Café"):
        assert ids(library, query) == [("article", article_id)]


def test_each_kind_of_thing_is_found(library: Library) -> None:
    article_id = add_article(library, WAR, title="The third telegram")
    highlight = mark(library, article_id, "nobody answered", note="a quixotic remark", tags=("silence",))
    add(library, ArticleNote(article_id, "A quixotic article.", "", ""))
    add(library, CslItem("w1", "quix1605", title="Don Quixotic", authors=(Name("Cervantes", "Miguel"),)))
    assert ids(library, "quixotic") == [("highlight", highlight.id), ("note", article_id), ("work", "w1")]
    assert ids(library, "cervantes") == [("work", "w1")]
    assert ids(library, "silence") == [("highlight", highlight.id), ("tag", "silence")]
    assert ids(library, "telegram") == [("article", article_id)]
    assert only(library, "quixotic kind:highlight").start == WAR.index("nobody answered")


def test_words_of_title_and_text_count_together(library: Library) -> None:
    article_id = add_article(library, WAR, title="The third telegram")
    assert ids(library, "telegram zhukov") == [("article", article_id)]
    assert ids(library, "telegram -zhukov") == []
    assert ids(library, '"marshal zhukov" (nothing OR answered)') == [("article", article_id)]
    assert ids(library, "zhu*") == ids(library, "tel* mar*") == ids(library, "zhuk* AND NOT paris")


def test_filters_narrow_what_is_found(library: Library) -> None:
    war, china = add_article(library, WAR), add_article(library, CHINA)
    item = library.item(war)
    assert item is not None
    dated = replace(
        item,
        published="1941-07-02",
        authors=(Name("Ivanov", "Pjotr"),),
        url="https://www.pravda.ru/1",
        container_title="P",
    )
    change(library, item, dated)
    article = library.article(china)
    assert article is not None
    change(library, article, replace(article, tags=("Asia",), favourite=True, later=True))
    claimed = mark(library, war, "Marshal Zhukov", tags=("who",))
    lost = mark(library, war, "The café", note="where?")
    change(library, lost, replace(lost, state="lost", color="blue"))
    add(library, Claim(claimed.id, "unsourced"), Collection("c", "Shelf", ""), Membership(f"{war}:c", war, "c", ""))
    add(library, Reading(war, 3, 0.5, ""))
    expected = {
        "tag:asia": [china],
        "tag:a*": [china],
        "tag:who": [claimed.id],
        "color:doubt": [claimed.id],
        "color:claim": [lost.id],
        "kind:article author:ivanov": [war],
        "kind:article site:pravda.ru": [war],
        "kind:highlight author:pjotr cafe": [lost.id],
        "kind:article date:1941": [war],
        "kind:article date:1941-07..1942": [war],
        "kind:article date:1942": [],
        "kind:article date:..1940": [],
        "state:lost": [lost.id],
        "claim:unsourced": [claimed.id],
        "claim:checked": [],
        "has:note": [lost.id],
        "has:claim kind:highlight": [claimed.id],
        "in:shelf kind:article": [war],
        "is:unread": [china],
        "is:later": [china],
        "is:favourite": [china],
        "is:archived": [],
        "kind:article -is:favourite": [war],
        "tag:asia OR (zhukov kind:article)": [war, china],
        "kind:highlight -tag:who": [lost.id],
        "kind:note": [lost.id],
        "kind:note where": [lost.id],
        "kind:note whe*": [lost.id],
        "kind:note café": [],
        "kind:note -where": [],
        "kind:note kind:highlight": [lost.id],
        "kind:note kind:article": [],
    }
    assert {query: [each[1] for each in ids(library, query)] for query in expected} == expected


def test_a_note_is_found_on_an_article_and_on_a_highlight_by_its_own_words(library: Library) -> None:
    war = add_article(library, WAR)
    add(library, ArticleNote(war, "Nobody wrote a telegram.", "", ""))
    on_it = mark(library, war, "Marshal Zhukov", note="Wrote the telegram, too.", tags=("tractor",))
    mark(library, war, "nobody answered")
    both = [("highlight", on_it.id), ("note", war)]
    assert ids(library, "kind:note") == ids(library, "telegram kind:note") == both
    assert ids(library, "zhukov kind:note") == ids(library, "tractor kind:note") == []
    assert ids(library, "too kind:note") == ids(library, "kind:note tag:tractor") == [("highlight", on_it.id)]
    assert ids(library, "(too OR nobody) kind:note") == both


def test_a_year_reaches_over_its_months(library: Library) -> None:
    article_id = add_article(library, WAR)
    item = library.item(article_id)
    assert item is not None
    change(library, item, replace(item, published="1941"))
    for query in ("date:1941-06", "date:1940..1941", "date:194X", "date:1941-06-22.."):
        assert ids(library, query) == [("article", article_id)], query
    assert ids(library, "date:1942..") == []


def test_what_is_in_the_trash_is_found_only_there(library: Library) -> None:
    article_id = add_article(library, WAR)
    article = library.article(article_id)
    assert article is not None
    change(library, article, replace(article, trashed="2026-01-01T00:00:00Z"))
    assert ids(library, "zhukov") == []
    assert ids(library, "zhukov is:trashed") == [("article", article_id)]


def find_names(library: Library, article_id: str, *names: str) -> None:
    article = library.article(article_id)
    revision = library.revision(article.revision_id) if article else None
    assert revision is not None
    entities = tuple(Entity(f"person:{name.lower()}", name, "person", (Mention(24, 30, name),), ()) for name in names)
    lines = analysing.to_lines(Analysis("1", "en", entities))
    analysing.keep(library, revision.text_hash, "1", lines)


def test_names_are_found_as_the_reader_judged_them(library: Library) -> None:
    war, china = add_article(library, WAR), add_article(library, CHINA)
    find_names(library, war, "Zhukov", "Georgy")
    find_names(library, china, "Mao")
    assert ids(library, 'entity:"Zhukov"') == [("article", war)]
    hit = only(library, "zhukov kind:name")
    assert (hit.article_id, hit.start, hit.end, hit.title.text) == (war, 24, 30, "Zhukov")
    add(library, Judgement(new_id(), "rename", "person:mao", "Chairman"))
    assert ids(library, "entity:chairman") == ids(library, "entity:mao") == [("article", china)]
    assert only(library, "chairman").title.text == "Chairman"
    add(library, Judgement(new_id(), "merge", "person:georgy", "person:zhukov"))
    assert ids(library, "entity:georgy") == [("article", war)]
    add(library, Judgement(new_id(), "reject", "person:zhukov"))
    assert ids(library, "kind:name zhukov") == []
    add(library, EntityNote("person:mao", "A note about tractors."))
    assert ids(library, "tractors") == [("name", "person:mao")]


def test_names_of_an_older_analysis_are_forgotten(library: Library) -> None:
    war = add_article(library, WAR)
    find_names(library, war, "Zhukov")
    find_names(library, war, "Georgy")
    assert ids(library, "entity:zhukov") == []
    assert ids(library, "kind:name zhukov") == []
    assert ids(library, "entity:georgy") == [("article", war)]


def test_a_name_that_is_spelled_otherwise_by_the_next_analysis_is_forgotten(library: Library) -> None:
    war = add_article(library, WAR)
    add(library, Judgement(new_id(), "rename", "person:z", "Joukov"))
    for name in ("Zhukov", "Joukov"):
        entity = Entity("person:z", name, "person", (Mention(24, 30, name),), ())
        lines = analysing.to_lines(Analysis("1", "en", (entity,)))
        analysing.keep(library, revision_of(library, war).text_hash, "1", lines)
    assert ids(library, "kind:name zhukov") == []
    assert ids(library, "kind:name joukov") == [("name", "person:z")]


def test_the_index_follows_every_edit_and_its_inverse(library: Library) -> None:
    article_id = add_article(library, WAR)
    highlight = mark(library, article_id, "nobody answered", note="first", tags=("one",))
    edits = [
        Edit("Note", (Change(highlight, replace(highlight, note="second", tags=("two",))),)),
        Edit("Delete", (Change(highlight, None),)),
    ]
    for edit in edits:
        before = ids(library, "first OR second OR one OR two")
        library.apply(edit)
        assert ids(library, "first OR one") == []
        library.apply(edit.inverse())
        assert ids(library, "first OR second OR one OR two") == before


def test_a_newer_version_takes_the_place_of_the_older_one(library: Library) -> None:
    article_id = add_article(library, WAR)
    article = library.article(article_id)
    other = library.select(Revision)[0]
    assert article is not None
    newer = replace(
        other, id=new_id(), document=replace(other.document, blocks=other.document.blocks[:1]), source_hash="n"
    )
    edit = Edit("Newer", (Change(None, newer), Change(article, replace(article, revision_id=newer.id))))
    library.apply(edit)
    assert ids(library, "zhukov") == []
    assert ids(library, "east") == [("article", article_id)]
    library.apply(edit.inverse())
    assert ids(library, "zhukov") == [("article", article_id)]


def test_a_backup_finds_what_the_library_finds(library: Library, tmp_path: Path) -> None:
    first, second, third = (add_article(library, text) for text in (WAR, CHINA, WAR + "\nMore of it."))
    from postil.services import articles

    library.apply(articles.delete(library, first))
    highlight = mark(library, third, "nobody answered")
    library.back_up(tmp_path / "copy.postil")
    copy = Library.open(tmp_path / "copy.postil")
    try:
        assert ids(copy, "zhukov") == [("article", third)]
        assert ids(copy, "answered") == [("article", third), ("highlight", highlight.id)]
        assert ids(copy, "中国") == [("article", second)]
        article = copy.get(Article, third)
        assert article is not None
        copy.apply(articles.delete(copy, third))
        assert ids(copy, "zhukov OR answered") == []
    finally:
        copy.close()


TYPED = typed("zhu*", "war", "tag:a", "author:b", "is:unread", "中", "{a}:", "NEAR(a b)", "a:b", most=8)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_no_query_breaks_the_index(library: Library, query: str) -> None:
    if not search(library, "nobody").hits:
        add_article(library, WAR)
    for ranked in (True, False):
        search(library, query, ranked=ranked, typing=not ranked)


def test_hostile_strings_are_searched_for_or_explained(library: Library, shared: Path) -> None:
    lines = [
        line
        for file in (shared / "data" / "naughty-strings").glob("blns.*")
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
    ]
    if not lines:
        pytest.skip("the hostile strings are not among the shared material")
    add_article(library, "Hostile\n" + "\n".join(line for line in lines if line.strip()))
    for line in lines:
        found = search(library, line, 1)
        assert found.misreading is None or found.misreading.sentence


@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("*.postil")), ids=lambda path: path.stem)
def test_a_library_of_an_older_shape_is_searched_as_a_new_one(frozen: Path, tmp_path: Path) -> None:
    opened = Library.open(Path(shutil.copy(frozen, tmp_path / "library.postil")))
    try:
        highlights = opened.select(Highlight)
        assert highlights
        for highlight in highlights:
            found = ids(opened, f'"{highlight.quoted.exact}"')
            assert ("highlight", highlight.id) in found
            assert ("article", highlight.article_id) in found
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"zhukov wrote"', True),
        ('"wrote zhukov"', False),
        ('"zhukov wro"*', True),
        ('zhukov -"wrote to"', False),
        ('zhukov -"to wrote"', True),
        ('"wrote zhukov" OR "nobody answered"', True),
        ('("marshal zhukov" -"nobody wrote") (east OR west)', True),
        ("don't", False),
        ("cafe-was", True),
        ('"war in"', True),
    ],
)
def test_words_of_a_phrase_stand_together_in_the_text(library: Library, query: str, expected: bool) -> None:
    article_id = add_article(library, WAR)
    assert ids(library, query) == ([("article", article_id)] if expected else [])


def test_phrases_are_found_in_quotations_notes_and_tags(library: Library) -> None:
    article_id = add_article(library, CHINA)
    highlight = mark(library, article_id, "中国人民", note="Of a quiet kind", tags=("far east",))
    for query in ('"quiet kind"', '"far east" kind:highlight', "国人 kind:highlight"):
        assert ids(library, query) == [("highlight", highlight.id)], query
    assert ids(library, '"kind quiet"') == []
    assert ids(library, '"kind far"') == []


def test_articles_about_the_words_come_before_those_that_only_have_them(library: Library) -> None:
    often = add_article(library, "Winter\nThe Neva froze. On the Neva they walked; the Neva was a road.")
    titled = add_article(library, "Neva\nA river.")
    once = add_article(library, "Rivers\nThe Don, the Volga and the Neva.")
    assert [each[1] for each in ids(library, "neva")] == [titled, often, once]


def test_a_note_is_shown_in_its_words_and_a_quotation_to_the_letter(library: Library) -> None:
    article_id = add_article(library, "Masks\nComrade ** wrote to ***, said *nobody*.")
    mark(library, article_id, "** wrote to ***, said *nobody*", note="Was it **Berg**? See [@berg1941, p. 3].")
    (hit,) = search(library, "berg kind:highlight").hits
    assert hit.snippet.text == "** wrote to ***, said *nobody*"
    assert hit.note.text == "Was it Berg? See (berg1941, p. 3)."
    assert [hit.note.text[start:end] for start, end in hit.note.marks] == ["Berg"]


def test_what_stands_in_the_markdown_of_a_note_alone_is_shown_as_it_was_found(library: Library) -> None:
    article_id = add_article(library, CHINA)
    mark(library, article_id, "中国人民", note="As [they](https://example.org/ledger) say.")
    (hit,) = search(library, "ledger kind:highlight").hits
    assert hit.note.marks
    assert "ledger" in hit.note.text
