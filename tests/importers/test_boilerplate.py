"""Boilerplate is marked, never removed; an article that speaks of such things is none."""

import pytest

from postil.domain.document import Block, Span
from postil.importers.boilerplate import REASONS, RULES, mark_boilerplate

BODY = Block("paragraph", "The water rose in the night, and by the morning it had taken the lower road with it.")


def rule_of(text: str) -> str:
    return mark_boilerplate([BODY, Block("paragraph", text), BODY])[1].boilerplate


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("If you enjoyed this story, please click “Follow” at the top right. Your support keeps us going.", "plea"),
        ("Don't forget to like and subscribe!", "plea"),
        ("Follow us on Facebook and Instagram", "plea"),
        ("Share on Facebook Tweet Email Print", "share"),
        ("Share this article", "share"),
        ("We use cookies to give you the best experience. By continuing you accept our cookie policy.", "cookies"),
        ("This website uses cookies. Manage your preferences.", "cookies"),
        ("Related Pages", "related"),
        ("Related articles:", "related"),
        ("You may also like", "related"),
        ("相关阅读", "related"),
        ("Sign up for our weekly newsletter", "newsletter"),
        ("Get our best stories delivered straight to your inbox.", "newsletter"),
        ("Read more", "read_more"),
        ("Read more: The mill that was never found again", "read_more"),
        ("© 2024 Lake Courier. All rights reserved.", "copyright"),
        ("Copyright 2019 Lake Courier Ltd", "copyright"),
        ("ADVERTISEMENT", "advertisement"),
    ],
)
def test_boilerplate_is_marked_by_its_rule(text: str, rule: str) -> None:
    assert rule_of(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "Most websites use cookies to recognise a visitor who comes back, and the law asks them to say so.",
        "The cookies were baked by the miller’s wife, and we use them at every feast in the village.",
        "He told the crowd to follow him, and they did as he said until they stood before the gate.",
        "The party had four million people who follow it on social networks.",
        "The newspaper printed a newsletter for its subscribers from 1921 until the war.",
        "Share prices fell by a third on that day, and nobody could say why.",
        "Copyright law was changed in the year in which the book was printed, and its author was not asked.",
        "Read more books, said the teacher; it was the only advice that she ever gave.",
        "The related pages of the manuscript were lost in the fire of the library.",
        "You may also like to know that the mill was rebuilt in the following year by the miller’s son.",
        "**",
        "See also",
        "Further reading",
    ],
)
def test_prose_about_such_things_is_not_boilerplate(text: str) -> None:
    assert rule_of(text) == ""


def test_the_links_below_a_related_stub_belong_to_it() -> None:
    link = Block("list_item", "Another story", (Span(0, 13, "link", "https://example.org/"),), 1, "•")
    marked = mark_boilerplate([BODY, Block("heading", "Related stories", level=2), link, link, BODY])
    assert [b.boilerplate for b in marked] == ["", "related", "related", "related", ""]


def test_short_lines_below_a_related_stub_at_the_end_belong_to_it() -> None:
    marked = mark_boilerplate([BODY, Block("paragraph", "Related Pages"), Block("paragraph", "The mill and its owner")])
    assert [b.boilerplate for b in marked] == ["", "related", "related"]


def test_prose_below_a_related_stub_does_not() -> None:
    marked = mark_boilerplate([BODY, Block("paragraph", "Related Pages"), BODY])
    assert [b.boilerplate for b in marked] == ["", "related", ""]


def test_code_and_tables_are_never_boilerplate() -> None:
    for kind in ("code", "table", "figure"):
        assert mark_boilerplate([BODY, Block(kind, "Read more")])[1].boilerplate == ""


def test_something_of_every_article_is_left() -> None:
    only = (Block("paragraph", "© 2024 Lake Courier. All rights reserved."),)
    assert mark_boilerplate(only) == only


def test_every_rule_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(REASONS[rule.name].endswith(".") for rule in RULES)
