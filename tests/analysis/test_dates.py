"""Dates as printed, as understood, and from what."""

import re

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.dates import find_dates
from postil.domain.redating import followed_value

WRITTEN_OUT = [
    ("It began on June 22, 1941.", [("June 22, 1941", "1941-06-22")]),
    ("It began on 22 June 1941.", [("22 June 1941", "1941-06-22")]),
    ("on the 22nd of June, 1941, they", [("22nd of June, 1941", "1941-06-22")]),
    ("Monday, June 23rd, 1941", [("Monday, June 23rd, 1941", "1941-06-23")]),
    ("Sept. 3, 1939 came", [("Sept. 3, 1939", "1939-09-03")]),
    ("in June 1941,", [("June 1941", "1941-06")]),
    ("in early June, 1941,", [("early June, 1941", "1941-06")]),
    ("In 1941, he", [("1941", "1941")]),
    ("(c. 1848–1911)", [("c. 1848–1911", "1848~/1911")]),
    ("circa 1848 – 1911", [("circa 1848 – 1911", "1848~/1911")]),
    ("(c. 1914–18)", [("c. 1914–18", "1914~/1918~")]),
    ("about 1914–1918", [("about 1914–1918", "1914~/1918~")]),
    ("(1889-1945)", [("1889-1945", "1889/1945")]),
    ("the war of 1941–45 was", [("1941–45", "1941/1945")]),
    ("from 1941 to 1945", [("1941", "1941"), ("1945", "1945")]),
    ("June–August 1941", [("June–August 1941", "1941-06/1941-08")]),
    ("June 5-9, 1941", [("June 5-9, 1941", "1941-06-05/1941-06-09")]),
    ("in the 1940s", [("the 1940s", "194X")]),
    ("in the late 1940s", [("the late 1940s", "194X")]),
    ("the 19th century", [("the 19th century", "18XX")]),
    ("in the early nineteenth century", [("the early nineteenth century", "18XX")]),
    ("the 18th and 19th centuries", [("the 18th", "17XX"), ("19th centuries", "18XX")]),
    ("in 44 BC he", [("44 BC", "-0043")]),
    ("in A.D. 79 it", [("A.D. 79", "0079")]),
    ("in the spring of 1941", [("the spring of 1941", "1941-21")]),
    ("the winter of 1941-42", [("the winter of 1941-42", "1941-24")]),
    ("circa 1850", [("circa 1850", "1850~")]),
    ("born c. 1850", [("c. 1850", "1850~")]),
    ("probably in 1850", [("1850", "1850?")]),
    ("It was built, perhaps, 1871?", [("1871", "1871?")]),
    ("Photograph, 1871?\nBy Pell", [("1871", "1871?")]),
    ("Berlin, 1871? Nobody knows.", [("1871", "1871?")]),
    ("Was it sold in 1871? In 1880", [("1871", "1871"), ("1880", "1880")]),
    ("Nobody knows who came in 1871? No", [("1871", "1871")]),
    ("“He came in 1871?” she asked.", [("1871", "1871")]),
    ("2024-02-25", [("2024-02-25", "2024-02-25")]),
    ("on 25.2.2024", [("25.2.2024", "2024-02-25")]),
    ("on 2/25/2024", [("2/25/2024", "2024-02-25")]),
    ("the month 1941-06 was", [("1941-06", "1941-06")]),
    ("the third quarter of 1997", [("the third quarter of 1997", "1997-35")]),
    ("Christmas Day, 1941", [("Christmas Day, 1941", "1941-12-25")]),
    ("1941年6月22日", [("1941年6月22日", "1941-06-22")]),
    ("于1941年6月", [("1941年6月", "1941-06")]),
    ("Es begann am 22. Juni 1941.", [("22. Juni 1941", "1941-06-22")]),
    ("Le 1er juin 1941, puis en août 1942", [("1er juin 1941", "1941-06-01"), ("août 1942", "1942-08")]),
    ("el 22 de junio de 1941", [("22 de junio de 1941", "1941-06-22")]),
    ("22 июня 1941 года", [("22 июня 1941", "1941-06-22")]),
    ("between 12 and 15 June 1941", [("12 and 15 June 1941", "1941-06-12/1941-06-15")]),
    ("on 12, 15 and 18 June 1941", [("12", "1941-06-12"), ("15", "1941-06-15"), ("18 June 1941", "1941-06-18")]),
    ("from 3 to 9 May 1942", [("3 to 9 May 1942", "1942-05-03/1942-05-09")]),
    ("in early 1941", [("early 1941", "1941")]),
    ("the first of January 1788 was", [("the first of January 1788", "1788-01-01")]),
    ("on the twenty-third day of May, 1801,", [("the twenty-third day of May, 1801", "1801-05-23")]),
    ("the first decade of the 20th century", [("the first decade of the 20th century", "190X")]),
    ("the last decade of the eighteenth century", [("the last decade of the eighteenth century", "179X")]),
    ("annals that cover 1180 to 1209", [("1180", "1180"), ("1209", "1209")]),
    ("he was minister (1909-12)", [("1909-12", "1909/1912")]),
    ("not later than 1482,", [("1482", "1482")]),
    ("in 1804, a hundred years later, it", [("1804", "1804"), ("a hundred years later", "1804")]),
    ("on the night of 27 June 1787 he", [("the night of 27 June 1787", "1787-06-27")]),
    ("on the night of 2–3 January 1809", [("the night of 2–3 January 1809", "1809-01-02/1809-01-03")]),
    ("in the first half of the 7th century", [("the first half of the 7th century", "06XX")]),
    ("in the second half of 1979", [("the second half of 1979", "1979-41")]),
    ("It was built in the fifth century BC.", [("the fifth century BC", "-04XX")]),
    ("It was built in 79 A.D. and", [("79 A.D.", "0079")]),
    ("finished in the eighteen-eighties", [("the eighteen-eighties", "188X")]),
    ("Rio de Janeiro 1996-12-06", [("1996-12-06", "1996-12-06")]),
    ("on May Day 1926", [("May Day 1926", "1926-05-01")]),
    ("It lasted from the 890s.", [("the 890s", "089X")]),
    ("He ruled until c. 921.", [("c. 921", "0921~")]),
]
RESOLVED = [
    (
        "On Thursday, March 9, 1865 it fell; on the Saturday following it",
        "the Saturday following",
        "1865-03-11",
        "Thursday, March 9, 1865",
    ),
    ("It fell on March 9, 1865. The previous Monday it rained.", "The previous Monday", "1865-03-06", "March 9, 1865"),
    ("On 3 September 1939 it began; on the 10th Canada joined.", "the 10th", "1939-09-10", "3 September 1939"),
    ("In 1788 it began. On the first of May it ended.", "the first of May", "1788-05-01", "1788"),
    ("In May 1941 he said that on June 22 it came.", "June 22", "1941-06-22", "May 1941"),
    ("In 1941 it began. The following year it went on.", "The following year", "1942", "1941"),
    ("On June 22, 1941 it began. Three days later they met.", "Three days later", "1941-06-25", "June 22, 1941"),
    ("In May 1941 it began, in July of the same year it ended.", "July of the same year", "1941-07", "May 1941"),
    ("In 1941 he left. That year was hard.", "That year", "1941", "1941"),
    ("In June 1941 he left. Two months later he was back.", "Two months later", "1941-08", "June 1941"),
    ("In June 1941 he left. Ten years earlier he had come.", "Ten years earlier", "1931", "June 1941"),
    ("On 4 May 1941 he fell. The next day he died.", "The next day", "1941-05-05", "4 May 1941"),
    ("In November 1941 he left. In January he was back.", "January", "1942-01", "November 1941"),
    ("February 6, 1998\nHe said yesterday that it rained.", "yesterday", "1998-02-05", "February 6, 1998"),
    ("February 6, 1998\nHe said on Tuesday that it rained.", "Tuesday", "1998-02-03", "February 6, 1998"),
    ("February 6, 1998\nLast year it rained.", "Last year", "1997", "February 6, 1998"),
    ("February 6, 1998\nThree months ago it rained.", "Three months ago", "1997-11", "February 6, 1998"),
    ("May 9, 1865\nYours of the 5th inst. came.", "the 5th inst.", "1865-05-05", "May 9, 1865"),
    ("GENEVA, March 14, 1997 - He will come on Monday.", "Monday", "1997-03-17", "March 14, 1997"),
    ("Richmond, Sept. 14th, 1863. He left on Saturday last.", "Saturday last", "1863-09-12", "Sept. 14th, 1863"),
    ("June 3d, 1841\nShe sailed on the 11th of March last.", "the 11th of March last", "1841-03-11", "June 3d, 1841"),
    (
        "In 1886 he came, in the spring of the following year he left.",
        "the spring of the following year",
        "1887-21",
        "1886",
    ),
    ("On 1 June he left and on 3 July 1941 he was back.", "1 June", "1941-06-01", "3 July 1941"),
    ("May 9, 1865\nHe died on the evening of the 3d inst.", "the evening of the 3d inst.", "1865-05-03", "May 9, 1865"),
    (
        "May 9, 1865\nThe train of Monday, the 24th ult., was late.",
        "Monday, the 24th ult.",
        "1865-04-24",
        "May 9, 1865",
    ),
    ("May 9, 1865\nOn Thursday evening last it rained.", "Thursday evening last", "1865-05-04", "May 9, 1865"),
    ("May 9, 1865\nIn the month of October last it rained.", "the month of October last", "1864-10", "May 9, 1865"),
    ("May 9, 1865\nIn the summer of '51 it burnt.", "the summer of '51", "1851-22", "May 9, 1865"),
    ("May 9, 1865\nIn June '64 it burnt.", "June '64", "1864-06", "May 9, 1865"),
    ("May 9, 1865\nThe day before yesterday it rained.", "The day before yesterday", "1865-05-07", "May 9, 1865"),
    ("May 9, 1865\nNews of the 3d inst. came, letters to the 4th.", "the 4th", "1865-05-04", "the 3d inst"),
    ("On 16–18 May 1793 they met. On the 16th Corbier took it.", "the 16th", "1793-05-16", "16–18 May 1793"),
    ("In 1930 he left. Five years after that he died.", "Five years after that", "1935", "1930"),
    ("In April 1932 he came. The year before he had left. In May he met her.", "May", "1932-05", "April 1932"),
    ("The altar is dated 12 May 1506. The following year he fell ill.", "The following year", "1507", "12 May 1506"),
    ("PARIS, March 14, 1997 - Sen. Hall will meet Sen. Orr on Sunday.", "Sunday", "1997-03-16", "March 14, 1997"),
    ("PARIS, March 14, 1997 - He will stay, Orr said Wednesday.", "Wednesday", "1997-03-12", "March 14, 1997"),
    ("PARIS, March 14, 1997 - He was hit by a train Sunday.", "Sunday", "1997-03-09", "March 14, 1997"),
    ("PARIS, March 14, 1997 - A vote is called for Monday.", "Monday", "1997-03-17", "March 14, 1997"),
    ("PARIS, March 14, 1997 - He spoke of next month's vote.", "next month", "1997-04", "March 14, 1997"),
    ("PARIS, March 14, 1997 - They were seized on July 29 near Cali.", "July 29", "1996-07-29", "March 14, 1997"),
    ("PARIS, March 14, 1997 - They will vote on July 29.", "July 29", "1997-07-29", "March 14, 1997"),
    ("PARIS, March 14, 1997 - After an October game he left.", "October", "1996-10", "March 14, 1997"),
    (
        "From the Salem Register of Tuesday, Sept. 6th, 1831. He fell yesterday.",
        "yesterday",
        "1831-09-05",
        "Tuesday, Sept. 6th, 1831",
    ),
    (
        "CORK, March 3, 1847.—It closes on the 20th of this month.",
        "the 20th of this month",
        "1847-03-20",
        "March 3, 1847",
    ),
    ("In June 1821 they met. Loder died the next May.", "the next May", "1822-05", "June 1821"),
    ("In the 1830s he rose. In the previous decade he had not.", "the previous decade", "182X", "the 1830s"),
    ("In May 1921 it fell. The court sat on 9 January.", "9 January", "1922-01-09", "May 1921"),
    (
        "Paris, Thursday, December 21st, 1848.—He came on the 7th inst.",
        "the 7th inst.",
        "1848-12-07",
        "Thursday, December 21st, 1848",
    ),
    (
        "At Salem, on the 7th inst., Mr. Orr. (Salem Register, October 12, 1826.)",
        "the 7th inst.",
        "1826-10-07",
        "October 12, 1826",
    ),
    ("LAGOS, March 14, 1997 - She took over two years ago.", "two years ago", "1995", "March 14, 1997"),
    ("May 9, 1865\nYours of the 25th ult. came.", "the 25th ult.", "1865-04-25", "May 9, 1865"),
]
NOT_DATES = [
    "He paid $1941 for it.",
    "There were 1500 men and 2000 troops.",
    "They march 5 miles, and may 3 of them come.",
    "See page 1941, No. 1812.",
    "It cost 1,941 pounds.",
    "A 2000-mile march, 1800 miles of it uphill.",
    "He asked six times; the score was 4/5.",
    "Call 555-1234 or 020-1941-1234.",
    "He was 21 years old.",
    "He served 8-1/2 years.",
    "Ashby May and Martin May read it.",
    "Call +1 213 380 2014.",
    "There were c. 500 men.",
    "Version 3.11.2 of the program.",
]


