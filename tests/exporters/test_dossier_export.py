from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.dossier import Companion, Dossier, NamedIn, Naming, Touching
from postil.domain.records import EntityNote
from postil.exporters.checking import ExportMismatch
from postil.exporters.dossier import check_dossier, export_dossier

NAMING = Naming(14, 18, "Berg", "Then Berg left.", 5, "Named so.")
DOSSIER = Dossier(
    "person:anna berg",
    "Anna Berg",
    "person",
    (("Berg", 1),),
    (NamedIn("a1", "r1", "A walk", "The Times", "1941-06", (NAMING,)),),
    (Companion("place:oslo", "Oslo", "place", 1, 1),),
    (Touching("h1", "a1", "A walk", "Berg left", "Why?", "yellow"),),
    EntityNote("person:anna berg", "Born in *Oslo*.", "Q855", "101715089"),
    2,
)


def test_it_holds_names_companions_mentions_highlights_and_links():
    rendered = export_dossier(DOSSIER, exported="2026-01-01T00:00:00Z")
    for part in (
        "# Anna Berg",
        "Born in *Oslo*.",
        "https://www.wikidata.org/wiki/Q855",
        "https://viaf.org/viaf/101715089",
        "- Berg (1)",
        "- Oslo (1 sentence, 1 article)",
        "### A walk",
        "(postil://article/a1#at=14-18&version=r1)",
        "> Then Berg left.",
        "(postil://article/a1#highlight=h1)",
        "2 articles of the library were not looked through yet",
    ):
        assert part in rendered


def test_a_mask_stands_as_printed_with_the_identification_beside_it():
    masked = replace(
        NAMING, words="**", sentence="He wrote to ** again.", masked=True, confidence="likely", reason="By hand"
    )
    found = replace(DOSSIER, articles=(replace(DOSSIER.articles[0], namings=(masked,)),))
    rendered = export_dossier(found, exported="")
    assert "(masked, likely, By hand)" in rendered
    assert "> He wrote to \\*\\* again." in rendered


def test_a_changed_sentence_is_not_let_through():
    rendered = export_dossier(DOSSIER, exported="").replace("Then Berg left", "Then Berg stayed")
    with pytest.raises(ExportMismatch):
        check_dossier(rendered, DOSSIER)


_HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from("*_`#<>[]()|~$\\&!-=+.1 \"'%^:@{}é某"), st.characters(categories=["L", "P"])),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()) or "x")


@given(_HOSTILE, _HOSTILE, _HOSTILE)
@settings(max_examples=100, deadline=None)
def test_whatever_stands_in_an_article_reads_back_to_the_letter(title: str, sentence: str, note: str):
    named = NamedIn("a1", "r1", title, title, "", (replace(NAMING, words=sentence, sentence=sentence),))
    found = replace(
        DOSSIER,
        name=title,
        articles=(named,),
        touching=(Touching("h1", "a1", title, sentence, note, "yellow"),),
        note=EntityNote("person:anna berg", note),
    )
    export_dossier(found, exported="")
