"""How a full reading grows with the plans, with one and with two jobs."""

import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psutil
from tests.drawing.many import draw_many

from plan_ingest.pipeline.ingest import ingest
from plan_ingest.store.project import make_project

LOOK_SECONDS = 0.1


def growth(sizes: list[int]) -> Iterator[str]:
    """A row for each number of plans and jobs, as Markdown; seconds of the clock."""
    yield (
        "| plans | jobs | seconds | ms a plan | items a second | parent MB |"
        " children MB | one job is |"
    )
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        with tempfile.TemporaryDirectory() as scratch:
            draw_many(Path(scratch) / "data/raw", size)
            alone = 0.0
            for jobs in (1, 2):
                found = _read(Path(scratch), jobs)
                seconds, items, parent, children = found
                alone = alone or seconds
                yield (
                    f"| {size} | {jobs} | {seconds:.1f} | {1000 * seconds / size:.0f} |"
                    f" {items / seconds:.0f} | {parent:.0f} | {children:.0f} |"
                    f" {alone / seconds:.2f} times as slow |"
                )


def _read(root: Path, jobs: int) -> tuple[float, int, float, float]:
    """Seconds, items, and the most memory of this process and of all its children."""
    project = make_project(root)
    settings = project.settings
    reading = replace(settings.reading, jobs=jobs)
    project = replace(project, settings=replace(settings, reading=reading))
    most = [0.0, 0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(most, done), daemon=True)
    watch.start()
    began = time.perf_counter()
    found = ingest(project, again=True)
    seconds = time.perf_counter() - began
    done.set()
    watch.join()
    return seconds, found.items, most[0], most[1]


def _watch(most: list[float], done: threading.Event) -> None:
    here = psutil.Process()
    while not done.wait(LOOK_SECONDS):
        most[0] = max(most[0], here.memory_info().rss / 1e6)
        held = 0
        for child in here.children(recursive=True):
            try:
                held += child.memory_info().rss
            except psutil.Error:
                continue
        most[1] = max(most[1], held / 1e6)
