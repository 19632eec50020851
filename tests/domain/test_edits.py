from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.records import Color, Reading

A = Color("yellow", "claim", 0)
B = replace(A, name="doubt")
C = replace(A, name="proof")


def test_the_inverse_of_an_edit_takes_its_changes_back_last_first() -> None:
    edit = Edit("Two", (Change(None, A), Change(A, B)))
    assert edit.inverse().changes == (Change(B, A), Change(A, None))
    assert edit.inverse().inverse() == edit


def test_a_burst_becomes_one_change_per_record() -> None:
    first = Edit("Type", (Change(A, B),), "burst")
    assert first.followed_by(Edit("Type", (Change(B, C),), "burst")).changes == (Change(A, C),)


def test_a_burst_that_ends_where_it_began_changes_nothing() -> None:
    assert Edit("Type", (Change(A, B),)).followed_by(Edit("Type", (Change(B, A),))).changes == ()


def test_records_of_two_kinds_with_one_id_stay_apart() -> None:
    reading = Reading("yellow", 3, 0.5, "")
    both = Edit("Both", (Change(None, A),)).followed_by(Edit("Both", (Change(None, reading),)))
    assert both.changes == (Change(None, A), Change(None, reading))


@given(st.lists(st.sampled_from([A.name, "x", "y", "z"]), min_size=1, max_size=8))
def test_folding_a_burst_keeps_where_it_began_and_ended(names: list[str]) -> None:
    edit, now = Edit("Type", ()), A
    for name in names:
        after = replace(now, name=name)
        edit = edit.followed_by(Edit("Type", (Change(now, after),)))
        now = after
    assert edit.changes == (() if now == A else (Change(A, now),))


def test_ids_are_version_seven_and_keep_their_order() -> None:
    ids = [new_id() for _ in range(200)]
    assert len(set(ids)) == 200
    assert all(each[14] == "7" and each[19] in "89ab" for each in ids)
    first, last = ids[0], ids[-1]
    assert first < last
