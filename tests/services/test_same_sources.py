from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from postil.domain.records import CslItem, Name
from postil.services.same_sources import Grouping

DOIS = ("", "10.1000/one", "10.1000/two")
TITLES = ("", "The sixth telegram", "A life of letters")


def work(number: int, doi: str, isbn: str, title: str) -> CslItem:
    more = f'{{"DOI": "{doi}", "ISBN": "{isbn}"}}'
    return CslItem(f"w{number}", f"k{number}", "book", title, (Name("Doe", "Jane"),), published="1999", more=more)


def grouped(works: Sequence[CslItem]) -> list[tuple[str, ...]]:
    grouping = Grouping[str]()
    for each in works:
        grouping.add(each.id, each)
    return list(grouping.groups())


def test_a_record_that_is_like_two_others_makes_them_one_group() -> None:
    by_number, by_title = work(0, DOIS[1], "", "Telegram six, no longer"), work(1, DOIS[2], "", TITLES[1])
    both = work(2, DOIS[1], "", TITLES[1])
    assert grouped([by_number, by_title]) == []
    assert grouped([by_number, by_title, both]) == [("w0", "w1", "w2")]
    assert grouped([both, by_title, by_number]) == [("w2", "w1", "w0")]


LIKELY = st.tuples(st.sampled_from(DOIS), st.sampled_from(("", "9780306406157")), st.sampled_from(TITLES))


@given(
    st.lists(LIKELY, max_size=7).flatmap(lambda found: st.tuples(st.just(found), st.permutations(range(len(found)))))
)
def test_groups_are_a_partition_and_the_order_of_records_does_not_matter(
    found: tuple[list[tuple[str, str, str]], list[int]],
) -> None:
    works = [work(number, *fields) for number, fields in enumerate(found[0])]
    groups = grouped(works)
    named = [name for group in groups for name in group]
    assert len(named) == len(set(named))
    assert all(len(group) > 1 for group in groups)
    assert {frozenset(group) for group in groups} == {frozenset(each) for each in grouped([works[n] for n in found[1]])}
    together = {name: frozenset(group) for group in groups for name in group}
    for one in works:
        for other in works:
            if one.id != other.id and grouped([one, other]):
                assert other.id in together[one.id]
