import json
from pathlib import Path

from postil.cli.main import run
from postil.domain.edits import Edit
from postil.services.folding import never_fold
from postil.storage.library import Library


def call(*arguments: str) -> int:
    return run(arguments, lambda _path, _target: 0)


def prepared(tmp_path: Path) -> tuple[str, Path]:
    library = tmp_path / "library.postil"
    text = tmp_path / "pier.txt"
    text.write_text("The pier\n\nThe pier fell, according to the Harbour Gazette.\n\nClick to follow us on X!\n")
    assert call("--library", str(library), "add", str(text)) == 0
    return str(library), text


def test_the_provenance_of_an_article_is_printed_in_words(tmp_path: Path, capsys):
    library, text = prepared(tmp_path)
    capsys.readouterr()
    assert call("--library", library, "provenance", "The pier") == 0
    printed = capsys.readouterr().out
    assert f"read from the file {text}" in printed
    assert "none given. The source says nothing." in printed
    assert "It names 1 source." in printed
    assert "1 of 1" in printed


def test_the_provenance_of_an_article_as_json_has_hashes_and_places(tmp_path: Path, capsys):
    library, _ = prepared(tmp_path)
    capsys.readouterr()
    assert call("--library", library, "provenance", "The pier", "--json") == 0
    known = json.loads(capsys.readouterr().out)
    assert {len(known["sha256"]["bytes"]), len(known["sha256"]["text"])} == {64}
    assert known["published"] == {"value": None, "by": "nobody", "printed": None, "origin": None, "guess": False}
    assert [place["text"] for source in known["sources"] for place in source["places"]] == [
        "according to the Harbour Gazette"
    ]
    assert known["source"]["kind"] == "file"
    assert len(known["revisions"]) == 1


def test_an_article_is_shown_as_the_reader_folds_it(tmp_path: Path, capsys):
    path, _ = prepared(tmp_path)

    def flags() -> list[str | None]:
        capsys.readouterr()
        assert call("--library", path, "show", "The pier", "--json") == 0
        return [block["boilerplate"] for block in json.loads(capsys.readouterr().out)["blocks"]]

    assert flags()[-1] == "plea"
    library = Library.open(Path(path))
    edit: Edit = never_fold((), "", "plea")
    library.apply(edit)
    library.close()
    assert flags()[-1] is None
