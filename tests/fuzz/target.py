"""One fuzz target in its own process: ``target.py NAME CORPUS FINDINGS [libFuzzer's options]``."""

import hashlib
import importlib
import sys
import traceback
from pathlib import Path
from typing import Any

# In build/fuzz alone, see 'make fuzz'.
atheris: Any = importlib.import_module("atheris")
sys.path.insert(0, str(Path(__file__).parent.parent))

# What is imported below is told to report which ways through it an input takes.
with atheris.instrument_imports(include=["postil", "mammoth", "bibtexparser", "mistune", "markdown_it"]):
    import postil.importers.registry  # noqa: F401  # pyright: ignore[reportUnusedImport]
    from fuzz.mutating import mutated
    from fuzz.targets import targets

    TARGET = targets()[sys.argv[1]]
    for seed in TARGET.seeds:
        # Much is imported when it is first needed, and has to be within here.
        TARGET.check(seed)


def main() -> None:
    """Feed the target until the time is over; each kind of finding is written down once."""
    findings = Path(sys.argv[3])
    seen: set[str] = set()

    def feed(content: bytes) -> None:
        try:
            TARGET.check(content)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001
            _write_down(findings, content, error, seen)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        return mutated(content, most, seed, atheris.Mutate)

    atheris.Setup([sys.argv[0], *sys.argv[4:], sys.argv[2]], feed, custom_mutator=mutate)
    atheris.Fuzz()


def _write_down(findings: Path, content: bytes, error: BaseException, seen: set[str]) -> None:
    """Keep an input and what it led to, once for each place in the code."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if "postil" in frame.filename][-2:]
    kind = f"{type(error).__name__} {' '.join(places)}" if places else f"{type(error).__name__} {frames[-1].lineno}"
    if kind in seen:
        return
    seen.add(kind)
    number = hashlib.sha256(kind.encode()).hexdigest()[:12]
    (findings / f"{number}.input").write_bytes(content)
    (findings / f"{number}.txt").write_text(
        kind + "\n" + "".join(traceback.format_exception(error)), "utf-8", "backslashreplace"
    )
    sys.stderr.write(f"finding: {kind}\n")


if __name__ == "__main__":
    main()
