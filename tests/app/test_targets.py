"""What a start names, before it is opened or handed to the window that is there."""

import pytest

from postil.app.targets import from_here


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
