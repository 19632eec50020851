"""What holds for all of some articles, which the menu of the list offers to turn."""

import pytest

from desks import add_article
from new_library import open_library
from postil.services import collections, shelving
from postil.storage.collections import shared_by
from postil.storage.listing import numbers_of


@pytest.fixture
def library(tmp_path):
    made = open_library(tmp_path / "library.postil")
    yield made
    made.close()


def test_only_what_holds_for_each_of_them_holds_for_all(library):
    ids = [add_article(library, f"Words {number}", title=f"Title {number}") for number in range(3)]
    edit, war = collections.make(library, "War")
    library.apply(edit)
    library.apply(shelving.mark(library, ids, favourite=True))
    library.apply(shelving.mark(library, ids[:2], later=True))
    library.apply(collections.put(library, war, ids[:2]))
    two, three = (shared_by(library, numbers_of(library, some)) for some in (ids[:2], ids))
    assert (two.number, two.favourite, two.later, two.collections) == (2, True, True, {war.id})
    assert (three.number, three.favourite, three.later, three.collections) == (3, True, False, frozenset())
    assert not three.trashed
    library.apply(shelving.put_away(library, ids))
    assert shared_by(library, numbers_of(library, ids)).trashed
