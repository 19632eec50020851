import json
from pathlib import Path

import pytest

from commanding import call
from desks import add_article
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.services.articles import write_note
from postil.services.styles import engine_file
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    item = CslItem("w1", "doe1999", "book", "The book", (Name("Doe", "Jane"),), publisher="Press", published="1999")
    opened.apply(Edit("Add", (Change(None, item),)))
    opened.close()
    return path


def test_a_work_is_cited_and_listed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "doe1999", "--style", "apa", "--locator", "p. 3") == 0
    assert capsys.readouterr().out == "(Doe, 1999, p. 3)\nDoe, J. (1999). The book. Press.\n"


def test_json_has_the_record_and_says_what_formatted_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "@doe1999", "--style", "vancouver", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["citation"] == "(1)"
    assert told["bibliography"][0]["key"] == "doe1999"
    assert told["items"][0]["author"] == [{"family": "Doe", "given": "Jane"}]
    assert told["engine"] == ("citeproc-js" if engine_file() else "citeproc-py")


def test_a_page_that_names_only_its_last_update_is_dated_by_it_and_its_record_stays(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = CslItem("w2", "page2024", "webpage", "Telegrams", container_title="Mondo", updated="2024-02-25")
    opened = Library.open(library)
    opened.apply(Edit("Add", (Change(None, page),)))
    opened.close()
    assert call(library, "cite", "page2024", "--style", "apa", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["citation"] == "(Telegrams, 2024)"
    assert told["bibliography"][0]["entry"].startswith("Telegrams. (2024")
    assert "issued" not in told["items"][0]
    assert told["items"][0]["note"] == "updated: 2024-02-25"


def test_a_key_that_no_work_has_is_one_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "nobody") == 1
    assert capsys.readouterr().err == "No work in the library has the key “nobody”; see postil sources list.\n"


def test_sources_come_from_a_file_are_listed_shown_and_removed(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.bib"
    file.write_text("@book{roe2001, author={Roe, Richard}, title={Another}, publisher={Press}, year=2001}", "utf-8")
    assert call(library, "sources", "add", str(file)) == 0
    assert call(library, "sources", "list", "--json") == 0
    out = capsys.readouterr().out
    told, _, listed = out.partition("[")
    assert told == "1 source was added.\n@roe2001  Richard Roe, “Another”, Press, 2001\n"
    assert [item["id"] for item in json.loads(f"[{listed}")] == ["doe1999", "roe2001"]
    assert call(library, "sources", "show", "roe2001", "--json") == 0
    assert json.loads(capsys.readouterr().out)["publisher"] == "Press"
    assert call(library, "sources", "remove", "roe2001") == 0
    assert call(library, "sources", "show", "roe2001") == 1


def test_what_was_here_and_what_was_left_out_of_a_work_without_a_title_is_said_in_words(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.bib"
    file.write_text(
        "@book{x, title={The book}, author={Doe, Jane}, publisher={Press}, year=1999}\n"
        "@book{y, author={Title, No}, year={not a year}}",
        "utf-8",
    )
    assert call(library, "sources", "add", str(file)) == 0
    told = capsys.readouterr().err.splitlines()
    assert told == ["1 was here already.", "Untitled: “not a year” is not a year or a date. It is left out."]


def test_a_work_is_made_changed_and_given_another_key_by_hand(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = ("title=The third telegram", "author=Roe, Richard; Berg, Anna", "issued=1999-02", "volume=3")
    assert call(library, "sources", "new", *made) == 0
    assert capsys.readouterr().out == "@roeThirdTelegram1999\n"
    assert call(library, "sources", "edit", "roeThirdTelegram1999", "volume=", "editor=The Club", "type=chapter") == 0
    assert call(library, "sources", "key", "roeThirdTelegram1999", "roe:third") == 0
    assert call(library, "sources", "show", "roe:third", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "id": "roe:third",
        "type": "chapter",
        "editor": [{"literal": "The Club"}],
        "title": "The third telegram",
        "author": [{"family": "Roe", "given": "Richard"}, {"family": "Berg", "given": "Anna"}],
        "issued": {"date-parts": [[1999, 2]]},
    }


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("titel=x", "“titel” is not a field that CSL knows."),
        ("issued=soon", "issued: “soon” is not a date that Postil can keep. Write it as 1941, 1941-06 or 1941-06-22."),
        ("type=letter", "“letter” is not a type that CSL knows."),
        ("nothing", "“nothing” is no FIELD=VALUE; see postil --help."),
    ],
)
def test_a_field_that_is_none_is_refused_with_a_sentence(
    library: Path, capsys: pytest.CaptureFixture[str], pair: str, said: str
) -> None:
    assert call(library, "sources", "edit", "doe1999", pair) != 0
    assert capsys.readouterr().err == f"{said}\n"


def test_notes_follow_a_key_and_are_checked(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = Library.open(library)
    article_id = add_article(opened, title="The article")
    body = "It was so [@doe1999, p. 3].\n\nNobody answered the sixth telegram."
    opened.apply(write_note(article_id, None, body))
    opened.close()
    assert call(library, "sources", "key", "doe1999", "doe:one") == 0
    assert call(library, "check-notes", article_id) == 0
    assert capsys.readouterr().out == (
        "1 note follows.\nThe article: Nobody answered the sixth telegram.\n"
        "    States something, and rests on no quotation or citation\n"
    )
    assert call(library, "sources", "remove", "doe:one") == 0
    assert capsys.readouterr().err == "1 note still cites @doe:one.\n"
    assert call(library, "check-notes", "--json") == 0
    found, unknown = json.loads(capsys.readouterr().out)
    assert (found["trouble"], found["note"]) == ("unsupported", article_id)
    assert found["start"] == body.replace("doe1999", "doe:one").index("Nobody")
    assert (unknown["trouble"], unknown["note"], unknown["start"]) == ("unknown", article_id, body.index("@"))


def test_a_number_that_is_none_is_refused_before_anybody_is_asked(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(library, "sources", "add", "--isbn", "978-0-306-40615-8") == 1
    assert "last digit does not fit" in capsys.readouterr().err
    assert call(library, "sources", "add") == 2


def test_files_that_can_be_read_come_in_and_the_others_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = tmp_path / "library.db"
    (tmp_path / "good.ris").write_text("TY  - BOOK\nTI  - Water\nAU  - Able, Ann\nPY  - 2001\nER  - \n", "utf-8")
    (tmp_path / "bad.txt").write_text("no record at all", "utf-8")
    named = [str(tmp_path / name) for name in ("bad.txt", "good.ris", "gone.bib")]
    assert call(library, "sources", "add", *named) == 1
    told = capsys.readouterr()
    assert "@ableWater2001" in told.out
    assert "“bad.txt” holds no" in told.err
    assert "gone.bib" in told.err
