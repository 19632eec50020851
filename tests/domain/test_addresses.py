"""Addresses that lead to the same page are known as such, and those of other pages are not."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from postil.domain.addresses import normal_url

PAGE = "https://example.org/2024/lake?id=7"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/2024/lake?id=7",
        "HTTPS://Example.ORG/2024/lake?id=7",
        "https://www.example.org/2024/lake?id=7",
        "https://m.example.org/2024/lake?id=7",
        "https://amp.example.org/2024/lake?id=7",
        "https://www.m.example.org/2024/lake?id=7",
        "https://example.org:443/2024/lake?id=7",
        "http://example.org:80/2024/lake?id=7",
        "https://example.org./2024/lake?id=7",
        "https://anna@example.org/2024/lake?id=7",
        "https://example.org/2024/lake/?id=7",
        "https://example.org/2024/lake//?id=7",
        "https://example.org/2024/lake/index.html?id=7",
        "https://example.org/2024/./x/../lake?id=7",
        "https://example.org/2024/l%61ke?id=7",
        "https://example.org/2024/lake?id=7#the-night",
        "https://example.org/2024/lake?id=7#:~:text=It%20rose",
        "https://example.org/2024/lake?id=7&utm_source=x&utm_medium=y",
        "https://example.org/2024/lake?fbclid=IwAR0&id=7",
        "https://example.org/2024/lake?gclid=1&id=7&mc_eid=2&igshid=3&msclkid=4&gclsrc=5",
        "https://example.org/2024/lake/amp?id=7",
        "https://example.org/2024/lake/amp/?id=7",
        "https://example.org/2024/lake.amp?id=7",
        "https://example.org/2024/lake?id=7&amp=1",
        "https://example.org/2024/lake?id=7&outputType=amp",
        "https://www.google.com/amp/s/example.org/2024/lake?id=7",
        "https://example-org.cdn.ampproject.org/c/s/example.org/2024/lake?id=7",
        "example.org/2024/lake?id=7",
        "//example.org/2024/lake?id=7",
        " https://example.org/2024/lake?id=7\n",
    ],
)
def test_what_does_not_change_the_page_is_taken_away(other: str) -> None:
    assert normal_url(other) == PAGE
    assert normal_url(PAGE) == normal_url(other)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/2024/lake?id=8",
        "https://example.org/2024/lake",
        "https://example.org/2024/Lake?id=7",
        "https://example.org/2024/lake/amplifier?id=7",
        "https://example.org/amp/2024/lake?id=7",
        "https://news.example.org/2024/lake?id=7",
        "https://example.org:8080/2024/lake?id=7",
        "https://example.com/2024/lake?id=7",
        "https://example.org/2024%2Flake?id=7",
        "https://example.org/2024/lake?id=7&page=2",
        "https://example.org/2024/lake?id=7#!/chapter/2",
        "ftp://example.org/2024/lake?id=7",
    ],
)
def test_another_page_stays_another(other: str) -> None:
    assert normal_url(PAGE) != normal_url(other)


def test_the_order_of_a_query_does_not_matter_but_its_values_do() -> None:
    assert normal_url("https://example.org/a?b=2&a=1&c") == normal_url("https://example.org/a?c=&a=1&b=2")
    assert normal_url("https://example.org/a?a=1&a=2") != normal_url("https://example.org/a?a=1")


def test_the_telephones_page_of_an_encyclopaedia_is_the_same() -> None:
    assert normal_url("https://en.m.wikipedia.org/wiki/Lake#History") == normal_url(
        "https://en.wikipedia.org/wiki/Lake"
    )


def test_a_name_in_other_letters_is_the_same_escaped_or_not() -> None:
    assert normal_url("https://münchen.example/straße") == normal_url("https://xn--mnchen-3ya.example/stra%C3%9Fe")
    assert normal_url("https://example.org/%D7%90") == normal_url("https://example.org/א")


@pytest.mark.parametrize(
    "nothing", ["", "the lake", "/home/anna/lake.html", "mailto:anna@example.org", "https://", "http://["]
)
def test_what_is_no_address_of_a_page_stays_as_it_is_but_for_blanks(nothing: str) -> None:
    assert normal_url(nothing) == nothing.replace(" ", "")


def test_a_short_host_keeps_its_first_part() -> None:
    assert normal_url("https://www.org/") == "https://www.org"
    assert normal_url("https://m.de/amp") == "https://m.de/amp"


PARTS = st.lists(
    st.sampled_from(
        ["https://", "http:", "//", "/", "www.", "m.", "amp", ".", "..", "a", "example.org", ":80", ":", "?", "&", "=",
         "#", "#!", "%2F", "%61", "%",
         "é", "utm_x=1", "index.html", ".amp", "@", "[", "google.com/amp/s/", ";", "+", " "]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(PARTS, PARTS.map(lambda rest: f"https://example.org/{rest}"), st.text(max_size=40)))
@example("https://www.google.com/amp/s/www.google.com/amp/s/example.org/a")
@example("https://example.org/a/amp/index.html")
@example("https://example.org/a.amp.amp")
def test_the_normal_form_of_a_normal_form_is_itself(url: str) -> None:
    assert normal_url(normal_url(url)) == normal_url(url)
