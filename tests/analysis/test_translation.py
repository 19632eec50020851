import json
from pathlib import Path

import pytest

from postil.analysis.translation import Impression, impression
from postil.domain.languages import detect_language
from postil.domain.sources import Source
from postil.importers import read

PLAIN = " ".join(
    f"The keeper of the light wrote number {number} in the book by the door, and a boat passed to the north of it."
    for number in "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)


def kinds(text: str) -> dict[str, int]:
    return {sign.name: len(sign.places) for sign in impression(text, "en").signs}


def test_plain_english_shows_no_signs():
    assert impression(PLAIN, "en") == Impression("unlikely")


def test_too_short_a_text_or_one_in_another_language_is_not_judged():
    assert impression("How to do it? How to do it?", "en") == Impression("unknown")
    assert impression(PLAIN, "de") == Impression("unknown")
    assert impression(PLAIN, "en-GB").verdict == "unlikely"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("question without a subject", "How to rescue the boat from the rocks?"),
        ("word beside itself", "There were boats and boats in it."),
        ("doubled word", "He saw the the light."),
        ("voice of one side", "Then our army came to the lighthouse."),
        ("carried-over phrase", "As everyone knows, the lamp plays an important role."),
        ("punctuation of another script", "The lamp was lit， and the boat came。"),
        ("words left untranslated", "The keeper was called 灯塔 by the fishers."),
        ("missing space", "The boat came.Then it went."),
        ("space before a mark", "The boat came , and it went ."),
        ("doubled quotation marks", 'He called it ""home"" at once.'),
    ],
)
def test_a_sign_that_comes_again_is_told_with_its_places(name: str, sentence: str):
    text = f"{PLAIN}\n{sentence}\n{PLAIN}\n{sentence}"
    found = {sign.name: sign for sign in impression(text, "en").signs}
    assert name in found
    sentences = {text[start:end] for start, end in found[name].places}
    assert all(words in sentence for words in sentences)


def test_a_long_text_shows_what_its_parts_show():
    often = "\n".join([PLAIN, "How to rescue the boat from the rocks?"] * 100)
    (sign,) = impression(often, "en").signs
    assert len(often) > 100_000
    assert [often[start:end] for start, end in sign.places] == ["How to rescue the boat from the rocks?"] * 100


def test_one_kind_of_sign_proves_nothing():
    text = "\n".join([PLAIN, *["How to rescue the boat from the rocks?"] * 5])
    assert list(kinds(text)) == ["question without a subject"]
    assert impression(text, "en").verdict == "unlikely"


def test_several_kinds_make_it_likely_the_strongest_first():
    said = [
        "How to do that?",
        "There were boats and boats.",
        "The boat came.Then it went.",
        "The lamp was lit。 So was",
    ]
    made = impression("\n".join([PLAIN, *said, PLAIN, *said]), "en")
    assert made.verdict == "likely"
    assert [sign.weight for sign in made.signs] == sorted((sign.weight for sign in made.signs), reverse=True)


def test_an_odd_quotation_is_the_paragraph_that_it_stands_in():
    odd = "“The light is out, said the keeper, and he went below without a word."
    text = f"{PLAIN}\n{odd}\n{PLAIN}"
    assert kinds(text) == {"unbalanced quotation marks": 1}
    goes_on = f"{PLAIN}\n{odd}\n“And so it stays.”\n{PLAIN}"
    assert kinds(goes_on) == {}


def test_the_masked_article_reads_like_a_machine_translation(masked_article: Path):
    imported = read(Source("file", masked_article.read_bytes(), masked_article.name))
    made = impression(imported.document.text, imported.language)
    assert made.verdict == "likely"
    assert len(made.signs) >= 3


def test_no_article_of_the_shared_collections_is_taken_for_a_machine_translation(shared: Path):
    texts = [
        entry["text"]
        for name in ("uner_ewt_dev", "wikigold_even")
        for entry in json.loads((shared / "data" / "entities" / f"{name}.json").read_text())
    ]
    judged = [impression(text, "en").verdict for text in texts]
    assert sum(verdict != "unknown" for verdict in judged) > 80
    assert {*judged} <= {"unknown", "unlikely"}


def test_no_page_of_the_shared_collection_is_taken_for_a_machine_translation(shared: Path):
    pages = sorted((shared / "data" / "html-readability").glob("*/source.html"))[:24]
    if not pages:
        pytest.skip("the shared pages are not beside this checkout")
    texts = [read(Source("file", page.read_bytes(), "page.html")).document.text for page in pages]
    judged = {impression(text, detect_language(text)).verdict for text in texts}
    assert judged <= {"unknown", "unlikely"}
