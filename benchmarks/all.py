"""Everything that has a price, beside what a user would take instead, in one run.

Pages and items a second, peak memory, and how it grows with the plans; each peer works
on the same files in the same run, so that ratios hold on any machine. Seconds are of
CPU, those of scaling of the clock. With --write the tables go into docs/performance.md.

usage: python -m benchmarks.all [--plans 1,10,100,1000] [--quick] [--write]
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil

from benchmarks import peers
from benchmarks.costs import Cost, apart
from benchmarks.growth import growth

PAGE = Path(__file__).parents[1] / "docs/performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
Pair = tuple[str, Callable[[Path], int]]


def main() -> None:
    """Measure, print, and keep where asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", default="1,10,100,1000")
    asked.add_argument("--quick", action="store_true", help="smaller files")
    asked.add_argument("--write", action="store_true", help="into docs/performance.md")
    given = asked.parse_args()
    sizes = [int(size) for size in given.plans.split(",")]
    lines = []
    for line in _all(sizes, given.quick):
        print(line, flush=True)
        lines.append(line)
    if given.write:
        kept = PAGE.read_text("utf-8")
        told = "\n".join([BEGIN, *lines, END])
        before, _, after = kept.partition(BEGIN)
        PAGE.write_text(f"{before}{told}{after.partition(END)[2]}", "utf-8")


def _all(sizes: list[int], quick: bool) -> Iterator[str]:
    yield _machine()
    with tempfile.TemporaryDirectory() as scratch:
        for title, unit, contest in peers.contests(Path(scratch), quick):
            yield ""
            yield f"**{title}**"
            yield ""
            yield from _contest(unit, contest)
    yield ""
    yield "**Growth: small plans of all formats, `ingest` anew**"
    yield ""
    yield from growth(sizes)


def _contest(unit: str, contest: list[Pair]) -> Iterator[str]:
    """A row for each contestant, ours first; ratios against it."""
    yield f"| | ms of CPU a {unit} | {unit}s a second | peak MB | times ours |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    ours: Cost | None = None
    for name, work in contest:
        cost = apart(work)
        ours = ours or cost
        ratio = cost.each / ours.each
        yield (
            f"| {name} | {1000 * cost.each:.2f} | {1 / cost.each:.0f} |"
            f" {cost.megabytes:.0f} | {ratio:.2f} |"
        )


def _machine() -> str:
    day = datetime.now(UTC).date().isoformat()
    memory = psutil.virtual_memory().total / 1e9
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{day}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores,"
        f" {memory:.0f} GB, Python {platform.python_version()}; load {busy:.1f} when"
        " it began."
    )


if __name__ == "__main__":
    main()
