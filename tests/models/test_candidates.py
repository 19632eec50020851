from named import TEXT, analysis_of
from postil.models.candidates import candidates, namesake


def test_those_who_share_a_word_come_first_then_the_same_kind():
    known = analysis_of(TEXT).entities
    names = [each.name for each in candidates(known, like="Doctor Holm", kind="place")]
    assert names[0] == "Ida Holm"
    assert names[1:3] == ["Oslo", "Bergen"]


def test_what_the_reader_types_narrows_the_choice():
    known = analysis_of(TEXT).entities
    assert [each.name for each in candidates(known, like="", kind="person", wanted="BERG")] == ["Anna Berg", "Bergen"]
    assert candidates(known, like="", kind="person", wanted="xyz") == []


def test_a_namesake_is_found_by_its_key():
    known = analysis_of(TEXT).entities
    assert namesake(known, "place:oslo") is known[2]
    assert namesake(known, "person:oslo") is None
