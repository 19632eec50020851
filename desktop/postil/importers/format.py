"""What one importer is: a name, the files it claims, and the function that reads them."""

from collections.abc import Callable
from dataclasses import dataclass

from postil.domain.sources import Imported, Source


@dataclass(frozen=True, slots=True)
class Format:
    """One format that Postil reads.

    ``name`` is kept with each revision, ``label`` is shown in file dialogs. ``extensions`` are lower case with
    their dot, ``media_types`` lower case without parameters. ``sniff`` says whether bytes of unknown type are of
    this format; one that is not ``textual`` (a zip, a PDF) is known by its bytes alone, whatever its name. ``parse``
    reads a source purely, and raises Problem and nothing else.
    """

    name: str
    label: str
    extensions: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[Source], bool]
    parse: Callable[[Source], Imported]
    textual: bool = True
