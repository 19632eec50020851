"""The reader's own templates: files in a folder beside the settings, one for each, named ``NAME.FORMAT.jinja``."""

from pathlib import Path

from postil.domain.problems import Problem
from postil.exporters.writing import file_name, write

_ENDING = ".jinja"


class OwnTemplates:
    """Reads and writes the templates in ``folder``, which is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self, format_name: str) -> tuple[str, ...]:
        """Return the names of the templates for a format."""
        ending = f".{format_name}{_ENDING}"
        try:
            found = [path.name.removesuffix(ending) for path in self.folder.iterdir() if path.name.endswith(ending)]
        except OSError:
            return ()
        return tuple(sorted(found, key=str.casefold))

    def read(self, name: str, format_name: str) -> str:
        """Return the text of a template; raises Problem."""
        path = self._path(name, format_name)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Problem("The template {file} cannot be read; choose another one.", file=path) from error

    def write(self, name: str, format_name: str, text: str) -> None:
        """Keep a template; raises Problem."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Problem("The folder {folder} cannot be made, so templates cannot be kept.", folder=self.folder) from (
                error
            )
        write(self._path(name, format_name), text)

    def remove(self, name: str, format_name: str) -> None:
        """Delete a template; raises Problem."""
        path = self._path(name, format_name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise Problem("The template {file} cannot be deleted; try again.", file=path) from error

    def free_name(self, wished: str, format_name: str) -> str:
        """Return ``wished``, made safe for a file, with a number where there is one of that name."""
        plain = file_name(wished, _ENDING).removesuffix(_ENDING).replace(".", " ").strip() or "Template"
        taken = {name.casefold() for name in self.names(format_name)}
        number, name = 1, plain
        while name.casefold() in taken:
            number += 1
            name = f"{plain} {number}"
        return name

    def _path(self, name: str, format_name: str) -> Path:
        return self.folder / f"{name}.{format_name}{_ENDING}"
