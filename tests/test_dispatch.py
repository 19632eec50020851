import pytest

from postil.__main__ import window_wish


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        ([], ("", "")),
        (["--library", "a.postil"], ("a.postil", "")),
        (["--library=a.postil", "open", "postil://article/x"], ("a.postil", "postil://article/x")),
        (["open"], ("", "")),
        (["open", "--help"], None),
        (["open", "a", "b"], None),
        (["list"], None),
        (["--library"], None),
        (["--version"], None),
    ],
)
def test_only_what_asks_for_the_window_goes_past_the_command_line(
    given: list[str], wish: tuple[str, str] | None
) -> None:
    assert window_wish(given) == wish
