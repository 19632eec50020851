import sys
from typing import Any

import pytest

from exporters.collecting import WHEN, article, collected, no_printer
from exporters.readers import commonmark
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
