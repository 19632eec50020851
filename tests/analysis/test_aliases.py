"""Which names are joined, on what evidence, and which stay apart."""

import re

import pytest

from postil.analysis.aliases import entities
from postil.analysis.spans import Found
from postil.domain.entities import EntityKind

_KINDS: dict[str, EntityKind] = {"P": "person", "L": "place", "O": "organisation", "E": "event"}


def joined(marked: str) -> list[list[str]]:
    """Return the names of each entity of a text whose names stand in brackets, "[Ann Lee P]", in the order of both."""
    text, found, last = "", list[Found](), 0
    for match in re.finditer(r"\[(?P<name>[^\]]+) (?P<kind>[PLOE])\]", marked):
        text += marked[last : match.start()]
        found.append(Found(len(text), len(text) + len(match["name"]), _KINDS[match["kind"]], "Found."))
        text += match["name"]
        last = match.end()
    made = entities(text + marked[last:], found)
    assert all(mention.reason for entity in made for mention in entity.mentions)
    return [[mention.text for mention in entity.mentions] for entity in made]


@pytest.mark.parametrize(
    "marked",
    [
        "[Clara Hart P] left. [Hart P] came back. [Clara P] wrote.",
        "Mr. [Clay P] rose. [Henry Clay P] had spoken.",
        "[Lord Melbury P] was deaf. [Melbury P] left.",
        "[Thomas Hart Benton P] and later [Thomas H. Benton P].",
        "[Miguel de la Cerda P] came. [De la Cerda P] was ill.",
        "[Jürgen Müller P] and, in English, [Juergen Mueller P].",
        "[Chou En-lai P] is [Zhou Enlai P] now; [Zhou P] stayed.",
        "[Sergei Kirov P] or [Sergey Kirov P].",
        "[Yan'an L] was [Yenan L] then.",
        "The [Social Democratic Party of Norway O] ([SPN O]) split, and the [SPN O] lost.",
        "The [Social Democratic Party of Germany O] ([SPD O]) split.",
        "[St. Albans L] is [Saint Albans L].",
        "[Danzig L] is [Gdańsk L].",
        "The [Pan American Health Organization O] (PAHO) met. [PAHO O] asked.",
        "The [Communist International O] (Comintern) met. The [Comintern O] asked.",
        "[Harland Steel Corp. O] and [Harland Steel O].",
        "[Samsung Electronics Co. O] said so. [Samsung O] denied it.",
        "The [Eighth Army O] and the [8th Army O].",
        "[Operation Torch E] began. [Torch E] was late.",
        "The [United States L] and the [U.S. L] and the [USA L].",
    ],
)
def test_forms_of_one_name_are_one(marked: str) -> None:
    assert len(joined(marked)) == 1


@pytest.mark.parametrize(
    ("marked", "number"),
    [
        ("[Ann Lee P] and [Sam Lee P] left.", 2),
        ("[Ivan Sorokin P] died. Mrs [Sorokin P] lived.", 2),
        ("Gen. [Winfield Scott P] bowed to Mrs. [Scott P].", 2),
        ("[William Hale P] and [William Hale Jr. P].", 2),
        ("[John Quincy Adams P] and his father, Mr. [John Adams P].", 2),
        ("The [Holt P] family rose. [Ann Holt P] fell.", 2),
        ("[Peter Harland P] founded [Harland Steel Corp. O]. [Harland P] lost money.", 3),
        ("[Ford Foundation O] and [Ford Motor Co. O].", 2),
        ("[Li Dan P] and [Li Tan P].", 2),
        ("[Smith P] left. [Smith P] came. [Smith P] wrote. Then [Weaver Smith P] came.", 2),
        ("[North Korea L] and [South Korea L].", 2),
        ("[World War I E] and [World War II E].", 2),
        ("[Charles I P] and [Charles II P]. [Charles P] left.", 3),
        ("[Charles II P] laughed. [Charles Smith P] did not.", 2),
        ("The [Social Union O] ([SXQ O]) split.", 2),
    ],
)
def test_names_that_weak_evidence_alone_would_join_stay_apart(marked: str, number: int) -> None:
    assert len(joined(marked)) == number


def test_a_surname_is_the_only_bearers_until_another_is_named() -> None:
    made = joined("[Paul Hendricks P] ran. [Hendricks P] won. His wife, [Mary Hendricks P], left. [Hendricks P] wept.")
    assert made == [["Paul Hendricks", "Hendricks"], ["Mary Hendricks"], ["Hendricks"]]


def test_a_title_tells_two_bearers_apart() -> None:
    made = joined(
        "General [James Thorn P] and Colonel [Edward Thorn P]. General [Thorn P] held. Colonel [Thorn P] fled. "
        "[Jane Ortega P] and [Luis Ortega P]. Ms. [Ortega P] and Mr. [Ortega P]."
    )
    assert [len(names) for names in made] == [2, 2, 2, 2]


def test_a_woman_keeps_her_name_after_her_title() -> None:
    assert joined("[Clara Hart P] and [Edwin Hart P]. Miss [Hart P] left.") == [["Clara Hart", "Hart"], ["Edwin Hart"]]
