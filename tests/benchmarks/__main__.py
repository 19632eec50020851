"""Run every ``bench_*.py`` of this folder in a process of its own: ``.venv/bin/python tests/benchmarks [NAME...]``.

Each has ``measure() -> list[Figure]``. The figures are printed and written to ``build/bench.json``; the exit status is
1 if a bound is missed or a benchmark fails.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

from figures import Figure, from_json, table, to_json, write  # noqa: E402 - the folder must be on the path first

_ONE = "--one"
_MARK = "figures:"


def run_one(name: str) -> None:
    """Run one benchmark in this process and print its figures for ``run``."""
    import importlib

    sys.path.insert(0, str(ROOT / "desktop"))
    module = importlib.import_module(name)
    print(_MARK + to_json(module.measure()).replace("\n", ""))  # noqa: T201


def run(name: str) -> list[Figure] | None:
    """Run one benchmark in a process of its own; None where it fails."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    command = [sys.executable, str(HERE), _ONE, name]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    answers = [line for line in done.stdout.splitlines() if line.startswith(_MARK)]
    if done.returncode or not answers:
        return None
    return from_json(answers[-1].removeprefix(_MARK))


def main(names: list[str]) -> int:
    """Run the benchmarks of these names, or all of them."""
    figures: list[Figure] = []
    failed = False
    for path in sorted(HERE.glob("bench_*.py")):
        if names and path.stem not in names and path.stem.removeprefix("bench_") not in names:
            continue
        print(f"{path.stem}:", flush=True)  # noqa: T201
        measured = run(path.stem)
        if measured is None:
            failed = True
            print("FAIL  it did not finish")  # noqa: T201
            continue
        figures += measured
        print(table(measured), flush=True)  # noqa: T201
    write(figures, ROOT / "build" / "bench.json")
    return 1 if failed or not all(figure.holds for figure in figures) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == [_ONE]:
        run_one(sys.argv[2])
    else:
        sys.exit(main(sys.argv[1:]))
