"""Where a highlight belongs: W3C selectors made from a text, and found again in a changed one.

``selectors`` holds what crosses the border, ``locating`` finds, ``judging`` decides what may be believed.
"""

from postil.domain.anchoring.locating import locate, locate_all
from postil.domain.anchoring.sameness import same_wording
from postil.domain.anchoring.selectors import CONTEXT, Placement, Selector, State, describe

__all__ = ["CONTEXT", "Placement", "Selector", "State", "describe", "locate", "locate_all", "same_wording"]
