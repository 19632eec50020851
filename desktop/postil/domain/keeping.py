"""Which backups are kept: seven days, four weeks, twelve months, and the last few that were made for a reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

DAYS, WEEKS, MONTHS = 7, 4, 12
FOR_A_REASON = 5
"""How many backups of each purpose ("by-hand", "before-restore", …) stay, however old."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as the rule sees it: when it was made (UTC) and why, "" for the one of the day."""

    name: str
    made: datetime
    purpose: str = ""


def kept(backups: Iterable[Kept], now: datetime) -> frozenset[str]:
    """Return the names of the ``backups`` that stay; ``now`` is what the clock says (UTC).

    Of each of the last seven days that have any, the last four weeks and the last twelve months, the newest stays. Days
    without a backup take no place. Those of each purpose follow the same rule by themselves, and the newest five stay
    in any case: what is made before a restore must not drive out what is restored. What seems to be made in the future,
    since the clock was set back, takes no place either from what is made from now on.
    """
    known = sorted(backups, key=lambda each: (each.made, each.name), reverse=True)
    stay: set[str] = set()
    for purpose, is_past in {(each.purpose, each.made <= now) for each in known}:
        group = [each for each in known if each.purpose == purpose and (each.made <= now) is is_past]
        for period, number in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
            stay |= _newest_of_each(group, period, number)
        if purpose:
            stay |= {each.name for each in group[:FOR_A_REASON]}
    return frozenset(stay)


def is_due(backups: Iterable[Kept], now: datetime) -> bool:
    """Return whether none of ``backups`` is the one of today (UTC); one from the future is none of today."""
    today = _day(now)
    return not any(
        not each.purpose and _day(each.made) == today and each.made <= now + timedelta(minutes=1) for each in backups
    )


def _newest_of_each(newest_first: Iterable[Kept], period: Callable[[datetime], str], number: int) -> set[str]:
    found: dict[str, str] = {}
    for each in newest_first:
        found.setdefault(period(each.made), each.name)
        if len(found) == number:
            break
    return set(found.values())


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d")


def _week(moment: datetime) -> str:
    return moment.strftime("%G-%V")


def _month(moment: datetime) -> str:
    return moment.strftime("%Y-%m")
