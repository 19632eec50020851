"""Spellings of Chinese and Russian names that are one name, and those that are two."""

import pytest

from postil.analysis.transliteration import characters, letters, same_chinese, same_family_name, same_russian


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Chou En-lai", "Zhou Enlai"),
        ("Mao Tse-tung", "Mao Zedong"),
        ("Teng Hsiao-p'ing", "Deng Xiaoping"),
        ("P'eng Te-huai", "Peng Dehuai"),
        ("Hsu Hsiang-ch'ien", "Xu Xiangqian"),
        ("Chu Teh", "Zhu De"),
    ],
)
def test_wade_giles_and_pinyin_of_one_name(older: str, newer: str) -> None:
    assert same_chinese(older, newer)
    assert same_chinese(newer, older)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Li Dan", "Li Tan"), ("Lin Biao", "Lin Piao"), ("Mao Zedong", "Mao Zedong"), ("Mary Smith", "Mary Smit"),
     ("Chou En-lai", "Zhou Enting"), ("John Tan", "John Dan")],
)  # fmt: skip
def test_two_names_that_both_systems_have_are_two(one: str, other: str) -> None:
    assert not same_chinese(one, other)


def test_a_family_name_is_known_in_both_systems() -> None:
    assert same_family_name("Chou", "Zhou")
    assert not same_family_name("Zhou", "Zhu")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tolstoy", "Tolstoi"),
        ("Trotsky", "Trotzky"),
        ("Dostoevsky", "Dostoyevsky"),
        ("Tchaikovsky", "Chaikovskii"),
        ("Sergey Kirov", "Sergei Kirov"),
        ("Aleksandr Kerensky", "Alexander Kerensky"),
    ],
)
def test_spellings_of_one_russian_name(one: str, other: str) -> None:
    assert same_russian(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("John Smith", "John Smyth"), ("Alexei Rykov", "Andrei Rykov"), ("Martin", "Martyn"), ("Kirov", "Kirova")],
)
def test_other_names_are_two(one: str, other: str) -> None:
    assert not same_russian(one, other)


def test_letters_know_no_hyphens_accents_or_umlauts() -> None:
    assert letters("Karl-Heinz Müller") == letters("Karl Heinz Mueller")
    assert letters("José") == letters("JOSE")


@pytest.mark.parametrize(("name", "number"), [("Mao Zedong", 3), ("Xi'an", 2), ("Stalin", 0), ("Lu Zhengcao", 3)])
def test_a_name_in_pinyin_has_as_many_characters_as_syllables(name: str, number: int) -> None:
    assert characters(name) == number
