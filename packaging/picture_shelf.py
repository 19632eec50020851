"""A library with more than one article, for the pictures of what looks over all of them; every word is our own."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

ARTICLES = {
    "A cook remembers the hut at Framheim": (
        "The cook counted the loaves each evening and wrote the number beside the door. On 20 October 1911 he wrote "
        "that 52 dogs had been fed before the sledges left, and that nobody spoke at breakfast.\n\n"
        "When the men came back in January 1912 he had coffee ready, though no one had told him the day."
    ),
    "What the ponies ate": (
        "Ponies need hay, and hay needs room in a ship. The Terra Nova carried 45 tons of it in 1910.\n\n"
        "A sledge that a pony pulls is heavy; a sledge that dogs pull is quick. That was known before anyone sailed."
    ),
    "Letters from Hobart, 1912": (
        "The telegram left Hobart in March 1912. It was short, since each word was paid for.\n\n"
        "Roald Amundsen had asked that nobody in the town be told before his brother was."
    ),
    "How cold is too cold for a compass": (
        "Spirit freezes late, oil sooner. A compass filled with the wrong one stands still below minus 40 degrees."
    ),
    "Ten facts about penguins": "The first is that they do not live at the North Pole. The other nine follow from it.",
}
WORKS = """
@book{huntford1999, author={Huntford, Roland}, title={The Last Place on Earth}, publisher={Modern Library}, year={1999}}
@book{solomon2001, author={Solomon, Susan}, title={The Coldest March}, publisher={Yale University Press}, year={2001}}
@book{cherry1922, author={Cherry-Garrard, Apsley}, title={The Worst Journey in the World}, publisher={Constable},
  year={1922}}
@article{may2013, author={May, Karen}, title={Could Captain Scott have been saved?}, journal={Polar Record},
  year={2013}, volume={49}, number={1}, pages={72--90}}
"""
"""Works that there are, in records written by hand."""


def fill_shelf(marked: Path, target: Path) -> None:
    """Copy a library with the sample in it to ``target`` and put articles, collections, works and backups there."""
    from postil import importers
    from postil.domain.sources import Source
    from postil.services import collections, importing, shelving
    from postil.services.adding_sources import read_pasted
    from postil.services.analysing import known_analysis
    from postil.services.sources import add_records
    from postil.storage.backups import make_backup
    from postil.storage.library import Library

    shutil.copy(marked, target)
    today = datetime.now(UTC)
    make_backup(target, now=today - timedelta(days=3))
    library = Library.open(target)
    sample = library.items()[0].id
    ids: list[str] = []
    for title, text in ARTICLES.items():
        source = Source("text", f"{title}\n\n{text}".encode(), f"{title}.txt")
        arrival = importing.receive(library, source, importers.read(source))
        library.apply(arrival.edit)
        known_analysis(library, library.revision(library.article(arrival.article_id).revision_id), make=True)
        ids.append(arrival.article_id)
    cook, ponies, letters, compass, penguins = ids
    for name, members in (("Chapter 2: the race", [sample, cook, letters]), ("Instruments", [compass])):
        library.apply(collections.make(library, name, members)[0])
    for edit in (
        shelving.mark(library, [letters, compass], later=True),
        shelving.mark(library, [sample], favourite=True),
        shelving.tag(library, [cook, ponies], add=["dogs and ponies"]),
        add_records(library, read_pasted(WORKS)).edit,
    ):
        library.apply(edit)
    make_backup(target, now=today - timedelta(days=1))
    library.apply(shelving.put_away(library, [penguins]))
    library.close()
