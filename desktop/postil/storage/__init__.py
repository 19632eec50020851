"""The library file; the only place with SQL."""
