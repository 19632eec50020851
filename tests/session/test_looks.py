"""The theme in force, and how it is kept for the next start."""

import json
from pathlib import Path

import pytest

from postil.session.looks import Looks, load_theme
from postil.session.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.ini")
    made.put("reading/theme", "sepia")
    return made


def test_a_second_start_has_the_theme_without_reading_its_file_again(
    qapp: object, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Looks(settings).theme
    monkeypatch.setattr("postil.session.looks.load_theme", None)
    assert Looks(settings).theme == first == load_theme("sepia")


@pytest.mark.parametrize("kept", ["", "no json", "[]", "{}", json.dumps({"stamp": ["sepia", 0, 0], "tokens": {}})])
def test_a_kept_theme_that_is_old_or_broken_is_read_anew(qapp: object, settings: Settings, kept: str) -> None:
    settings.put("window/theme", kept)
    assert Looks(settings).theme == load_theme("sepia")
    assert json.loads(settings.text("window/theme"))["tokens"]["dark"] is False


def test_another_theme_is_not_taken_from_what_was_kept(qapp: object, settings: Settings) -> None:
    Looks(settings)
    settings.put("reading/theme", "dark")
    assert Looks(settings).theme == load_theme("dark")
