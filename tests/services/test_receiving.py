"""What becomes of a source when it is taken into a library."""

from pathlib import Path

from new_library import open_library
from postil.domain.sources import Source
from postil.importers import read
from postil.services.importing import receive
from samples import saved_page

PAGE = "<html><body><h1>The lake</h1><p>The lake rose in the night, and everybody went to see it.</p></body></html>"


def test_a_saved_page_was_looked_at_on_the_day_it_was_saved(tmp_path: Path) -> None:
    source = Source("file", saved_page(PAGE), "lake.mhtml", "/home/anna/lake.mhtml")
    library = open_library(tmp_path / "library.postil")
    try:
        arrival = receive(library, source, read(source))
        library.apply(arrival.edit)
        item = library.item(arrival.article_id)
    finally:
        library.close()
    assert item is not None
    assert (item.accessed, item.url) == ("2024-02-25", "https://example.org/lake/")
