"""How long the table of claims takes to sift, sort and select among 5,000.

``python tests/benchmarks/bench_claims.py`` prints the figures.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication, QTableView  # noqa: E402

from postil.domain.claims import STATUSES  # noqa: E402
from postil.domain.records import Claim  # noqa: E402
from postil.exporters.claims import ListedClaim  # noqa: E402
from postil.exporters.collected import Related  # noqa: E402
from postil.models.claims import QUOTATION, REASON, ClaimModel, ClaimSieve  # noqa: E402

_CLAIMS = 5_000
_ROUNDS = 20


def measure() -> list[Figure]:
    """Return milliseconds of wall time, drawing included."""
    application = QApplication.instance() or QApplication([])
    view = QTableView()
    model = ClaimModel()
    sieve = ClaimSieve(model)
    view.setModel(sieve)
    view.setSortingEnabled(True)
    view.sortByColumn(QUOTATION, Qt.SortOrder.AscendingOrder)
    view.resize(900, 560)
    view.show()
    model.show_claims(_claims())
    application.processEvents()

    def took(do: Callable[[], object]) -> float:
        began = time.perf_counter()
        do()
        application.processEvents()
        return (time.perf_counter() - began) * 1000

    statuses = [*STATUSES, ""]
    sifting = [took(lambda turn=turn: sieve.sift(statuses[turn % 6], "")) for turn in range(_ROUNDS)]
    typing = [took(lambda turn=turn: sieve.sift("", f"asked {turn}")) for turn in range(_ROUNDS)]
    sieve.sift("", "")
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder)
    sorting = [took(lambda turn=turn: view.sortByColumn(REASON, orders[turn % 2])) for turn in range(_ROUNDS)]
    selecting = [took(lambda turn=turn: view.selectRow(turn * 200)) for turn in range(_ROUNDS)]
    view.close()
    named = f"table of {_CLAIMS:,} claims"
    return [
        Figure(f"{named}: another status (median)", statistics.median(sifting), "ms", 16.0),
        Figure(f"{named}: other words (median)", statistics.median(typing), "ms", 16.0),
        Figure(f"{named}: another order (median)", statistics.median(sorting), "ms", 32.0),
        Figure(f"{named}: another row (median)", statistics.median(selecting), "ms", 16.0),
    ]


def _claims() -> tuple[ListedClaim, ...]:
    statuses = list(STATUSES)
    listed: list[ListedClaim] = []
    for number in range(_CLAIMS):
        claim = Claim(str(number), statuses[number % 5], "Anna", f"because of letter {number * 7919 % 1000}", "6")
        words = f"the army asked {number} times for grain in the long winter of the war"
        listed.append(ListedClaim(claim, "article", "The third telegram", words, Related(claim)))
    return tuple(listed)


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
