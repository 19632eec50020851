from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from postil.session.looks import Looks, load_theme
from postil.session.settings import SETTINGS, Settings

THEMES = ("light", "sepia", "dark")


@pytest.fixture
def settings(qtbot: QtBot, tmp_path: Path) -> Settings:
    del qtbot
    return Settings(tmp_path / "settings.ini")


def test_every_setting_has_its_default_and_a_value_of_its_kind(settings: Settings) -> None:
    for key, setting in SETTINGS.items():
        if isinstance(setting.default, bool):
            assert settings.flag(key) is setting.default
        elif isinstance(setting.default, str):
            assert settings.text(key) == setting.default
        else:
            assert settings.number(key) == setting.default


def test_what_is_put_is_kept_for_the_next_start(settings: Settings, tmp_path: Path) -> None:
    settings.put("reading/size", 17)
    settings.put("reading/boilerplate", True)
    settings.put("reading/theme", "sepia")
    settings.flush()
    again = Settings(tmp_path / "settings.ini")
    assert (again.number("reading/size"), again.flag("reading/boilerplate")) == (17, True)
    assert again.text("reading/theme") == "sepia"


def test_a_spoilt_value_is_taken_for_the_default_or_the_nearest_bound(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "settings.ini").write_text("[reading]\nsize=huge\ntheme=pink\nmeasure=9000\n", "utf-8")
    spoilt = Settings(tmp_path / "settings.ini")
    assert spoilt.number("reading/size") == SETTINGS["reading/size"].default
    assert spoilt.text("reading/theme") == "system"
    assert spoilt.number("reading/measure") == SETTINGS["reading/measure"].highest
    del settings


def test_only_a_change_is_told(settings: Settings, qtbot: QtBot) -> None:
    with qtbot.waitSignal(settings.changed):
        settings.put("reading/size", 17)
    with qtbot.assertNotEmitted(settings.changed):
        settings.put("reading/size", 17)


def test_an_undeclared_setting_is_our_own_mistake(settings: Settings) -> None:
    with pytest.raises(KeyError):
        settings.put("reading/colour", "red")


def luminance(color: str) -> float:
    """Return the relative luminance of "#rrggbb" (WCAG 2.2)."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_ground(name: str) -> None:
    theme = load_theme(name)
    window, page = theme.window, theme.page
    for ground in ("background", "surface", "raised", "selection", "hover"):
        assert contrast(window["text"], window[ground]) >= 4.5, ground
    for ground in ("background", "surface", "raised"):
        assert contrast(window["muted"], window[ground]) >= 4.5, ground
        assert contrast(window["danger"], window[ground]) >= 4.5, ground
    assert contrast(window["accent_text"], window["accent"]) >= 4.5
    for role in ("text", "muted", "link"):
        assert contrast(page[role], page["page"]) >= 4.5, role
    for tone in theme.tones.values():
        assert contrast(page["text"], tone) >= 4.5, tone
    for ground in ("removed", "added"):
        assert contrast(theme.window["text"], page[ground]) >= 4.5, ground
    for kind, color in theme.entities.items():
        assert contrast(color, page["page"]) >= 3, kind


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_has_the_same_tokens(name: str) -> None:
    theme, light = load_theme(name), load_theme("light")
    for group in ("window", "page", "tones", "inks", "entities"):
        assert set(getattr(theme, group)) == set(getattr(light, group))


def test_a_chosen_theme_is_in_force_and_told(settings: Settings, qtbot: QtBot) -> None:
    looks = Looks(settings)
    with qtbot.waitSignal(looks.changed):
        settings.put("reading/theme", "dark" if not looks.theme.dark else "light")
    settings.put("reading/theme", "sepia")
    assert looks.theme.name == "sepia"