@pytest.mark.parametrize(("text", "expected"), WRITTEN_OUT)
def test_a_date_written_out_keeps_the_precision_of_its_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(date.text, date.edtf) for date in find_dates(text)] == expected


@pytest.mark.parametrize(("text", "words", "value", "root"), RESOLVED)
def test_a_relative_date_is_resolved_and_says_from_what(text: str, words: str, value: str, root: str) -> None:
    found = {date.text: date for date in find_dates(text)}
    assert found[words].edtf == value
    assert found[words].root == text.index(root)
    assert found[words].reason


@pytest.mark.parametrize("text", NOT_DATES)
def test_a_number_that_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "In June 1941 it began. Three days later they met.",
        "In 1941 it began. The next day they met.",
        "Yesterday it rained. On Monday it will snow.",
        "It was in June. It was on June 22.",
        "In June 1941 it began. A few days later they met.",
    ],
)
def test_no_day_is_made_up_for_a_date_that_cannot_be_told(text: str) -> None:
    assert not any(re.search(r"\d{4}-\d\d-\d\d", date.edtf) for date in find_dates(text))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("A decade later", "182X"),
        ("Half a century later", "186X"),
        ("Half a century earlier", "176X"),
        ("Half a decade later", ""),
        ("Half a year later", ""),
        ("A quarter of a century later", ""),
    ],
)
def test_a_part_of_a_century_is_not_the_whole(words: str, value: str) -> None:
    text = f"In 1815 the house was cold. {words} it was warm."
    assert [(date.text, date.edtf) for date in find_dates(text)] == [("1815", "1815"), (words, value)]


