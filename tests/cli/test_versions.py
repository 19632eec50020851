"""Newer versions on the command line: what is refused, what is told, and what scripts get."""

from pathlib import Path

import pytest

from cli.test_commands import Reader
from cli.test_commands import reader as reader  # noqa: PLC0414

STORY = (
    "Six telegrams\n\nIn June 1941, Comrade ** wrote to ***. Comrade ** refused every request, six times, they say.\n\n"
    "On June 30 the answer came from Moscow. The harbour master kept the keys of the office, and nobody asked why. "
    "The archive burned in the winter of 1943, and what is left of it lies in two boxes on the second floor.\n"
)
NEWER = STORY.replace("six times", "three times").replace("and nobody asked why", "for whatever reason")


@pytest.fixture
def story(reader: Reader) -> Path:
    path = reader.folder / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def article(reader: Reader, story: Path) -> str:
    return reader.json("add", str(story))[0]["id"]


def highlight(reader: Reader, article: str, quote: str) -> str:
    return reader("highlight", article, "--quote", quote).strip()


def test_a_changed_file_is_not_added_but_told_to_be_a_newer_version(reader: Reader, story: Path, article: str) -> None:
    story.write_text(NEWER, encoding="utf-8")
    assert reader.json("add", str(story), code=1) == []
    assert reader.errors == (
        f"{story} is a newer version of “Six telegrams”, so it was not added; add it with --as-revision-of {article}, "
        "or with --new as an article of its own.\n"
    )
    assert [each["id"] for each in reader.json("list")] == [article]
    assert "six times" in reader.json("show", article)["text"]


def test_a_newer_version_can_be_added_as_an_article_of_its_own(reader: Reader, story: Path, article: str) -> None:
    story.write_text(NEWER, encoding="utf-8")
    (added,) = reader.json("add", "--new", str(story))
    assert added["id"] != article
    assert added["kin"]["article"] == article
    assert added["kin"]["why"] == "file"
    assert 0.2 < added["kin"]["likeness"] < 1
    assert reader.errors == ""


def test_nearly_the_same_text_from_elsewhere_is_added_with_a_remark(reader: Reader, article: str) -> None:
    copy = reader.folder / "copy.txt"
    copy.write_text(NEWER, encoding="utf-8")
    (added,) = reader.json("add", str(copy))
    assert added["id"] != article
    assert (added["kin"]["article"], added["kin"]["why"]) == (article, "text")
    assert f"reads much like “Six telegrams”; with --as-revision-of {article}" in reader.errors


def test_a_file_that_holds_something_else_now_is_added_with_a_remark(reader: Reader, story: Path, article: str) -> None:
    story.write_text("The bakery\n\nAt four in the morning the ovens are lit, and the street smells of it.\n", "utf-8")
    (added,) = reader.json("add", str(story))
    assert (added["title"], added["kin"]["article"], added["kin"]["why"]) == ("The bakery", article, "file")
    assert "comes from where “Six telegrams” came from" in reader.errors


def test_an_article_of_no_kin_says_so(reader: Reader, story: Path) -> None:
    assert reader.json("add", str(story))[0]["kin"] is None
    assert reader.errors == ""


def test_a_version_takes_the_highlights_along(reader: Reader, story: Path, article: str) -> None:
    kept, changed = highlight(reader, article, "On June 30 the answer"), highlight(reader, article, "six times")
    gone = highlight(reader, article, "nobody asked why")
    story.write_text(NEWER, encoding="utf-8")
    (shown,) = reader.json("add", "--as-revision-of", article[:8], str(story))
    assert shown["id"] == article
    assert shown["highlights"] == {"exact": 1, "moved": 0, "changed": 1, "lost": 1}
    first, second = shown["revisions"]
    assert shown["revision"] == second["id"]
    found = {each["id"]: each for each in reader.json("highlights", article)}
    assert {each: found[each]["state"] for each in (kept, changed, gone)} == {
        kept: "exact",
        changed: "changed",
        gone: "lost",
    }
    text = reader.json("show", article)["text"]
    for each in (kept, changed):
        assert text[found[each]["start"] : found[each]["end"]] == found[each]["exact"]
        assert found[each]["revision"] == second["id"]
        assert found[each]["made"]["revision"] == first["id"]
    assert (found[changed]["exact"], found[changed]["made"]["exact"]) == ("three times", "six times")
    assert (found[gone]["revision"], found[gone]["exact"]) == (first["id"], "nobody asked why")
    assert all(each["reviewed"] is None and each["locator"] is None for each in found.values())
    assert "(changed) six times" in reader("highlights", article)
    assert reader("check").endswith("is sound.\n")


def test_show_lists_the_versions_oldest_first(reader: Reader, story: Path, article: str) -> None:
    story.write_text(NEWER, encoding="utf-8")
    told = reader("add", str(story), "--as-revision-of", article)
    assert told == f"{article}  Six telegrams (new version; highlights: 0 exact, 0 moved, 0 changed, 0 lost)\n"
    versions = reader.json("show", article)["revisions"]
    assert [sorted(each) for each in versions] == [["captured", "id", "text_hash", "words"]] * 2
    assert versions[0]["id"] < versions[1]["id"]
    assert versions[0]["text_hash"] != versions[1]["text_hash"]


def test_a_version_that_was_there_is_told_and_changes_nothing(reader: Reader, story: Path, article: str) -> None:
    story.write_text(NEWER, encoding="utf-8")
    reader("add", "--as-revision-of", article, str(story))
    story.write_text(STORY, encoding="utf-8")
    assert reader("add", "--as-revision-of", article, str(story)) == f"{article}  Six telegrams (was there already)\n"
    assert reader("add", str(story)) == f"{article}  Six telegrams (was there already)\n"
    assert "three times" in reader.json("show", article)["text"]


def test_what_looks_like_an_error_page_replaces_nothing_unless_it_is_forced(
    reader: Reader, story: Path, article: str
) -> None:
    story.write_text("404\n\nNot found.\n", encoding="utf-8")
    reader("add", "--as-revision-of", article, str(story), code=1)
    assert "looks like an error page" in reader.errors
    assert "six times" in reader.json("show", article)["text"]
    reader("add", "--as-revision-of", article, "--force", str(story))
    assert "Not found" in reader.json("show", article)["text"]


def test_a_version_that_cannot_be_read_or_belongs_to_nothing_is_one_sentence(
    reader: Reader, story: Path, article: str
) -> None:
    reader("add", "--as-revision-of", article, str(reader.folder / "missing.txt"), code=1)
    assert reader.errors.count("\n") == 1
    reader("add", "--as-revision-of", "no such article", str(story), code=1)
    assert "There is no article" in reader.errors
    reader("add", "--as-revision-of", article, str(story), str(story), code=2)
    reader("add", "--as-revision-of", article, "--new", str(story), code=2)
    reader("add", "--force", str(story), code=2)


def test_an_export_quotes_the_version_that_was_read(reader: Reader, story: Path, article: str) -> None:
    for quote in ("On June 30 the answer", "six times", "nobody asked why"):
        highlight(reader, article, quote)
    when = reader.json("show", article)["revisions"][0]["captured"]
    story.write_text(NEWER, encoding="utf-8")
    reader("add", "--as-revision-of", article, str(story))
    exported = reader("export", article, "--to", "markdown")
    assert "> six times\n" in exported
    assert "> nobody asked why\n" in exported
    assert f"Marked on version 1 of 2, captured {when}. The passage has been reworded since" in exported
    assert f"Marked on version 1 of 2, captured {when}. The passage is no longer in the text." in exported
