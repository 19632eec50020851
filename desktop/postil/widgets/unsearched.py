"""One line that says how much of the library nobody has looked through yet, with a button for it."""

from postil.domain.wording import count, say
from postil.widgets.empty import Notice


class UnsearchedLine(Notice):
    """Hidden where all was looked through; ``pressed`` tells that the reader wants it done."""

    def show_count(self, missing: int, articles: int) -> None:
        """Say how many of the articles were not looked through."""
        if not missing:
            self.tell("")
            return
        sentence = count(
            "{missing} of {number} article has not been looked through for names and dates.",
            "{missing} of {number} articles have not been looked through for names and dates.",
            articles,
            missing=f"{missing:,}",
        )
        self.tell(sentence, say("Look through them now") if missing > 1 else say("Look through it now"))

    def show_looking(self, progress: object) -> None:
        """Say that it is being done; None, that it is over, waits for the next count."""
        if progress is not None:
            self.tell(say("Looking through the articles for names and dates; what is found comes in here."))
