"""Dates as printed and as understood: a small grammar, then each relative one resolved from those before it."""

from postil.analysis.dates.finding import DateReader, find_dates

__all__ = ["DateReader", "find_dates"]
