"""Citation styles that the reader gives: read as data, or refused in a sentence."""

from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.services.styles import OFFERED, find_style, style_tree, take_style

_STYLE = '<?xml version="1.0" encoding="{encoding}"?>{doctype}<style xmlns="http://purl.org/net/xbiblio/csl"><info/><citation><layout/></citation></style>'
_BOMB = '<!DOCTYPE style [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_a_style_of_the_readers_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(_STYLE.format(encoding="utf-8", doctype=""), "utf-8")
    assert style_tree(path, tmp_path)["name"] == "style"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_style_with_entities_is_refused_in_whatever_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "bomb.csl"
    path.write_bytes(_STYLE.format(encoding=encoding, doctype=_BOMB).encode(encoding))
    with pytest.raises(Problem, match="not a citation style"):
        style_tree(path, tmp_path)


def test_two_styles_that_depend_on_each_other_are_refused(tmp_path: Path) -> None:
    for name, other in (("one", "two"), ("two", "one")):
        link = f'<link rel="independent-parent" href="http://www.zotero.org/styles/{other}"/>'
        (tmp_path / f"{name}.csl").write_text(
            f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{link}</info></style>', "utf-8"
        )
    with pytest.raises(Problem, match="not a citation style that can be used"):
        style_tree(tmp_path / "one.csl", tmp_path)


def test_a_style_whose_parent_is_not_here_is_refused_until_that_comes(tmp_path: Path) -> None:
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/no-such-parent"/>'
    kept = tmp_path / "kept"
    journal = tmp_path / "journal.csl"
    journal.write_text(f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{link}</info></style>', "utf-8")
    with pytest.raises(Problem, match=r"Add no-such-parent\.csl first"):
        take_style(journal, kept)
    assert not list(kept.glob("*"))
    parent = tmp_path / "no-such-parent.csl"
    parent.write_text('<style xmlns="http://purl.org/net/xbiblio/csl"><citation/></style>', "utf-8")
    take_style(parent, kept)
    assert take_style(journal, kept).name == "journal"


def test_a_locale_is_no_style(tmp_path: Path) -> None:
    locale = tmp_path / "locale.csl"
    locale.write_text('<locale xmlns="http://purl.org/net/xbiblio/csl"/>', "utf-8")
    with pytest.raises(Problem, match="not a citation style"):
        take_style(locale, tmp_path / "kept")


@pytest.mark.parametrize(
    ("macros", "told"),
    [
        ('<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', "comes back to itself"),
        ('<macro name="a"><group><text macro="a"/></group></macro>', "comes back to itself"),
        ('<macro name="a"><text macro="gone"/></macro>', "“gone”, which is not in it"),
    ],
)
def test_a_style_whose_macros_go_round_or_are_missing_is_refused_with_the_reason(
    tmp_path: Path, macros: str, told: str
) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(
        f'<style xmlns="http://purl.org/net/xbiblio/csl"><info/>{macros}'
        '<citation><layout><text macro="a"/></layout></citation></style>',
        "utf-8",
    )
    with pytest.raises(Problem, match=told):
        style_tree(path, tmp_path)
    with pytest.raises(Problem, match=told):
        take_style(path, tmp_path / "kept")


@pytest.mark.parametrize("style", [style.name for style in OFFERED])
def test_the_macros_of_the_styles_that_come_with_postil_are_all_there(tmp_path: Path, style: str) -> None:
    assert style_tree(find_style(style, tmp_path), tmp_path)["name"] == "style"
