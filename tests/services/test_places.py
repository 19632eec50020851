"""Where things are kept when nobody says otherwise."""

import sys
from pathlib import Path

import platformdirs
import pytest

from postil.services.places import log_folder, settings_path


@pytest.mark.skipif(sys.platform != "linux", reason="the shortcut is Linux's")
@pytest.mark.parametrize("value", [None, "", " ", "/elsewhere", "here"])
def test_the_folders_are_those_of_platformdirs(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
        if value is not None:
            monkeypatch.setenv(variable, value)
    assert settings_path() == platformdirs.user_config_path("postil", appauthor=False) / "settings.ini"
    assert log_folder() == platformdirs.user_log_path("postil", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="the shortcut is Linux's")
def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert not settings_path().parent.exists()
    assert settings_path().parent != Path("~/.config/postil")
