"""A long soak: many plans, one in a hundred hostile, the run killed again and again.

Nothing may be lost and nothing doubled: every file has one source, a sound one the
items it has when it is read alone, a hostile one a reason; no process is left.
usage: python -m benchmarks.soak [PLANS] [KILLS]     (default: 10000 20)
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from tests import bombs
from tests.drawing.many import draw_many

from plan_ingest.store.project import Project, make_project
from plan_ingest.store.records import read_items, read_sources

EVERY = 100
"""One in so many plans is hostile."""
SAMPLE = 200
"""Sound plans that are read alone as well, to compare."""
LONGEST = 90.0
"""Seconds after which a run is killed at the latest, as long as kills are left."""
SECONDS = 20.0
"""What a plan may take here: a hang costs this twice."""


def main(plans: int, kills: int) -> int:
    """Print how it went, a line for each thing that is wrong; how many there are."""
    draw = random.Random(plans)  # noqa: S311
    with TemporaryDirectory() as scratch:
        project = _drawn(Path(scratch) / "project", plans)
        began = time.monotonic()
        ended, longest = 0, min(0.08 * plans, LONGEST)
        while ended < kills and not _run(project, draw.uniform(1.0, longest)):
            ended += 1
        _run(project, None)
        print(f"{plans} plans, {ended} kills, {time.monotonic() - began:.0f} s")
        states = Counter(one.state for one in read_sources(project.sources))
        print(", ".join(f"{count} {state}" for state, count in sorted(states.items())))
        wrong = [*_lost_or_doubled(project), *_not_alone(project, Path(scratch))]
        wrong += [f"left running: {name}" for name in _running(project)]
    for line in wrong:
        print(line)
    print(f"{len(wrong)} things wrong")
    return len(wrong)


def _drawn(root: Path, plans: int) -> Project:
    project = make_project(root)
    limits = f"[reading]\njobs = 2\nseconds = {SECONDS}\nmegabytes = 600\nocr = false\n"
    (root / "plan_ingest.toml").write_text(limits, "utf-8")
    draw_many(project.raw, plans - plans // EVERY)
    for number in range(plans // EVERY):
        made = HOSTILE[number % len(HOSTILE)]
        folder = project.raw / "hostile"
        folder.mkdir(exist_ok=True)
        made(folder / f"{number:04}")
    return project


def _run(project: Project, seconds: float | None) -> bool:
    """Ingest, killed after so many seconds; whether it came to its end."""
    command = [sys.executable, "-m", "plan_ingest", "--quiet", "--project"]
    child = subprocess.Popen(
        [*command, str(project.root), "ingest"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        return False
    if child.returncode not in (0, 3):
        raise SystemExit(f"ingest ended with {child.returncode}")
    return True


def _lost_or_doubled(project: Project) -> list[str]:
    files = Counter(
        path.relative_to(project.raw).as_posix()
        for path in project.raw.rglob("*")
        if path.is_file() and path.name != "sources.csv"
    )
    sources = list(read_sources(project.sources))
    held = Counter(one.file for one in sources)
    wrong = [f"no source: {name}" for name in sorted(files - held)]
    wrong += [f"doubled or made up: {name}" for name in sorted(held - files)]
    items = list(read_items(project.items))
    ids = Counter(item.item_id for item in items)
    wrong += [f"item doubled: {name}" for name, count in ids.items() if count > 1]
    counts = Counter(item.source_id for item in items)
    wrong += [
        f"{one.source_id}: {one.items} items told, {counts[one.source_id]} there"
        for one in sources
        if one.items != counts[one.source_id]
    ]
    wrong += [
        f"{one.file}: {one.state} without a reason"
        for one in sources
        if one.state != "read" and not one.reason
    ]
    return wrong + [f"left aside: {path}" for path in project.root.rglob(".*.part")]


def _not_alone(project: Project, scratch: Path) -> list[str]:
    """Sound plans whose items are not those they have when they are read apart."""
    sound = sorted(
        path for path in project.raw.rglob("plan-*") if "hostile" not in path.parts
    )
    some = sound[:: max(1, len(sound) // SAMPLE)]
    out = scratch / "apart.jsonl"
    command = [sys.executable, "-m", "plan_ingest", "--quiet", "ingest", "--out"]
    subprocess.run([*command, str(out), *map(str, some)], check=True, cwd=scratch)
    there = Counter(item.text for item in read_items(project.items))
    apart = Counter(item.text for item in read_items(out))
    return [f"not as read alone: {text}" for text in sorted(apart - there)]


def _running(project: Project) -> list[str]:
    """Processes that a killed run left behind, given a moment to notice."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        left = [one for one in psutil.process_iter(["cmdline"]) if _is_of(one, project)]
        if not left:
            return []
        time.sleep(0.5)
    return [" ".join(one.info["cmdline"]) for one in left]


def _is_of(process: psutil.Process, project: Project) -> bool:
    return str(project.root) in (process.info["cmdline"] or [])


def _cut(path: Path) -> None:
    path.with_suffix(".pdf").write_bytes(
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog" + b"\0"
    )


def _empty(path: Path) -> None:
    path.with_suffix(".docx").write_bytes(b"")


def _noise(path: Path) -> None:
    noise = random.Random(path.name).randbytes(20_000)  # noqa: S311
    path.with_suffix(".docx").write_bytes(b"PK\x03\x04" + noise)


HOSTILE: Sequence[Callable[[Path], object]] = (
    _cut,
    _empty,
    _noise,
    lambda path: bombs.xml_bomb(path.with_suffix(".docx")),
    lambda path: bombs.html_laughs(path.with_suffix(".html")),
    lambda path: bombs.operators(path.with_suffix(".pdf")),
)
"""What draws a hostile file, in turn."""

if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(asked + [10_000, 20][len(asked) :])) > 0)
