"""What a start names, before it is opened or handed to the window that is there."""

import pytest

from postil.app.targets import from_here, parse_link
from postil.session.workspace import Passage


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "a b.txt"
    path.write_text("Words.", "utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_a_file_means_the_same_from_another_folder(file):
    assert from_here("a b.txt") == str(file)


def test_a_desktop_names_files_as_addresses(file):
    assert from_here(file.as_uri()) == str(file)


@pytest.mark.parametrize(
    "target", ["", "postil://article/1#highlight=2", "https://example.org/a.txt", "A title", "file:"]
)
def test_all_else_stays_as_it_is(file, target):
    assert from_here(target) == target


def test_a_name_too_long_for_a_file_is_none(file):
    assert from_here("long " * 2000) == "long " * 2000


def test_a_link_may_lead_to_a_place_in_a_version() -> None:
    link = parse_link("postil://article/a1#at=120-131&version=r1")
    assert (link.article_id, link.highlight_id, link.revision_id) == ("a1", "", "r1")
    assert link.passage == Passage(120, 131)


@pytest.mark.parametrize("place", ["at=12", "at=a-b", "at=-1-2", "at=", "at=1-2-3"])
def test_a_place_that_is_none_leads_to_the_article(place: str) -> None:
    assert parse_link(f"postil://article/a1#{place}").passage is None
