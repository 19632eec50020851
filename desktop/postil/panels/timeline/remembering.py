"""What the reader last looked at on the timeline, kept between two starts of the program."""

import json
from dataclasses import asdict, dataclass
from typing import Any, cast

from postil.panels.timeline.gathering import ALL, CHOSEN, OPEN
from postil.session.settings import Settings

_KEY = "timeline/view"


@dataclass(frozen=True, slots=True)
class Looked:
    """The articles (``scope`` and ``chosen``, or the ``opened`` one), whose dates, how they are shown, and which part.

    ``left`` is the day at the left edge and ``per_day`` the pixels of a day; ``per_day`` 0: all of it fits.
    """

    scope: str = OPEN
    chosen: tuple[str, ...] = ()
    opened: str = ""
    entity: str = ""
    as_list: bool = False
    left: float = 0.0
    per_day: float = 0.0


def remembered(settings: Settings) -> Looked:
    """Return what was kept; the usual view where nothing was, or nothing that can be read."""
    try:
        kept: Any = json.loads(settings.text(_KEY) or "{}")
        found = Looked(
            str(kept.get("scope", OPEN)),
            tuple(str(each) for each in kept.get("chosen", ())),
            str(kept.get("opened", "")),
            str(kept.get("entity", "")),
            bool(kept.get("as_list", False)),
            float(kept.get("left", 0)),
            max(0.0, float(kept.get("per_day", 0))),
        )
    except (ValueError, TypeError, AttributeError, OverflowError):
        return Looked()
    return found if found.scope in {OPEN, ALL, CHOSEN} else Looked()


def remember(settings: Settings, looked: Looked) -> None:
    """Keep what is looked at."""
    settings.put(_KEY, json.dumps(cast("dict[str, object]", asdict(looked)), ensure_ascii=False))
