from named import TEXT, analysis_of
from postil.domain.entities import Analysis, DateMention
from postil.models.subjects import arranged, matches, subjects, words_around


def names(rows):
    return [row.name for row in rows]


def test_each_entity_is_one_subject_with_all_its_mentions():
    found = subjects(analysis_of(TEXT), TEXT)
    anna = next(row for row in found["person"] if row.name == "Anna Berg")
    assert [TEXT[each.start : each.end] for each in anna.mentions] == ["Anna Berg", "Berg", "Berg"]


def test_subjects_sort_by_count_by_name_and_by_first_mention():
    rows = subjects(analysis_of(TEXT), TEXT)["place"]
    assert names(arranged(rows, "count")) == ["Oslo", "Bergen"]
    assert names(arranged(rows, "name")) == ["Bergen", "Oslo"]
    assert names(arranged(reversed(rows), "first")) == ["Oslo", "Bergen"]


def test_dates_of_one_value_are_one_subject_under_the_words_that_say_it():
    dates = (
        DateMention(0, 13, "June 30, 1941", "1941-06-30"),
        DateMention(20, 44, "on that memorable morning", "1941-06-30", "", 0),
    )
    (row,) = subjects(Analysis("1", "en", dates=dates), "")["date"]
    assert (row.name, row.detail, len(row.mentions)) == ("June 30, 1941", "1941-06-30", 2)


def test_dates_without_a_value_stay_apart_by_their_words_and_sort_last():
    dates = (
        DateMention(0, 5, "later", ""),
        DateMention(9, 13, "1941", "1941"),
        DateMention(20, 28, "one day", ""),
    )
    rows = subjects(Analysis("1", "en", dates=dates), "")["date"]
    assert names(arranged(rows, "name")) == ["1941", "later", "one day"]


def test_masks_are_numbered_in_text_order_with_the_words_around():
    rows = subjects(analysis_of(TEXT), TEXT)["mask"]
    assert names(rows) == ["1", "2", "3", "4"]
    assert "Comrade **" in rows[0].detail
    assert rows[1].detail.endswith("in Oslo. Anna Berg read it.")
    assert rows[2].detail.startswith("When ***")


def test_masks_keep_the_order_of_the_text_however_they_are_sorted():
    text = " ".join("**" for _ in range(12))
    rows = subjects(analysis_of(text), text)["mask"]
    for order in ("count", "name", "first"):
        assert names(arranged(reversed(rows), order)) == [str(number) for number in range(1, 13)]


def test_words_around_stay_within_the_line_and_say_where_they_were_cut():
    text = "One line\nA rather long beginning before ** and after\nAnother"
    start = text.index("**")
    assert words_around(text, start, start + 2) == "…before ** and after"


def test_a_filter_compares_without_case_and_accents_and_reads_the_mentions_too():
    text = "Zoë came. Berg went. Anna Berg stayed."
    anna = subjects(analysis_of(text), text)["person"][0]
    assert matches(anna, ["berg"])
    assert matches(anna, ["an", "be"])
    assert not matches(anna, ["holm"])


def test_a_long_sentence_is_cut_between_words_and_says_so():
    text = "Comrade ** was " + "very " * 18 + "extraordinarily late that day and nobody knew why at all"
    start = text.index("**")
    around = words_around(text, start, start + 2)
    assert around.endswith(" very…")
    assert around[:-1] in text
