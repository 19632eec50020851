"""What readers may type into a search: words, signs of the query language, and anything else."""

from hypothesis import strategies as st

_SIGNS = ("AND", "OR", "NOT", "(", ")", '"', "-", "*", "^", "+")


def typed(*pieces: str, most: int) -> st.SearchStrategy[str]:
    """Give texts of at most so many pieces: signs, ``pieces`` that belong to what is tested, and any text."""
    return st.lists(st.one_of(st.sampled_from([*_SIGNS, *pieces]), st.text(max_size=6)), max_size=most).map(" ".join)
