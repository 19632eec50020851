"""The composition root: everything is made here and passed on."""
