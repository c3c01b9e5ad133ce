"""A whole story at growing numbers of plans: seconds, memory, and what a change costs.

Each verb runs as a user would run it, in a process of its own; its own seconds of CPU
and memory are told apart from those of all its children. `slope` is the growth of all
CPU seconds with plans between one size and the next: 1 is linear. The changed plan is
run in a project of its own as well: `over` are the seconds that a change of one plan
costs beyond that.
usage: python -m benchmarks.scale [--compare] [--jobs N] [SIZE ...]
       (default: one job; 10 100 1000)
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from tests.drawing.many import draw_many

from plan_ingest.store.project import Project, make_project
from plan_ingest.store.records import read_sources

SIZES = (10, 100, 1000)
LOOK_SECONDS = 2.0
GROWING = ("ingest", "suggest", "compare")
HEAD = (
    "plans  step                 seconds  own cpu  children   own MB  children MB"
    "  ms a plan  slope"
)


@dataclass(frozen=True, slots=True)
class Took:
    """What a verb took: seconds of the clock, CPU seconds and the most memory.

    `children` and `theirs` are of all processes that it started, together.
    """

    seconds: float
    own: float
    children: float
    mine: float
    theirs: float

    @property
    def processor(self) -> float:
        """All CPU seconds."""
        return self.own + self.children


def main() -> None:
    """Print a line for each size and step."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("sizes", type=int, nargs="*", default=SIZES)
    given.add_argument("--compare", action="store_true")
    given.add_argument("--jobs", type=int, default=1)
    asked = given.parse_args()
    print(HEAD)
    before: dict[str, tuple[int, float]] = {}
    for size in asked.sizes:
        with TemporaryDirectory() as scratch:
            told: dict[str, Took] = {}
            for step, took in _story(Path(scratch), size, asked.compare, asked.jobs):
                told[step] = took
                slope = ""
                if step in before and step in GROWING:
                    smaller, processor = before[step]
                    grown = math.log(took.processor / processor)
                    slope = f"{grown / math.log(size / smaller):.2f}"
                before[step] = size, took.processor
                print(f"{size:5}  {_line(step, took, size)}  {slope}", flush=True)
            _tell_over(told)


def _line(step: str, took: Took, size: int) -> str:
    return (
        f"{step:20} {took.seconds:7.1f} {took.own:8.1f} {took.children:9.1f}"
        f" {took.mine:8.0f} {took.theirs:12.0f} {1000 * took.processor / size:10.1f}"
    )


def _tell_over(told: dict[str, Took]) -> None:
    changed, alone = told.get("run, one changed"), told.get("run, that plan alone")
    if changed and alone:
        print(
            f"       over: {changed.seconds - alone.seconds:.1f} s,"
            f" {changed.processor - alone.processor:.1f} CPU s;"
            f" {changed.seconds / alone.seconds:.2f} times that plan alone",
            flush=True,
        )


def _story(
    root: Path, size: int, compare: bool, jobs: int
) -> Iterator[tuple[str, Took]]:
    project = make_project(root / "project")
    draw_many(project.raw, size)
    verbs = ["ingest", "suggest", *(["compare"] if compare else [])]
    for verb in verbs:
        yield verb, _timed(project, verb, jobs)
    whole = ["run"] if compare else ["ingest", "suggest"]
    for verb in whole:
        yield f"{verb}, unchanged", _timed(project, verb, jobs)
    changed = sorted(project.raw.rglob("*.txt"))[0]
    changed.write_bytes(changed.read_bytes() + b"\nA line more than there was.\n")
    for verb in whole:
        yield f"{verb}, one changed", _timed(project, verb, jobs)
    if len(list(read_sources(project.sources))) != size:
        raise SystemExit("a plan was lost or doubled")
    alone = make_project(root / "alone")
    place = alone.raw / changed.relative_to(project.raw)
    place.parent.mkdir()
    shutil.copy(changed, place)
    for verb in whole:
        yield f"{verb}, that plan alone", _timed(alone, verb, jobs)


def _timed(project: Project, verb: str, jobs: int) -> Took:
    """A verb's time and memory, looked at while it runs."""
    at_once = ["--jobs", str(jobs)] if verb in ("run", "ingest") else []
    settings = project.root / "plan_ingest.toml"
    said = settings.read_text("utf-8")
    settings.write_text(said.replace("\njobs = 2", f"\njobs = {jobs}"), "utf-8")
    began = time.monotonic()
    called = [sys.executable, "-m", "plan_ingest", "--quiet", "--project"]
    child = subprocess.Popen(
        [*called, str(project.root), verb, *at_once],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    watched = _Watched(child.pid)
    while True:
        ended, status, used = os.wait4(child.pid, os.WNOHANG)
        if ended:
            break
        watched.look()
        # Looking costs something too: the longer it takes, the more seldom.
        time.sleep(min(LOOK_SECONDS, 0.05 + (time.monotonic() - began) / 20))
    seconds = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        raise SystemExit(f"{verb} ended with {child.returncode}")
    own = used.ru_utime + used.ru_stime - watched.reaped
    return Took(seconds, own, sum(watched.spent.values()), watched.mine, watched.theirs)


class _Watched:
    """A process and all that it starts: their CPU seconds and the most memory."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self.spent: dict[tuple[int, float], float] = {}
        self.reaped = self.mine = self.theirs = 0.0

    def look(self) -> None:
        """Note what they hold and have spent by now."""
        try:
            times = self._process.cpu_times()
            self.reaped = times.children_user + times.children_system
            self.mine = max(self.mine, self._process.memory_info().rss / 1e6)
            children = self._process.children(recursive=True)
        except psutil.Error:
            return
        held = 0
        for child in children:
            try:
                times = child.cpu_times()
                held += child.memory_info().rss
                known = child.pid, child.create_time()
            except psutil.Error:
                continue
            self.spent[known] = times.user + times.system
        self.theirs = max(self.theirs, held / 1e6)


if __name__ == "__main__":
    main()
