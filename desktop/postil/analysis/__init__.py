"""Who, where and when in a text; runs in a process of its own."""
