import json

import pytest

from dossiers import FIRST, SECOND, add_found, found_in
from new_library import open_library
from postil.cli.main import run
from postil.services import judging
from postil.storage.library import Library


@pytest.fixture
def postil(tmp_path, capsys):
    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_found(library, FIRST)
    _, second = add_found(library, SECOND)
    del second
    library.close()

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--library", str(path), *arguments], lambda library, target: 0)
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_dossier_lists_every_mention_with_its_sentence(postil):
    code, out, _ = postil("dossier", "Anna Berg", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["id"] == "person:anna berg"
    assert [article["title"] for article in found["articles"]] == ["A letter", "A walk"]
    first = found["articles"][1]["mentions"][0]
    assert FIRST[first["start"] : first["end"]] == first["text"] == "Anna Berg"
    assert first["sentence"] == "Anna Berg met Ida Holm in Oslo."
    assert {each["name"] for each in found["with"]} == {"Ida Holm", "Oslo", "Bergen"}


def test_a_dossier_goes_out_as_markdown_with_links(postil):
    code, out, _ = postil("dossier", "person:anna berg", "--markdown")
    assert code == 0
    assert "# Anna Berg" in out
    assert "#at=7-16&version=" in out


def test_a_dossier_is_readable_as_it_is(postil):
    _, out, _ = postil("dossier", "holm")
    assert "Ida Holm  (person:ida holm)" in out
    assert "Ida Holm read it to Berg in Bergen." in out


def test_nobody_of_that_name_is_a_sentence(postil):
    code, _, err = postil("dossier", "Nobody")
    assert code == 1
    assert err.count("\n") == 1
    assert postil("dossier", "person:nobody")[0] == 1


def test_entities_tell_of_suggestions_quantities_and_identified_masks(tmp_path, postil):
    library = open_library(tmp_path / "library.postil")
    article_id, revision = add_found(library, "Another\nAnna Berg met **.")
    library.apply(
        judging.identify(revision, found_in(revision.document.text).masks[0], "person:zoe", "likely", name="Zoë")
    )
    library.close()
    _, out, _ = postil("entities", article_id, "--json")
    (found,) = json.loads(out)
    assert found["suggestions"] == []
    assert found["quantities"] == []
    assert found["masks"][0] | {"start": 0, "end": 0} == {
        "start": 0, "end": 0, "text": "**", "number": 1, "same": None, "identified": "person:zoe", "name": "Zoë",
        "confidence": "likely", "reason": None,
    }  # fmt: skip
    assert found["entities"][0]["mentions"][0]["reason"] == "Named so."
