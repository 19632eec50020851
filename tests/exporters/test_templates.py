import sys
from typing import Any

import pytest

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.readers import commonmark
from postil.exporters import bounding
from postil.exporters.checking import ExportMismatch
from postil.exporters.options import ExportOptions
from postil.exporters.registry import EXPORTERS
from postil.exporters.templating import TemplateFault, TemplateProblem, built_in

FORMATS: dict[str, Any] = {each.name: each for each in EXPORTERS}
HOSTILE = "5*3*2 [[a]] <b>x</b> `y` # z"


def filled(template: str, format_name: str = "markdown", quotation: str = HOSTILE, title: str = "T") -> str:
    one = collected(article([quotation], title=title, notes=lambda _: "A *note*"))
    options = ExportOptions(format_name, template)
    return FORMATS[format_name].make(one, options, exported=WHEN, printer=no_printer)[0].text


@pytest.mark.parametrize("name", ["markdown", "obsidian", "pandoc", "html"])
def test_a_copy_of_the_template_makes_the_same_file(name: str) -> None:
    exporter = FORMATS[name]
    assert filled(built_in(exporter.template), name) == filled("", name)


def test_a_template_lays_out_what_it_likes() -> None:
    own = "{% for s in sections %}{% for c in s.cards %}* {{ c.color }}\n\n{{ c | quotation }}{% endfor %}{% endfor %}"
    assert filled(own) == "* claim\n\n> 5\\*3\\*2 \\[\\[a\\]\\] &lt;b>x&lt;/b> \\`y\\` # z\n"


@pytest.mark.parametrize(
    "printed",
    [
        "{{ c.quotation }}",
        "{{ c.quotation | text }}",
        "{% set x %}{{ c.quotation }}{% endset %}{{ x }}",
        "{% macro m(q) %}{{ q }}{% endmacro %}{{ m(c.quotation) }}",
        "{{ c.quotation | safe }}",
        "{{ c.quotation ~ '' }}",
    ],
)
def test_whatever_a_template_prints_is_guarded(printed: str) -> None:
    own = f"start\n\n> {{% for s in sections %}}{{% for c in s.cards %}}{printed}{{% endfor %}}{{% endfor %}}\n"
    assert commonmark(filled(own)) == [HOSTILE]


def test_a_page_escapes_whatever_is_printed() -> None:
    own = "{% for s in sections %}{% for c in s.cards %}<i>{{ c.quotation }}</i>{% endfor %}{% endfor %}"
    assert filled(own, "html") == "<i>5*3*2 [[a]] &lt;b&gt;x&lt;/b&gt; `y` # z</i>"


def test_a_quotation_that_a_template_spoils_is_not_written() -> None:
    own = "```\n{% for s in sections %}{% for c in s.cards %}{{ c.quotation | text }}{% endfor %}{% endfor %}\n```\n"
    with pytest.raises(ExportMismatch, match="would not read “5"):
        filled(own)


def faults(template: str) -> list[tuple[int, str]]:
    with pytest.raises(TemplateProblem) as caught:
        filled(template)
    return [(fault.line, fault.sentence) for fault in caught.value.faults]


def test_all_unknown_names_and_filters_are_told_by_their_lines() -> None:
    assert faults("{{ titel }}\n{{ title | shout }}\n{% if title is loud %}{% endif %}\n{{ other }}") == [
        (1, "There is nothing called “titel” here."),
        (2, "There is no filter “shout”."),
        (3, "There is no test “loud”."),
        (4, "There is nothing called “other” here."),
    ]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("a\n{% for x in %}", 2),
        ("\n\n{{ title", 3),
        ("{% for s in sections %}\n{{ s.nothing }}\n{% endfor %}", 2),
        ("\n{{ 1 / 0 }}", 2),
        ("\n\n{{ sections[7].title }}", 3),
        ("{{ 9 ** 99999999 }}", 1),
        ("{{ '%99999999999999s' | format('x') }}", 1),
        ("{{ '{0.__class__}'.format(title) }}", 1),
        ("{% include '../../markdown.md' %}", 1),
        ("{{ 'x' * 999999999 }}", 1),
        ("\n{{ title.__class__.__mro__ }}", 2),
        ("{% include 'nowhere' %}", 1),
    ],
)
def test_a_template_that_fails_says_in_which_line(template: str, line: int) -> None:
    found = faults(template)
    assert [where for where, _ in found] == [line]
    assert found[0][1].endswith(".")


def test_faults_can_be_asked_for_without_filling() -> None:
    exporter = FORMATS["markdown"]
    assert exporter.faults("{{ titel }}") == (TemplateFault(1, "There is nothing called “titel” here."),)
    assert exporter.faults(built_in("markdown.md.jinja")) == ()
    assert FORMATS["html"].faults(built_in("page.html.jinja")) == ()


