"""Run the console blocks of the docs, and compare what is printed with what the pages say.

``python tools/console_pages.py`` runs every page and says what differs; with ``--write`` the pages get
what is printed now. The blocks of one page run in order in one new folder that holds the data a clone
holds, as on a terminal 80 columns wide.

A block is fenced as ``console``. A line that begins with ``$`` is a command (``>`` continues it), the lines
below it are what it prints to either stream. ``...`` stands for any text in a line, alone on a line for any
lines. A command must succeed; where a page shows a refusal, the command itself says so (``|| echo ...``).
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent

#: What a clone holds that the pages use.
DATA = ("tests/data", "src/wheelsdown/demo_data")

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<command>.*(?:\n> .*)*)\n?(?P<output>(?:(?!\$ ).*\n?)*)", re.MULTILINE)

#: No command of a tutorial takes longer.
TIMEOUT_S = 300


@dataclass(frozen=True)
class Step:
    """One command of a page, what the page says it prints, and what it printed."""

    command: str
    said: str
    printed: str
    code: int

    @property
    def holds(self) -> bool:
        """Whether the command succeeded and printed what the page says."""
        return self.code == 0 and matches(self.said, self.printed)


def main() -> int:
    """Run or write every page; give the exit code."""
    parser = argparse.ArgumentParser(description="Run the console blocks of the docs.")
    parser.add_argument("--write", action="store_true", help="write what is printed now into the pages")
    parser.add_argument("pages", nargs="*", type=Path, help="only these pages")
    arguments = parser.parse_args()
    failed = False
    for page in arguments.pages or pages():
        text = page.read_text("utf-8")
        current, steps = run(text)
        for step in steps:
            if step.code or not (step.holds or arguments.write):
                failed = True
                print(f"{page}: {difference(step)}", file=sys.stderr)
        if arguments.write and current != text:
            page.write_text(current, encoding="utf-8")
            print(f"{page}: written", file=sys.stderr)
    return int(failed)


def pages() -> list[Path]:
    """List the pages that have something to run."""
    candidates = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
    return [page for page in candidates if BLOCK.search(page.read_text("utf-8"))]


def run(text: str) -> tuple[str, list[Step]]:
    """Run a page; give it as it should read now, and its steps."""
    steps: list[Step] = []
    with tempfile.TemporaryDirectory(prefix="console-") as folder:
        for inside in DATA:
            shutil.copytree(REPOSITORY / inside, Path(folder) / inside)

        def command(found: re.Match[str]) -> str:
            step = _step(found["command"], found["output"], Path(folder))
            steps.append(step)
            output = step.said if step.holds else step.printed
            return f"$ {found['command']}\n" + (f"{output}\n" if output else "")

        current = BLOCK.sub(lambda block: _spaced(COMMAND.sub(command, block[0]), block[0]), text)
    return current, steps


def difference(step: Step) -> str:
    """Say in which way a step does not hold."""
    how = f"ended with {step.code}" if step.code else "prints something else"
    return f"`{step.command}` {how}:\n{step.printed}\ninstead of\n{step.said}"


def matches(said: str, printed: str) -> bool:
    """Tell whether an output is what a page says, ``...`` standing for anything."""
    lines = (r".*(?:\n.*)*?" if line == "..." else _in_line(line) for line in said.split("\n"))
    return re.fullmatch("\n".join(lines), printed) is not None


def _in_line(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.split("..."))


def _step(command: str, output: str, folder: Path) -> Step:
    done = subprocess.run(
        ["bash", "-c", command.replace("\n> ", "\n")],
        cwd=folder, env=dict(_environment(folder)), text=True, timeout=TIMEOUT_S, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Step(command, _bare(output), _bare(done.stdout), done.returncode)


def _environment(folder: Path) -> Iterator[tuple[str, str]]:
    """Give a reader's environment: this Python's programs first, a terminal of 80 columns, no settings."""
    yield "PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    yield "HOME", str(folder)
    yield from {"COLUMNS": "80", "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1", "TZ": "UTC"}.items()


def _bare(output: str) -> str:
    """Leave out what nobody sees: blanks at the ends of lines, blank lines at the ends of the output."""
    return "\n".join(line.rstrip() for line in output.splitlines()).strip("\n")


def _spaced(block: str, before: str) -> str:
    """Keep one blank line before every command but the first, where the page had that."""
    return re.sub(r"\n(?=\$ )", "\n\n", block) if re.search(r"\n\n\$ ", before) else block


if __name__ == "__main__":
    sys.exit(main())
