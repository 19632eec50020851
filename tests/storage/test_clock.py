"""A clock that is set back: what was made later still comes later."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.records import Highlight, Judgement
from postil.services import highlighting
from postil.storage.checking import check
from postil.storage.library import Library

HOUR = 3_600 * 10**9


@pytest.fixture
def set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock go back by an hour with each look at it."""
    real = time.time_ns()
    looks = iter(range(100_000))
    monkeypatch.setattr(time, "time_ns", lambda: real - next(looks) * HOUR)


@pytest.mark.usefixtures("set_back")
def test_ids_keep_the_order_they_were_made_in() -> None:
    ids = [new_id() for _ in range(200)]
    assert ids == sorted(ids)
    assert len(set(ids)) == 200


@pytest.mark.usefixtures("set_back")
def test_judgements_hold_in_the_order_they_were_made_in(tmp_path: Path) -> None:
    with closing(Library.open(tmp_path / "library.postil")) as library:
        names = ["Stalin", "Dzhugashvili", "Koba"]
        for name in names:
            library.apply(Edit("x", (Change(None, Judgement(new_id(), "rename", "person:stalin", name)),)))
        assert [each.value for each in library.judgements()] == names


def test_a_library_from_the_future_takes_edits_and_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "library.postil"
    with closing(Library.open(path)) as library:
        article_id = add_article(library)
    with monkeypatch.context() as patch:
        real = time.time
        patch.setattr(time, "time", lambda: real() - 86_400 * 400)
        with closing(Library.open(path, for_window=True)) as library:
            edit, made = highlighting.add(revision_of(library, article_id), 4, 9, color="red")
            library.apply(edit)
            assert library.get(Highlight, made.id) == made
            assert check(library) == ()
