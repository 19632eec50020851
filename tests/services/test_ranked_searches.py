"""What is found does not depend on the order in which it is shown."""

import pytest

from desks import add_article
from postil.services.searching import counted, search
from postil.storage.library import Library


@pytest.mark.parametrize(
    "query", ["(fox NOT hounds) OR zebra", "zebra OR (fox -hounds)", "(owl OR (fox NOT hounds)) den"]
)
@pytest.mark.parametrize("is_ranked", [True, False])
def test_a_word_refused_within_parentheses_is_refused_in_titles_too(
    library: Library, query: str, is_ranked: bool
) -> None:
    add_article(library, "The fox\nIt left its den, fox after fox, before the hounds came.")
    add_article(library, "The fox again\nNobody came to the den of the fox.", key="again")
    found = search(library, query, ranked=is_ranked)
    assert [hit.title.text for hit in found.hits if hit.kind == "article"] == ["The fox again"]
    assert dict(counted(library, query))["article"] == 1
