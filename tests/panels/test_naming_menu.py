"""What the menu in the text offers at a name, a people, a masked name and a date."""

from types import SimpleNamespace
from typing import cast

import pytest

from desks import add_article
from postil.domain.entities import Analysis, DateMention, Entity, Mask, Mention
from postil.panels.article.naming_menu import NamingMenu
from postil.session.desk import Desk
from postil.session.workspace import EntityWish, Passage

TEXT = "Names\nMolotov went to Moscow. The Soviet envoy met ** on June 22, 1941."
ANALYSIS = Analysis(
    "1",
    "en",
    (
        Entity("person:molotov", "Molotov", "person", (Mention(6, 13, "Molotov"),)),
        Entity(
            "place:soviet union",
            "Soviet Union",
            "place",
            (Mention(22, 28, "Moscow"),),
            (Mention(34, 40, "Soviet"),),
        ),
    ),
    (DateMention(TEXT.index("June"), TEXT.index("June") + 13, "June 22, 1941", "1941-06-22"),),
    (Mask(TEXT.index("**"), TEXT.index("**") + 2, "**"),),
)


class Menu:
    """The entries at a place, and the wishes that came of choosing one."""

    def __init__(self, desk: Desk) -> None:
        desk.workspace.open_article(add_article(desk.workspace.library, TEXT))
        found = SimpleNamespace(workspace=desk.workspace, findings=SimpleNamespace(analysis=ANALYSIS))
        self._menu = NamingMenu(cast("Desk", found))
        self.wishes: list[EntityWish] = []
        self.shown: list[Passage] = []
        desk.workspace.entity_requested.connect(self.wishes.append)
        desk.workspace.mention_requested.connect(self.shown.append)

    def labels(self, words: str) -> list[str]:
        return [label for label, _ in self._menu.entries(TEXT.index(words) + 1)]

    def choose(self, words: str, label: str) -> None:
        dict(self._menu.entries(TEXT.index(words) + 1))[label]()


@pytest.fixture
def menu(desk: Desk, unanalysed: None) -> Menu:
    return Menu(desk)


def test_a_name_opens_its_dossier(menu: Menu) -> None:
    menu.choose("Molotov", "Open dossier of “Molotov”")
    assert menu.wishes == [EntityWish("dossier", "person:molotov")]
    menu.choose("Molotov", "Show “Molotov” among the names")
    assert menu.shown == [Passage(7, 8)]


def test_a_people_opens_the_dossier_of_its_place(menu: Menu) -> None:
    assert "Show “Soviet Union” among the names" not in menu.labels("Soviet")
    menu.choose("Soviet", "Open dossier of “Soviet Union”")
    assert menu.wishes == [EntityWish("dossier", "place:soviet union")]


def test_a_masked_name_asks_who_it_is(menu: Menu) -> None:
    assert menu.labels("** on")[0] == "Who is this?…"
    menu.choose("** on", "Who is this?…")
    (wish,) = menu.wishes
    assert (wish.verb, TEXT[wish.start : wish.end]) == ("identify", "**")


def test_a_date_can_be_corrected_where_it_stands(menu: Menu) -> None:
    menu.choose("June 22", "Correct the date “June 22, 1941”…")
    menu.choose("June 22", "Why is this here?…")
    assert [(wish.verb, TEXT[wish.start : wish.end]) for wish in menu.wishes] == [
        ("date", "June 22, 1941"),
        ("decisions", "June 22, 1941"),
    ]


def test_other_words_offer_nothing_of_names(menu: Menu) -> None:
    assert menu.labels("went") == []
