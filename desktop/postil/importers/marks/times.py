"""Moments as programs print them, in UTC. One that names no zone is kept as it is printed, as if it were UTC."""

import re
from datetime import UTC, datetime, timedelta

_ISO = re.compile(
    r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*",
    re.IGNORECASE,
)
_ENGLISH = ("%B %d, %Y %I:%M:%S %p", "%B %d, %Y %I:%M %p", "%B %d, %Y", "%d %B %Y %H:%M:%S", "%d %B %Y", "%m/%d/%Y")


def moment(printed: object) -> str:
    """Return a moment as UTC, ISO 8601, to the second; "" where ``printed`` is none.

    It is ISO 8601 in whole or in part, English prose ("April 19, 2020 11:00 PM"), or seconds or milliseconds since
    1970.
    """
    if isinstance(printed, int | float) and not isinstance(printed, bool):
        return _since_1970(printed)
    if not isinstance(printed, str):
        return ""
    printed = printed.strip()[:100]
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", printed, re.ASCII):
        return _since_1970(float(printed))
    match = _ISO.fullmatch(printed)
    if match:
        year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
        return made((year, month, day), (hour, minute, second), match[7] or "")
    for shape in _ENGLISH:
        try:
            read = datetime.strptime(printed, shape).replace(tzinfo=UTC)
        except ValueError:
            continue
        return made((read.year, read.month, read.day), (read.hour, read.minute, read.second))
    return ""


def made(day: tuple[int, int, int], clock: tuple[int, int, int] = (0, 0, 0), zone: str = "") -> str:
    """Return the moment of a year, month and day, of hour, minute and second, in a ``zone`` ("Z", "+02:00", "").

    "" where there is none.
    """
    hour, minute, second = clock
    try:
        read = datetime(*day, hour, minute, min(second, 59), tzinfo=UTC)
        digits = zone.replace(":", "")
        if digits[:1] in {"+", "-"}:
            ahead = timedelta(hours=int(digits[1:3]), minutes=int(digits[3:5]))
            read = read - ahead if digits[0] == "+" else read + ahead
    except (ValueError, OverflowError):
        return ""
    return f"{read.year:04}-{read:%m-%dT%H:%M:%S}Z"


def _since_1970(number: float) -> str:
    seconds = number / 1000 if abs(number) >= 1e11 else number
    try:
        read = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{read.year:04}-{read:%m-%dT%H:%M:%S}Z" if read.year > 1970 else ""
