"""Guesses for the reader, never applied: roles, short names, masks; and the names of peoples."""

import json

from postil.analysis.demonyms import with_demonyms
from postil.analysis.masks import find_masks
from postil.analysis.suggesting import suggestions
from postil.domain.entities import Entity, EntityKind, Mention, Suggestion, entity_key


def entity(text: str, name: str, kind: EntityKind = "person", *, times: int = 0) -> Entity:
    """Return an entity mentioned wherever its name stands, or only the first ``times`` of them."""
    mentions: list[Mention] = []
    start = text.find(name)
    while start >= 0:
        mentions.append(Mention(start, start + len(name), name))
        start = text.find(name, start + 1)
    return Entity(entity_key(kind, name), name, kind, tuple(mentions[: times or None]))


def guesses(text: str, *entities: Entity) -> list[tuple[str, str]]:
    made = suggestions(text, entities, find_masks(text))
    return [(text[each.start : each.end], each.candidate) for each in made]


def test_a_role_is_guessed_to_be_who_the_text_gives_that_title() -> None:
    text = "Chairman Holt spoke. Later the chairman left. The king, Edmund Roy, stayed."
    assert guesses(text, entity(text, "Holt"), entity(text, "Edmund Roy")) == [("the chairman", "person:holt")]


def test_a_role_of_something_or_before_a_name_is_no_guess() -> None:
    text = "Chairman Holt spoke. The chairman of the board, and the chairman Lee, left."
    assert guesses(text, entity(text, "Holt")) == []


def test_two_names_that_may_have_run_together_are_asked_about() -> None:
    text = "Holt came. Holt left. Holt wrote. Weaver Holt was named once."
    holt = entity(text, "Holt", times=3)
    (guess,) = suggestions(text, (holt, entity(text, "Weaver Holt")), ())
    assert (guess.subject, guess.candidate) == ("person:weaver holt", "person:holt")
    assert "ran together" in guess.reason


def test_a_short_name_of_several_is_asked_about() -> None:
    text = "Ann Lee met Sam Lee. Then Lee left."
    lee = Entity("person:lee", "Lee", "person", (Mention(26, 29, "Lee"),))
    assert guesses(text, entity(text, "Ann Lee"), entity(text, "Sam Lee"), lee) == [
        ("Lee", "person:ann lee"),
        ("Lee", "person:sam lee"),
    ]


def test_who_is_named_in_the_sentence_of_a_mask_is_not_guessed_for_it() -> None:
    text = "Comrade Holt spoke of Comrade ** and left. Nobody knew why. Comrade ** stayed at home."
    made = suggestions(text, (entity(text, "Holt"),), find_masks(text))
    assert [each.start for each in made] == [text.rindex("**")]
    assert "title before the mask" in made[0].reason


def test_a_mask_that_hides_a_thing_has_no_candidate() -> None:
    text = "Comrade Holt left. They got new ** equipment."
    assert guesses(text, entity(text, "Holt")) == []


def test_guesses_are_bounded_ordered_and_explained() -> None:
    text = "Ann Holt, Sam Holt, Joe Holt, Eve Holt and Max Holt. Comrade ** came. Holt left."
    names = ["Ann Holt", "Sam Holt", "Joe Holt", "Eve Holt", "Max Holt"]
    last = text.rindex("Holt")
    holt = Entity("person:holt", "Holt", "person", (Mention(last, last + 4, "Holt"),))
    made: tuple[Suggestion, ...] = suggestions(text, (*(entity(text, name) for name in names), holt), find_masks(text))
    assert made
    for place in {(each.start, each.end) for each in made}:
        scores = [each.score for each in made if (each.start, each.end) == place]
        assert len(scores) <= 3
        assert scores == sorted(scores, reverse=True)
    assert all(each.reason.endswith(".") and 0 < each.score <= 1 for each in made)


def test_a_people_belongs_to_its_place_where_the_text_names_that() -> None:
    text = "France fell. The French left; a French poet wrote in French. The German army came to France."
    (france,) = with_demonyms(text, (entity(text, "France", "place"),))
    assert [mention.start for mention in france.demonyms] == [text.index("French"), text.index("French poet")]
    assert "France" in france.demonyms[0].reason


def test_a_people_inside_another_name_is_that_names() -> None:
    text = "Germany signed the Soviet-German pact. German troops left."
    germany, pact = with_demonyms(text, (entity(text, "Germany", "place"), entity(text, "Soviet-German pact", "event")))
    assert [mention.start for mention in germany.demonyms] == [text.index("German troops")]
    assert pact.demonyms == ()


def test_the_masked_article_asks_about_its_chairman_and_its_garbled_name(masked_article) -> None:
    from postil.analysis import analyse

    text = masked_article.read_text("utf-8")
    gold = json.loads(masked_article.with_suffix(".entities.json").read_text("utf-8"))
    found = analyse(text, "en")
    asked = {text[each.start : each.end] for each in found.suggestions}
    assert "the chairman" in asked
    assert "Dimitrov Stalin" in asked or "Dimitrov" in asked
    masks = {(span["start"], span["end"]) for span in gold if span["type"] == "MASKED"}
    assert {(mask.start, mask.end) for mask in found.masks} == masks
    assert any((each.start, each.end) in masks for each in found.suggestions)
    assert all(mention.reason for each in found.entities for mention in each.mentions)


def test_only_who_the_headline_alone_names_is_guessed_for_that() -> None:
    text = "How Edmund Holt answered\nBy Anna Marlow, 3 March 2021\nRoy Vane spoke. Comrade ** stayed silent for years."
    made = suggestions(
        text, [entity(text, name) for name in ("Edmund Holt", "Anna Marlow", "Roy Vane")], find_masks(text)
    )
    assert [(each.candidate, each.reason) for each in made] == [
        ("person:edmund holt", "Edmund Holt is named in the headline and nowhere else.")
    ]
