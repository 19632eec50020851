"""Dates of what other programs made, as they can be kept beside the library's own."""

from datetime import UTC, datetime, timedelta

_SHAPE = "%Y-%m-%dT%H:%M:%SZ"


def made_at(record_id: str) -> str:
    """Return the moment that an id (UUID version 7) was made at, in UTC, ISO 8601, to the second; "" for another."""
    try:
        milliseconds = int(record_id.replace("-", "")[:12], 16)
        return datetime.fromtimestamp(milliseconds // 1000, UTC).strftime(_SHAPE)
    except (ValueError, OverflowError, OSError):
        return ""


def dated(created: str, modified: str, highlight_id: str) -> tuple[str, str]:
    """Return when a highlight was made and changed there: before it came here, whatever the clock there said.

    Without a date it is the second before it came. What is changed later than its id was made was changed here, then.
    """
    came = made_at(highlight_id)
    latest = (datetime.strptime(came, _SHAPE).replace(tzinfo=UTC) - timedelta(seconds=1)).strftime(_SHAPE)
    created = min(created or latest, latest)
    return created, min(max(modified or created, created), latest)


def is_as_it_came(modified: str, highlight_id: str) -> bool:
    """Say whether a highlight that was last changed then has not been changed since it came into the library."""
    return modified < made_at(highlight_id)
