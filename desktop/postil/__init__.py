"""Postil: careful reading of articles that may or may not be true."""

__version__ = "0.1.0"
