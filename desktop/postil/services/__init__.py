"""Verbs: values in, an Edit out; no Qt, no SQL."""
