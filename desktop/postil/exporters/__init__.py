"""One file per format out, listed in ``registry.EXPORTERS``."""
