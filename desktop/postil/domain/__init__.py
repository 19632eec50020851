"""Frozen records and pure functions: what an article, a highlight and an edit are. No Qt, no SQL, no files."""
