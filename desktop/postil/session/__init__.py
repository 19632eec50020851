"""The open article, the selection, undo, jobs and settings of one window."""
