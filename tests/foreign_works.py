"""Works and highlights as other programs have them."""

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.records import Name
from postil.services.adopting import Adoption, adopt
from postil.storage.library import Library

ANNA = (Name("Mondo", "Anna"),)
TITLE = "The third telegram"


def work(*marks: ForeignMark, **more: object) -> ForeignWork:
    fields: dict[str, object] = {"program": "kindle", "title": TITLE, "authors": ANNA, "marks": marks, **more}
    return ForeignWork(**fields)  # pyright: ignore[reportArgumentType]


def mark(exact: str, key: str = "", **more: object) -> ForeignMark:
    return ForeignMark(key or exact[:20], exact, **more)  # pyright: ignore[reportArgumentType]


def take(library: Library, *works: ForeignWork, deleted_too: bool = False) -> Adoption:
    adoption = adopt(library, works, deleted_too=deleted_too)
    library.apply(adoption.edit)
    return adoption