def test_less_than_a_year_is_not_a_year() -> None:
    dates = find_dates("In 1815 the house was cold. Less than a year later it was warm.")
    assert [(date.text, date.edtf) for date in dates] == [("1815", "1815"), ("a year later", "")]


def test_no_day_is_made_up_for_what_follows_the_day_of_a_letter() -> None:
    text = "On 3 May 1801 he wrote: come next Thursday. The court meets on the first Monday in March next."
    assert [date.edtf for date in find_dates(text) if date.edtf] == ["1801-05-03"]


def test_a_term_of_a_court_has_the_year_that_is_said_and_no_more() -> None:
    text = "It was heard in Michaelmas term 1788, and again in Hilary Term, 1801."
    assert [date.edtf for date in find_dates(text)] == ["1788", "1801"]


@pytest.mark.parametrize(
    ("text", "value"), [("21 days", "P21D"), ("for twenty years", "P20Y"), ("two decades", "P20Y"), ("6 weeks", "P6W")]
)
def test_a_duration_is_told_from_a_date(text: str, value: str) -> None:
    (date,) = find_dates(f"It lasted {text} in all.")
    assert date.edtf == value
    assert "not a date" in date.reason


def test_a_month_named_in_small_letters_without_a_year_is_another_word() -> None:
    assert find_dates("They may come, and march on, in august company.") == ()


