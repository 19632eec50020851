"""Where a highlight belongs: W3C selectors made from a text, and found again in a changed one.

``selectors`` holds what crosses the border, ``locating`` finds, ``judging`` decides what may be believed.
"""

from typing import TYPE_CHECKING, Any

from postil.domain.anchoring.selectors import CONTEXT, Placement, Selector, State, describe

if TYPE_CHECKING:
    from postil.domain.anchoring.locating import locate, locate_all
    from postil.domain.anchoring.sameness import same_wording

__all__ = ["CONTEXT", "Placement", "Selector", "State", "describe", "locate", "locate_all", "same_wording"]

# Every record holds a selector, few starts compare two texts: what does that is loaded when it is first asked for.
_LATER = {"locate": "locating", "locate_all": "locating", "same_wording": "sameness"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
