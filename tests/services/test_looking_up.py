import json

import pytest

from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.domain.sources import Source
from postil.importers.fetch_problems import problem_of_status
from postil.services.looking_up import CSL_TYPE, look_up, what_is

BOOK = {
    "ISBN:9780306406157": {
        "title": "The third telegram",
        "subtitle": "A history",
        "authors": [{"name": "Jane van Doe"}, {"name": "The-Club"}],
        "publishers": [{"name": "Press"}],
        "publish_places": [{"name": "Oslo"}],
        "publish_date": "March 3, 1999",
        "number_of_pages": 312,
        "url": "https://openlibrary.org/books/OL1M/x",
    }
}
ARTICLE = {
    "type": "journal-article", "title": ["The <jats:i>third</jats:i> telegram of <i>June</i>"], "DOI": "10.1000/XYZ",
    "container-title": ["Journal of Telegrams"], "author": [{"family": "Doe", "given": "Jane", "sequence": "first"}],
    "issued": {"date-parts": [[1999, 2]]}, "volume": "3", "page": "1-9", "reference": [{"key": "a"}], "id": "x/1",
    "indexed": {"date-time": "now"},
}  # fmt: skip


class Asked:
    """Answers every question with the same text, and remembers it."""

    def __init__(self, answer: object) -> None:
        self.answer = answer if isinstance(answer, str) else json.dumps(answer)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, url: str, wanted: str) -> Source:
        self.asked.append((url, wanted))
        return Source("url", self.answer.encode(), location=url)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10.1000/182", ("doi", "10.1000/182")),
        (" https://doi.org/10.1000/XYZ.12 ", ("doi", "10.1000/xyz.12")),
        ("doi:10.1000/182", ("doi", "10.1000/182")),
        ("978-0-306-40615-7", ("isbn", "9780306406157")),
        ("ISBN 0-306-40615-2", ("isbn", "9780306406157")),
    ],
)
def test_a_doi_and_an_isbn_are_known_by_their_form(typed: str, expected: tuple[str, str]) -> None:
    assert what_is(typed) == expected


@pytest.mark.parametrize(
    ("typed", "said"), [("978-0-306-40615-8", "last digit"), ("telegram", "neither a DOI"), ("", "neither a DOI")]
)
def test_what_has_neither_form_is_refused_without_asking_anybody(typed: str, said: str) -> None:
    asked = Asked({})
    with pytest.raises(Problem, match=said):
        look_up(typed, asked)
    assert asked.asked == []


def test_a_doi_is_asked_for_as_csl_and_becomes_a_record() -> None:
    asked = Asked(ARTICLE)
    work = look_up("10.1000/XYZ", asked)
    assert asked.asked == [("https://doi.org/10.1000/xyz", CSL_TYPE)]
    assert work.title == "The <i>third</i> telegram of <i>June</i>"
    assert (work.kind, work.published, work.authors) == ("article-journal", "1999-02", (Name("Doe", "Jane"),))
    assert work.record is not None
    assert (work.record.key, work.record.container_title, work.record.doi) == (
        "",
        "Journal of Telegrams",
        "10.1000/xyz",
    )
    assert json.loads(work.record.more) == {"DOI": "10.1000/xyz", "page": "1-9", "volume": "3"}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<jats:italic>Homo</jats:italic> &amp; <em>co</em>", "<i>Homo</i> & <i>co</i>"),
        ("<bold>x</bold><sup>2</sup> <inf>3</inf>", "<b>x</b><sup>2</sup> <sub>3</sub>"),
        ("<jats:sc>nato</jats:sc>", '<span style="font-variant:small-caps;">nato</span>'),
        ("AT&amp;amp;T, a &lt; b, &lt;i&gt;c&lt;/i&gt; &lt;T&gt;", "AT&T, a < b, <i>c</i> <T>"),
        ("<mml:math><mml:mi>x</mml:mi></mml:math> a < b and c > d", "x a < b and c > d"),
        ("<jats:title>One</jats:title><p>Two</p>", "One Two"),
        ("copy &copy R&D; &nbsp;x", "copy &copy R&D; x"),
    ],
)
def test_the_mark_up_of_a_registry_becomes_what_csl_allows(given: str, kept: str) -> None:
    answer = {**ARTICLE, "title": [given], "author": [{"family": "Able &amp; Co"}], "URL": "https://e.org/?a=1&lt;=2"}
    work = look_up("10.1000/XYZ", Asked(answer))
    assert work.title == kept
    assert work.authors == (Name("Able & Co"),)
    assert work.url == "https://e.org/?a=1&lt;=2"


def test_an_isbn_becomes_the_record_of_a_book() -> None:
    work = look_up("0-306-40615-2", Asked(BOOK))
    assert (work.title, work.published, work.kind) == ("The third telegram: A history", "1999-03-03", "book")
    assert work.authors == (Name("Doe", "Jane van"), Name(literal="The-Club"))
    assert work.record is not None
    assert (work.record.publisher, work.record.isbn) == ("Press", "9780306406157")
    assert json.loads(work.record.more) == {"number-of-pages": "312", "publisher-place": "Oslo"}


@pytest.mark.parametrize("answer", [{}, [], "", "<html>", {"title": ""}, '{"title": '])
@pytest.mark.parametrize("number", ["10.1000/182", "978-0-306-40615-7"])
def test_an_answer_that_is_none_is_told_calmly(number: str, answer: object) -> None:
    with pytest.raises(Problem) as told:
        look_up(number, Asked(answer))
    assert "type the record yourself" in str(told.value)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (404, "doi.org knows nothing of 10.1000/182. Check the number, or type the record yourself."),
        (406, "doi.org has no record of 10.1000/182 that Postil reads (406)."),
        (500, "10.1000/182 could not be looked up. The server of {url} has a fault of its own (500). Try again later."),
    ],
)
def test_a_number_that_a_registry_does_not_know_is_told_of_the_number(status: int, told: str) -> None:
    def refuse(url: str, wanted: str) -> Source:
        problem = problem_of_status(status, url)
        assert problem is not None
        raise problem

    with pytest.raises(Problem) as caught:
        look_up("10.1000/182", refuse)
    assert str(caught.value).startswith(told.replace("{url}", "https://doi.org/10.1000/182"))


def test_a_server_that_cannot_be_reached_is_told_calmly() -> None:
    def fail(url: str, wanted: str) -> Source:
        raise Problem("The server of {url} cannot be reached. Check the address and the network.", url=url)

    with pytest.raises(Problem, match=r"10\.1000/182 could not be looked up\. The server of"):
        look_up("10.1000/182", fail)
