"""What the reader decided about boilerplate, site by site."""

from typing import TYPE_CHECKING

from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.domain.records import Fold


def has_folds(library: Library) -> bool:
    """Return whether anything was decided about boilerplate on any site."""
    return bool(library.rows("SELECT 1 FROM folds LIMIT 1"))


def folds_of(library: Library, site: str) -> "tuple[Fold, ...]":
    """Return the decisions for one site (a host, or "" for what came from none), oldest first."""
    from postil.domain.records import Fold

    return library.select(Fold, "site = ?", site)
