"""Fuzz the importers, one after the other: ``python tests/fuzz [NAME ...]``, $FUZZ_SECONDS each; see 'make fuzz'.

What was found and for how long goes to build/fuzz/report.json; the inputs and tracebacks to build/fuzz/findings.
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "build" / "fuzz"
SHARED = ROOT.parent / "shared"
LONGEST_INPUT = 40_000
SLOWEST = 20
"""Seconds after which one input counts as a hang: instrumented code is several times slower."""
MEGABYTES = 2048

sys.path.insert(0, str(Path(__file__).parent.parent))


@dataclass(frozen=True)
class Ran:
    """How one target went: seconds, inputs tried, and the first line of each finding."""

    name: str
    seconds: int
    inputs: int
    findings: tuple[str, ...]


def main(names: list[str]) -> int:
    """Fuzz the named targets, or all; return 1 where something was found."""
    from fuzz.mutating import dictionary
    from fuzz.targets import targets

    seconds = int(os.environ.get("FUZZ_SECONDS", "600"))
    known = targets()
    unknown = [name for name in names if name not in known]
    if unknown:
        say(f"no such target: {' '.join(unknown)}; there are {' '.join(known)}")
        return 2
    found = False
    for name in names or list(known):
        target = known[name]
        seeds = [*target.seeds, *target.public_seeds(SHARED)]
        corpus, findings = FOLDER / "corpus" / name, FOLDER / "findings" / name
        corpus.mkdir(parents=True, exist_ok=True)
        findings.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number}").write_bytes(seed)
        # What was found before is tried again first: what is repaired is no finding any more.
        for older in list(findings.iterdir()):
            if older.suffix == ".txt":
                older.unlink()
            else:
                older.replace(corpus / f"found-{older.stem}")
        words = FOLDER / f"{name}.dict"
        words.write_text(dictionary(seeds), "ascii")
        ran = run(name, corpus, findings, words, seconds)
        found = found or bool(ran.findings)
        write(ran)
        say(f"{ran.name}: {ran.seconds} s, {ran.inputs:,} inputs, {len(ran.findings)} findings")
        for each in ran.findings:
            say(f"  {each}")
    return int(found)


def say(line: str) -> None:
    """Print a line at once: somebody follows the log."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def run(name: str, corpus: Path, findings: Path, words: Path, seconds: int) -> Ran:
    """Run one target for so long; one that a crash or a hang ends is begun again with what it had learnt."""
    begun = time.monotonic()
    inputs = 0
    environment = {**os.environ, "PYTHONPATH": str(FOLDER / "packages")}
    while (left := seconds - round(time.monotonic() - begun)) > 0:
        command = [sys.executable, str(Path(__file__).parent / "target.py"), name, str(corpus), str(findings)]
        command += [
            f"-max_total_time={left}",
            f"-timeout={SLOWEST}",
            f"-rss_limit_mb={MEGABYTES}",
            f"-max_len={LONGEST_INPUT}",
            f"-dict={words}",
            f"-artifact_prefix={findings}/",
            "-print_final_stats=1",
            "-verbosity=1",
        ]
        log = FOLDER / f"{name}.log"
        with log.open("ab") as output:
            ended = subprocess.run(
                command, stdout=output, stderr=subprocess.STDOUT, check=False, cwd=FOLDER, env=environment
            )
        told = re.findall(rb"stat::number_of_executed_units: (\d+)", log.read_bytes())
        inputs += int(told[-1]) if told else 0
        if ended.returncode and time.monotonic() - begun < 10 and not told:
            # It does not even start: its own mistake is in the log.
            say(log.read_bytes()[-2000:].decode("utf-8", "replace"))
            break
    return Ran(name, round(time.monotonic() - begun), inputs, tuple(told_findings(findings)))


def told_findings(findings: Path) -> list[str]:
    """Return the first line of each mistake, and the names of the inputs that made the process crash or hang."""
    lines = [path.read_text("utf-8").splitlines()[0] for path in sorted(findings.glob("*.txt"))]
    return lines + [
        path.name for path in sorted(findings.iterdir()) if path.name.startswith(("crash", "timeout", "oom"))
    ]


def write(ran: Ran) -> None:
    """Put a result beside those of other targets."""
    path = FOLDER / "report.json"
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    known[ran.name] = asdict(ran)
    path.write_text(json.dumps(known, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
