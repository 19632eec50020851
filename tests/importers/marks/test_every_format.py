"""What holds for every format of highlights, over the list of sample files."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importers.marks.exports import EXPORTS, Export, zipped
from postil.domain.foreign import ForeignWork
from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers.marks import MARK_FORMATS, MarkFile, choose, read, recognises

MOMENT = re.compile(r"(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?")


def assert_sound(works: tuple[ForeignWork, ...]) -> None:
    """Check what every work promises, whoever wrote the file."""
    for work in works:
        keys = [mark.key for mark in work.marks]
        assert work.program
        assert len(set(keys)) == len(keys)
        assert work.imported is None or work.imported.document.blocks
        for mark in work.marks:
            assert mark.key
            assert mark.exact or mark.note or mark.tags
            assert MOMENT.fullmatch(mark.created)
            assert MOMENT.fullmatch(mark.modified)
            assert mark.modified >= mark.created
            assert isinstance(mark.tags, tuple)
            assert all(isinstance(said, str) for said in (mark.exact, mark.note, mark.locator, mark.color, *mark.tags))


@pytest.fixture(params=EXPORTS)
def export(request: pytest.FixtureRequest) -> Export:
    return EXPORTS[request.param]


def test_an_export_is_recognised_and_gives_its_highlights(export: Export) -> None:
    assert recognises(export.source)
    works = read(export.source)
    assert_sound(works)
    assert len(works) == export.works
    quoted = [mark for work in works for mark in work.marks if mark.exact]
    assert len(quoted) == export.marks
    assert not quoted or any(export.telling in mark.exact for mark in quoted)
    assert any("third telegram" in work.title.lower() or work.url or work.title for work in works)


def test_an_export_is_of_the_format_that_its_name_says(export: Export) -> None:
    found = choose(MarkFile(export.source))
    assert found is not None
    assert any(export.name.lower().endswith(extension) for extension in found.extensions)


def test_an_export_names_its_highlights_the_same_each_time(export: Export) -> None:
    first, second = read(export.source), read(export.source)
    assert [mark.key for work in first for mark in work.marks] == [mark.key for work in second for mark in work.marks]


def test_an_export_that_was_cut_off_gives_what_is_whole_or_a_sentence(export: Export) -> None:
    content = export.content
    for cut in sorted({1, 7, len(content) // 3, len(content) // 2, len(content) - 20, len(content) - 1}):
        harmless(Source("file", content[:cut], name=export.name))


def test_every_format_has_a_sample() -> None:
    used = {found.label for export in EXPORTS.values() if (found := choose(MarkFile(export.source)))}
    assert used == {known.label for known in MARK_FORMATS}
    assert len({known.name for known in MARK_FORMATS}) == len(MARK_FORMATS)


def harmless(source: Source) -> None:
    """Read ``source``: works or one sentence, never anything else."""
    works: tuple[ForeignWork, ...] = ()
    sentence = "."
    try:
        works = read(source)
    except Problem as problem:
        sentence = str(problem)
    assert sentence.endswith(".")
    assert_sound(works)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_an_export_that_somebody_wrote_into_gives_works_or_a_sentence(data: st.DataObject) -> None:
    export = data.draw(st.sampled_from(sorted(EXPORTS)), label="export")
    content = bytearray(EXPORTS[export].content)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        end = start + data.draw(st.integers(0, 12))
        content[start:end] = data.draw(
            st.one_of(
                st.binary(max_size=8),
                st.sampled_from([b"{", b"[", b"]}", b'"', b"\\", b"null", b"1e999", b"-1", b"true", b"\n", b"=" * 10]),
            )
        )
    harmless(Source("file", bytes(content), name=EXPORTS[export].name))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_json_with_values_of_another_kind_gives_works_or_a_sentence(data: st.DataObject) -> None:
    import json

    names = sorted(name for name, export in EXPORTS.items() if export.name.endswith(("json", "collection", "jsonld")))
    export = EXPORTS[data.draw(st.sampled_from(names), label="export")]
    value = json.loads(export.content.decode("utf-8-sig"))
    for _ in range(data.draw(st.integers(1, 3))):
        holder = value
        while True:
            places = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not places:
                break
            place = data.draw(st.sampled_from(places))
            if isinstance(holder[place], dict | list) and holder[place] and data.draw(st.integers(0, 3)):
                holder = holder[place]
                continue
            holder[place] = data.draw(_VALUES)
            break
    harmless(Source("file", json.dumps(value).encode(), name=export.name))


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"{", b"[{", b"return {", b"<div data-annotation=", b"@book{a,", b"PK\x03\x04", b"a,url,title\n"]
    ),
)
def test_any_bytes_give_works_or_a_sentence(content: bytes, head: bytes) -> None:
    harmless(Source("file", head + content, name="x.json"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"An article that nobody marked.",
        b"[" * 100_000,
        b'{"rows":' * 50_000,
        b"return " + b"{" * 100_000,
        b"return {os.execute('touch /tmp/x')}",
        b'return {["annotations"] = os.exit()}',
        b'return {["annotations"] = {[1] = "unclosed',
        b"[1, 2, 3]",
        b"{}",
        b"[]",
        b'{"rows": []}',
        b'{"type": "calibre_highlights"}',
        b"Highlight,Book Title\n",
        b"==========\n==========\n",
        zipped({"a.txt": b"x"}),
        zipped({"metadata_0_to_20.json": b"[{", "highlights/x.md": b"> y"}),
        zipped({"../metadata_0_to_20.json": b"[]"}),
    ],
)
def test_a_file_of_no_highlights_is_refused_with_one_sentence(content: bytes) -> None:
    with pytest.raises(Problem) as refused:
        read(Source("file", content, name="some.json"))
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_ten_thousand_braces_do_not_exhaust_anything() -> None:
    entry = b"@book{k%d, title = {A}, author = {" + b"{" * 50 + b"B" + b"}" * 50 + b"}}\n"
    works = read(Source("file", b"".join(entry.replace(b"%d", str(n).encode()) for n in range(200)), name="a.bib"))
    assert len(works) == 200
