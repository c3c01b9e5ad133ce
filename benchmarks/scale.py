"""A whole story at growing numbers of plans: seconds, memory, and what a change costs.

Each verb runs as a user would run it, in a process of its own. `slope` is the growth
of seconds with plans between one size and the next: 1 is linear.
usage: python -m benchmarks.scale [--compare] [SIZE ...]     (default: 10 100 1000)
"""

import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.drawing.many import draw_many

from plan_ingest.store.project import make_project

SIZES = (10, 100, 1000)
HEAD = "plans  step               seconds   cpu s   MB    ms a plan  slope"


@dataclass(frozen=True, slots=True)
class Took:
    """What a verb took: seconds of the clock, of its own processor, and memory."""

    seconds: float
    processor: float
    megabytes: float


def main(sizes: list[int], compare: bool) -> None:
    """Print a line for each size and step."""
    print(HEAD)
    before: dict[str, tuple[int, float]] = {}
    for size in sizes:
        with TemporaryDirectory() as scratch:
            for step, took in _story(Path(scratch), size, compare):
                smaller = before.get(step)
                slope = ""
                if smaller and step in ("ingest", "suggest", "compare"):
                    grown = math.log(took.seconds / smaller[1])
                    slope = f"{grown / math.log(size / smaller[0]):.2f}"
                before[step] = size, took.seconds
                each = 1000 * took.seconds / size
                told = f"{size:5}  {step:18} {took.seconds:7.1f} {took.processor:7.1f}"
                print(f"{told} {took.megabytes:5.0f} {each:9.1f}  {slope}", flush=True)


def _story(root: Path, size: int, compare: bool) -> list[tuple[str, Took]]:
    project = make_project(root / "project")
    draw_many(project.raw, size)
    verbs = ["ingest", "suggest", *(["compare"] if compare else [])]
    took = [(verb, _timed(project.root, verb)) for verb in verbs]
    whole = ["run"] if compare else ["ingest", "suggest"]
    took += [(f"{verb}, unchanged", _timed(project.root, verb)) for verb in whole]
    changed = sorted(project.raw.rglob("*.txt"))[0]
    changed.write_bytes(changed.read_bytes() + b"\nA line more than there was.\n")
    took += [(f"{verb}, one changed", _timed(project.root, verb)) for verb in whole]
    return took


def _timed(project: Path, verb: str) -> Took:
    """A verb's time and the most memory of its own process, its children apart."""
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-m", "plan_ingest", "--quiet", "--project", project, verb],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        raise SystemExit(f"{verb} ended with {child.returncode}")
    processor = used.ru_utime + used.ru_stime
    return Took(time.monotonic() - began, processor, used.ru_maxrss / 1000)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    main(asked or list(SIZES), "--compare" in sys.argv)