def test_the_date_of_an_update_is_no_root_for_a_story_of_long_ago() -> None:
    text = "A story\n\nUpdated on 2024-02-25\n\nIn May 1941 a spy heard of it. The attack came on June 22."
    assert find_dates(text)[-1].edtf == "1941-06-22"


def test_a_stroke_date_whose_order_cannot_be_told_gets_no_day() -> None:
    assert [date.edtf for date in find_dates("It was on 3/4/1998.")] == ["1998"]
    assert [date.edtf for date in find_dates("It was on 3/4/1998, then on 25/4/1998.")] == ["1998-04-03", "1998-04-25"]


_BITS = st.sampled_from(
    ["June", "22", "1941", ",", " ", "\n",
     "the", "of", "year", "last", "May", "5th", "three", "days", "later", "s", "-",
     "century", "2024-02-30", "ago", "31",
     "Monday", "BC", "9999", "0", "same", "'40s", "inst.", "fall", "/", "February"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_BITS, max_size=14))
def test_whatever_is_found_is_valid_edtf_in_its_place(bits: list[str]) -> None:
    text = " ".join(bits)
    end = 0
    for date in find_dates(text):
        assert end <= date.start < date.end
        assert text[date.start : date.end] == date.text
        assert date.root != date.start
        end = date.end
        if date.edtf.startswith("P"):
            assert re.fullmatch(r"P\d+[DWMY]", date.edtf)
        elif date.edtf:
            parse_edtf(date.edtf)
    values = {date.start: date.edtf for date in find_dates(text)}
    for date in find_dates(text):
        if date.relation:
            assert followed_value(date.relation, values[date.root]) == date.edtf


def test_every_date_of_the_masked_article_has_its_value(masked_article) -> None:
    import json

    text = masked_article.read_text("utf-8")
    gold = json.loads(masked_article.with_suffix(".entities.json").read_text("utf-8"))
    found = {(date.start, date.end): date.edtf for date in find_dates(text)}
    wanted = {(s["start"], s["end"]): s["value"] for s in gold if s["type"] == "DATE" and not s.get("optional")}
    assert found == wanted
