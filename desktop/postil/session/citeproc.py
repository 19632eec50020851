"""citeproc-js in Qt's JavaScript engine: formats citations in any style of CSL 1.0.2.

Source: https://citeproc-js.readthedocs.io. It is fetched when Postil is installed (packaging/fetch_citeproc.py).
"""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine, QJSValue

from postil.domain.problems import Problem
from postil.resources import resource
from postil.services.formatting import Asked, Formatted
from postil.services.stops import without_doubled_stops
from postil.services.styles import find_style_in, locale_tree, style_tree

_MODULE = "var module = { exports: {} }, exports = module.exports, console = { log: function () {} };"
# A language of two letters means that of its first country.
_COUNTRIES = {"en": "en-US", "de": "de-DE", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "zh": "zh-CN"}


class EngineError(Problem):
    """The engine of JavaScript gave up; what it says is for who looks for the reason, not for a reader."""


class Citeproc:
    """One engine of JavaScript with the styles it has been asked for; belongs to the thread that made it."""

    def __init__(self, file: Path) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self._engine = QJSEngine()
        self._prepared: dict[tuple[str, str], str] = {}
        self._locales: set[str] = set()
        for text, name in (
            (_MODULE, "module"),
            (file.read_text("utf-8"), file.name),
            (resource("citing", "beside_citeproc.js").read_text("utf-8"), "beside_citeproc.js"),
        ):
            self._told(self._engine.evaluate(text, name))
        for language in ("en-US", "en-GB"):
            self._learn_locale(language)

    def format(self, asked: Asked) -> Formatted:
        """Return what was asked for, formatted; raises Problem where the style cannot be used."""
        try:
            return self._format(asked)
        except EngineError as error:
            raise Problem(
                "The style “{style}” has a mistake in it that nothing can be formatted with. Choose another style.",
                style=asked.style,
            ) from error

    def _format(self, asked: Asked) -> Formatted:
        name = self._prepare(asked)
        request = json.dumps(
            {
                "items": asked.items,
                "clusters": asked.clusters,
                "bibliography": asked.bibliography,
                "output": asked.output,
            }
        )
        found: dict[str, Any] = json.loads(self.run("format", name, request))
        clusters, entries = without_doubled_stops(asked, found["clusters"], found["bibliography"], found["keys"])
        return Formatted(
            clusters,
            tuple(entry.strip() for entry in entries),
            tuple(found["keys"]),
            bool(found["notes"]),
            "citeproc-js",
        )

    def tidy(self) -> None:
        """Collect garbage, which the engine would else do in the midst of a later request."""
        self._engine.collectGarbage()

    def run(self, verb: str, *given: str) -> str:
        """Call a function of ``beside_citeproc.js`` with texts and return its text."""
        call = f"postil.{verb}({', '.join(map(json.dumps, given))})"
        return self._told(self._engine.evaluate(call)).toString()

    def evaluate(self, script: str, name: str) -> None:
        """Load more JavaScript, as the test suite's runner does."""
        self._told(self._engine.evaluate(script, name))

    def learn_locale_for(self, language: str) -> None:
        """Have the locales ready that a style in ``language`` may ask for."""
        full = _COUNTRIES.get(language, language)
        for each in (full, language):
            self._learn_locale(each)

    def _prepare(self, asked: Asked) -> str:
        folder = Path(asked.styles)
        path = find_style_in(asked.language, asked.style, folder)
        written = path.stat()
        name = f"{path}\n{written.st_mtime_ns}\n{asked.language}"
        if (name, asked.language) not in self._prepared:
            tree = style_tree(path, folder)
            attributes = tree.get("attrs")
            if isinstance(attributes, dict):
                self.learn_locale_for(str(attributes.get("default-locale", "")))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            self.learn_locale_for(asked.language)
            self._prepared[name, asked.language] = self.run("prepare", name, json.dumps(tree), asked.language)
        return name

    def _learn_locale(self, language: str) -> None:
        if language and language not in self._locales:
            self._locales.add(language)
            tree = locale_tree(language)
            if tree is not None:
                self.run("learnLocale", language, json.dumps(tree))

    def _told(self, value: "QJSValue | tuple[QJSValue, list[str]]") -> QJSValue:
        # The stubs speak of a tuple, for C++'s second result; none is given.
        value = value[0] if isinstance(value, tuple) else value
        if value.isError():
            raise EngineError("The style could not be used: {reason}.", reason=value.toString().rstrip("."))
        return value
