"""Citations formatted for the window: asked of the formatting process on the pool, one at a time, and remembered."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.citing import Cluster
from postil.domain.csl import Json, cited_csl
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.services.formatting import Asked, Formatted, FormattingProcess, ask_for
from postil.services.styles import LANGUAGE, USUAL, engine_file, find_style, offered_as, styles_folder
from postil.session.jobs import is_gone
from postil.session.settings import SettingChanged

if TYPE_CHECKING:
    from postil.session.desk import Desk

STYLE, SPOKEN = "citing/style", "citing/language"
"""The settings that say in which style and language citations are shown."""
REMEMBERED = 600
MOST_WAITING = 200
TOLD_TOGETHER = 0.1
"""Seconds in which citations that come one after the other are told of as one."""
IDLE_MILLISECONDS = 120_000
"""How long a warm process is kept for the next citation."""
PATIENCE_MILLISECONDS = 30_000
"""How long a style may take before the process is given up: one that is new takes a second or two."""

Done = Callable[[Formatted], None]
_Sign = tuple[str, str, tuple[Cluster, ...], tuple[CslItem, ...]]


@dataclass(frozen=True, slots=True)
class _Wish:
    asked: Asked
    done: Done


class Citations(QObject):
    """Formats citations and bibliographies in the reader's style.

    ``came`` tells that clusters that were asked for with ``shown`` are there now; ``restyled`` that the style, its
    language or the works have changed.
    """

    came = Signal()
    restyled = Signal()

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk.workspace)
        self._settings = desk.settings
        self._jobs = desk.jobs
        self._folder = str(styles_folder(desk.workspace.library.path))
        self._process = FormattingProcess()
        self._known: dict[_Sign, Formatted] = {}
        self._waiting: dict[object, _Wish] = {}
        self._job = 0
        self._busy = False
        self._under_way: object = None
        self._told = 0.0
        self._idle = self._timer(IDLE_MILLISECONDS, self._process.close)
        self._patience = self._timer(PATIENCE_MILLISECONDS, self._process.kill)
        self._settings.changed.connect(self._hear_setting)
        desk.workspace.changed.connect(self._hear)
        desk.workspace.closing.connect(self.close)
        if told := self.replaced:
            desk.workspace.told.emit(told)

    @property
    def style(self) -> str:
        """The name of the reader's style; that of the usual one where it is gone, or cannot be had."""
        name = self._settings.text(STYLE)
        return USUAL if self._missing(name) else name

    @property
    def replaced(self) -> str:
        """What became of the reader's style, in a sentence, where it cannot be had without citeproc-js; else ""."""
        name = self._settings.text(STYLE)
        if engine_file() is not None or not self._missing(name):
            return ""
        return say(
            "“{style}” needs citeproc-js, which was not fetched when Postil was installed: {usual} stands in for it.",
            style=offered_as(name),
            usual=offered_as(USUAL),
        )

    @property
    def language(self) -> str:
        """The language of words like "edited by"."""
        return self._settings.text(SPOKEN) or LANGUAGE

    @property
    def folder(self) -> Path:
        """The folder of the reader's own styles."""
        return Path(self._folder)

    def _missing(self, name: str) -> bool:
        try:
            find_style(name, self.folder)
        except Problem:
            return True
        if engine_file() is not None:
            return False
        from postil.services.plain_citeproc import is_rendered

        return not is_rendered(name, self.folder)

    def ask(self, purpose: object, asked: Asked, done: Done) -> None:
        """Format on the pool and call ``done``; what was asked for the same purpose and not begun is forgotten.

        What was asked last is done first.

        ``done`` is given a Formatted with a ``problem`` where it could not be formatted.
        """
        self._waiting.pop(purpose, None)
        wish = replace(asked, styles=self._folder, language=asked.language or self.language)
        self._waiting[purpose] = _Wish(wish, done)
        while len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        self._go_on()

    def entries(self, items: Sequence[CslItem], done: Done, *, style: str = "", purpose: str = "entries") -> None:
        """Format works, cited together and as a bibliography."""
        cited: Json = {"items": [{"id": item.key} for item in items], "in_text": False}
        asked = Asked(
            style or self.style,
            tuple(cited_csl(item) for item in items),
            (cited,),
            bibliography=True,
            language=self.language,
        )
        self.ask(purpose, asked, done)

    def shown(self, clusters: Sequence[Cluster], items: Mapping[str, CslItem]) -> Formatted | None:
        """Return the clusters of a note formatted, None while they are not: ``came`` tells when they are.

        There is one for each cluster, "" for one of which no key is in ``items``.
        """
        places = tuple(map(_placeless, clusters))
        keys = dict.fromkeys(each.key for one in places for each in one.citations)
        works = tuple(items[key] for key in keys if key in items)
        sign = (self.style, self.language, places, works)
        known = self._known.get(sign)
        if known is None and sign != self._under_way and sign not in self._waiting:
            known_only = [one for one in places if any(each.key in items for each in one.citations)]
            if not known_only:
                return Formatted(("",) * len(places))
            asked = ask_for(items, known_only, self.style)
            self.ask(sign, replace(asked, language=self.language), partial(self._learn, sign, items))
        return known

    def close(self) -> None:
        """End the process and forget what was asked."""
        self._jobs.forget(self._job)
        self._waiting.clear()
        self._idle.stop()
        self._patience.stop()
        self._process.shut()

    def _learn(self, sign: _Sign, items: Mapping[str, CslItem], formatted: Formatted) -> None:
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        found = iter(formatted.clusters)
        whole = tuple(next(found, "") if any(each.key in items for each in one.citations) else "" for one in sign[2])
        self._known[sign] = replace(formatted, clusters=() if formatted.problem else whole)
        # One card is told of at once; of many, those that came together.
        if not self._waiting or time.monotonic() - self._told > TOLD_TOGETHER:
            self._told = time.monotonic()
            self.came.emit()

    def _go_on(self) -> None:
        if self._busy or not self._waiting:
            return
        self._under_way, wish = self._waiting.popitem()
        self._busy = True
        self._idle.stop()
        self._patience.start()
        self._job = self._jobs.run(
            partial(self._process.format, wish.asked), partial(self._end, wish.done), partial(self._fail, wish.done)
        )

    def _end(self, done: Done, formatted: Formatted) -> None:
        self._busy, self._under_way = False, None
        self._patience.stop()
        self._idle.start()
        # What is wanted next is under way before this is drawn.
        self._go_on()
        # A dialog may be closed while its citations are under way.
        if not is_gone(done):
            done(formatted)

    def _fail(self, done: Done, problem: Problem) -> None:
        self._end(done, Formatted(problem=str(problem)))

    def _timer(self, milliseconds: int, ended: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(ended)
        return timer

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key in {STYLE, SPOKEN}:
            self.restyled.emit()

    def _hear(self, edit: Edit) -> None:
        if edit.touched(CslItem):
            self.restyled.emit()


def citations_of(desk: "Desk") -> Citations:
    """Return what formats the citations of a window, made when it is first asked for."""
    found = desk.workspace.findChild(Citations)
    return found if isinstance(found, Citations) else Citations(desk)


def _placeless(cluster: Cluster) -> Cluster:
    """Return a cluster as it reads, wherever it stands."""
    return replace(
        cluster, start=0, end=0, citations=tuple(replace(each, start=0, end=0) for each in cluster.citations)
    )
