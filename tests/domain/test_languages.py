"""Which language a text is in, or that it is not sure."""

import pytest

from postil.domain.languages import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The town lies on the river, and most of the people who live there work in the mills by the harbour.", "en"),
        ("Die Stadt liegt an dem Fluss, und die meisten Leute arbeiten in den Mühlen bei dem Hafen.", "de"),
        ("La ville est au bord de la rivière, et les gens qui y vivent sont dans les moulins du port.", "fr"),
        ("La ciudad está a la orilla del río, y los que viven en ella trabajan en los molinos del puerto.", "es"),
        ("Город стоит на реке, и почти все жители работают на мельницах у гавани.", "ru"),
        ("这座城市位于河边，大多数居民在港口的磨坊工作。", "zh"),
        ("この町は川のそばにあり、人々は港の工場で働いています。", "ja"),
        ("", ""),
        ("1941 — 22/6, 3.14 !!!", ""),
        ("Lorem xyzzy plugh qwerty asdf", ""),
        ("Hän meni Lontooseen vuonna 1941 ja tapasi kuninkaan.", "fi"),
        ("He met the king.", ""),
        ("Rijeka je noću nabujala i odnijela cestu, pa nitko nije mogao do mlina.", "hr"),
    ],
)
def test_the_language_is_told_from_scripts_and_words(text: str, language: str) -> None:
    assert detect_language(text) == language
