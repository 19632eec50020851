"""The language of a text is told where it is certain."""

import pytest

from postil.importers.languages import detect_language, language_tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The river rose in the night and it took the road with it, so that nobody was at the mill for a week.", "en"),
        (
            "Der Fluss stieg in der Nacht und nahm die Straße mit, so dass niemand mehr zu der Mühle kam, die auf ihn",
            "de",
        ),
        (
            "La rivière monta dans la nuit et emporta la route, et les gens du village ne sont pas allés au moulin.",
            "fr",
        ),
        (
            "El río subió en la noche y se llevó el camino, y los vecinos del pueblo no fueron al molino por el agua.",
            "es",
        ),
        ("Il fiume salì nella notte e la strada non è più quella di prima, e il mugnaio che gridava alla gente.", "it"),
        (
            "O rio subiu de noite e levou a estrada, e os vizinhos da aldeia não foram ao moinho com uma barca do rei.",
            "pt",
        ),
        ("De rivier steeg in de nacht en het dorp was niet meer te zien, en de molenaar riep van de overkant.", "nl"),
        ("Река поднялась ночью и унесла с собой дорогу, и никто в деревне не мог добраться до мельницы.", "ru"),
        ("昨天夜里河水上涨，冲走了道路。", "zh"),
        ("昨日の夜、川の水が上がりました。", "ja"),
        ("어젯밤 강물이 불어나 길이 떠내려갔다.", "ko"),
        ("", ""),
        ("** *** 1941", ""),
        ("Lake Courier", ""),
        ("Річка піднялася вночі і забрала дорогу, і ніхто в селі не міг дістатися до млина.", "uk"),
    ],
)
def test_a_language_is_told_or_left_open(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("printed", "tag"),
    [
        ("en", "en"), ("EN-us", "en-US"), ("pt_BR", "pt-BR"), ("zh-hant-tw", "zh-Hant-TW"), ("en_US.UTF-8", "en-US"),
        ("english", ""), ("", ""), ("x", ""),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_a_tag(printed: str, tag: str) -> None:
    assert language_tag(printed) == tag
