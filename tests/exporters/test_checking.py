"""Reading an export back sees what the parsers see, however it is made fast."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from postil.exporters.checking import idle_rules, read_back
from postil.exporters.escaping import EVERY_READER

_PIECES = st.sampled_from(
    [
        *(
            "```",
            "~~~",
            "`",
            "~",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "[a]:",
            "[a]: b",
            "]",
            ":",
            "[",
            "&#93;:",
            "]\\:",
            "\\",
        ),
        *("> ", "- ", "1. ", "# ", "===", "---", "    ", "\t", "\n", "\n\n", "word", "a b"),
    ]
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_a_rule_left_out_would_have_found_nothing(body: str) -> None:
    whole = MarkdownIt("commonmark").disable("inline").parse(body)
    quick = MarkdownIt("commonmark").disable(["inline", *idle_rules(body)]).parse(body)
    assert quick == whole


def test_only_rules_without_their_sign_are_left_out() -> None:
    assert set(idle_rules("plain *words*")) == {"fence", "html_block", "reference"}
    assert idle_rules("```\n<b>\n[a]: b") == []


def test_a_fence_between_two_cards_hides_the_second_from_both_readers() -> None:
    card = "1 · [Open in Postil](postil://article/a#highlight={id})\n\n> Words.\n\n"
    text = card.format(id="h1") + "```\n" + card.format(id="h2") + "```\n"
    for reading in read_back(text, EVERY_READER):
        assert reading.quotations == (("postil://article/a#highlight=h1", "Words."),)