def test_a_template_may_take_in_the_one_that_comes_with_postil() -> None:
    assert filled("mine\n{% include 'markdown.md.jinja' %}").startswith("mine\n---\nid:")


LOOPS = "a\n{% for a in range(99999) %}\n{% for b in range(99999) %}{% endfor %}\n{% endfor %}"


@pytest.mark.parametrize(
    "template",
    [
        LOOPS,
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% for a in range(99999) %}{% set b = range(99999) | map('string') | join %}{% endfor %}",
        "{% for a in [0] * 9999 recursive %}{{ loop([0] * 9999) if loop.depth < 9 }}{% endfor %}",
    ],
)
def test_a_template_that_loops_for_ever_is_stopped(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.exporters.templating.LONGEST", 0.2)
    before = sys.gettrace()
    with pytest.raises(TemplateProblem, match="look for a loop that goes round too often"):
        filled(template)
    assert sys.gettrace() is before


def test_the_line_of_an_endless_loop_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.exporters.templating.LONGEST", 0.2)
    with pytest.raises(TemplateProblem) as caught:
        filled(LOOPS)
    assert [fault.line for fault in caught.value.faults] == [3]


@pytest.mark.parametrize("letters", ["'a'", "['a']"])
def test_a_text_that_a_template_doubles_without_end_is_refused(letters: str) -> None:
    grown = f"{{% set n = namespace(x={letters}) %}}{{% for i in range(60) %}}{{% set n.x = n.x + n.x %}}{{% endfor %}}"
    with pytest.raises(TemplateProblem, match="too long for a template"):
        filled(grown)


@pytest.mark.parametrize(
    "printed",
    [
        "{{ 'x' * 10**10 }}",
        "{{ 'x' * 1000000 * 1000 }}",
        "{{ [0] * 10**10 }}",
        "{{ ([0] * 1000000) * 1000 }}",
        "{{ 2**(10**10) }}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%*d' % (1000000000, 1) }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{x:1000000000}'.format_map({'x': 1}) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x'.zfill(1000000000) }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ 'x\\ny' | indent(1000000000) }}",
        "{{ '\\t'.expandtabs(1000000000) }}",
        "{{ ('a' * 100000) | replace('a', 'b' * 100000) }}",
        "{{ ('a' * 100000).replace('a', 'b' * 100000) }}",
        "{{ ('a' * 100000).translate({97: 'b' * 100000}) }}",
        "{{ range(100000) | join('b' * 100000) }}",
        "{{ range(100000) | map('string') | join('b' * 100000) }}",
        "{{ ('b' * 100000).join(['x'] * 100000) }}",
        "{{ ('x' * 100000) | wordwrap(1, true, 'y' * 100000) }}",
        "{{ [1] | batch(1000000000, 0) | list }}",
        "{{ 1.5 | round(1000000000, 'floor') }}",
        "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [n.x, n.x] %}{% endfor %}{{ n.x }}",
        "{% set n = namespace(x=1) %}{% for i in range(60) %}{% set n.x = namespace(a=n.x, b=n.x) %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = [1] | batch(3, n.x) | list %}{% endfor %}",
        pytest.param(
            "{% set b = 'b' * 1000000 %}{% for i in range(1000) %}{{ b }}{% endfor %}", marks=pytest.mark.slow
        ),
        "{% set n = namespace(x=999) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    ],
)
def test_a_template_that_makes_much_of_little_is_told_its_line(printed: str) -> None:
    with pytest.raises(TemplateProblem, match=r"line 2 .*(too (long|large) for a template|Range too big)") as caught:
        filled(f"{{# one #}}\n{printed}")
    assert "\n" not in str(caught.value)


def test_what_a_template_keeps_is_bounded_by_how_much_the_process_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    if not bounding.grown():
        pytest.skip("this system does not tell how much memory a process has")
    monkeypatch.setattr(bounding, "MOST_GROWN", 20 * 2**20)
    kept = "{% set n = namespace(x=[]) %}{% for i in range(99) %}{% set n.x = [n.x, 'x' * 999999 ~ i] %}{% endfor %}"
    with pytest.raises(TemplateProblem, match=r"line 2 .*too long for a template"):
        filled(f"\n{kept}")


def test_a_template_may_still_count_format_and_join() -> None:
    own = (
        "{{ '%3.1f|%s' % (1.25, 'a') }} {{ '{:>3}'.format(7) }} {{ 'a'.center(3) }} {{ [1, 2] * 2 }} {{ 1234567 * 3 }} "
        "{{ (1, 2) | join('-') }} {{ 'a' ~ 1 ~ none }} {{ {'k': [1]} }} {{ ['b', 'a'] | sort | join }} {{ 2 ** 10 }}"
    )
    filled_in = filled(own, "html")
    for told in ("1.2|a", "  7", " a ", "3703701", "1-2", "a1None", "[1, 2, 1, 2]", "ab", "1024"):
        assert told in filled_in
