"""What the world does wrong, said calmly. Our own bugs are not Problems: they reach the crash hook."""

from postil.domain.wording import say


class Problem(Exception):
    """Something outside Postil stopped a wish of the reader's.

    ``str(problem)`` is one sentence that says what happened and what to do; nothing was lost or half written
    when it is raised.
    """

    def __init__(self, sentence: str, /, **places: object) -> None:
        super().__init__(say(sentence, **places))


class Overtaken(Problem):
    """Another program changed the library between the look at it and the edit; trying again may do."""


class Busy(Problem):
    """Another program is writing to the library just now; trying again in a moment may do."""


class Damaged(Problem):
    """The library holds what Postil never wrote; what can be read of it can be read into a new one."""


class UnknownForm(Problem):
    """A file is of no form that Postil reads."""


class PasswordNeeded(Problem):
    """A file is encrypted: no password was given, or a wrong one."""
