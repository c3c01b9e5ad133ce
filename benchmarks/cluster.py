"""A Dask cluster on this machine beside the same reading without one, in one run.

Draws small plans, reads them with 2 jobs, then by a scheduler and 2 workers with a
thread each, and holds what is left in the project side by side: it must be the same
bytes. With --kill the process of a worker is killed again and again on the way.

usage: python -m benchmarks.cluster [--plans N] [--kill SECONDS]
"""

import argparse
import json
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import cycle
from pathlib import Path

import psutil
from distributed import Client
from tests.drawing.many import draw_many

from plan_ingest.pipeline.cluster import Cluster
from plan_ingest.pipeline.cluster_ingest import OnCluster
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.store.project import Project, make_project

_START_SECONDS = 60


def main() -> None:
    """Print seconds, the ratio, kills, and whether the bytes are the same."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--plans", type=int, default=1000)
    asked.add_argument("--kill", type=float, default=0.0, metavar="SECONDS")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        here = make_project(Path(scratch) / "here")
        draw_many(here.raw, given.plans)
        shutil.copytree(here.root, Path(scratch) / "there")
        there = make_project(Path(scratch) / "there")
        began = time.perf_counter()
        found = ingest(here)
        local = time.perf_counter() - began
        print(f"here, 2 jobs: {len(found.sources)} plans in {local:.1f} s")
        with cluster(Path(scratch)) as (address, workers):
            kills: list[float] = []
            stop = threading.Event()
            killer = threading.Thread(
                target=kill, args=(workers, given.kill, stop, kills), daemon=True
            )
            if given.kill:
                killer.start()
            began = time.perf_counter()
            read = ingest(there, elsewhere=_elsewhere(address, there))
            wall = time.perf_counter() - began
            stop.set()
        alike = digest(here) == digest(there)
        print(
            f"cluster, 2 workers: {len(read.sources)} plans in {wall:.1f} s, ratio"
            f" {wall / local:.2f}, {len(kills)} kills, same bytes: {alike}"
        )


def _elsewhere(address: str, project: Project) -> OnCluster:
    store = (project.normalised / ".store").as_uri()
    return OnCluster(Cluster(address, store), None, lambda line: print(line))


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[psutil.Process]]]:
    """A scheduler and two workers on loopback: its address, and their nannies.

    It stands when it is given: what is measured is reading, not starting Dask.
    """
    contact = folder / "scheduler.json"
    alone = ["--no-dashboard", "--scheduler-file", str(contact)]
    local = ["--nthreads", "1", "--local-directory", str(folder)]
    dask = [sys.executable, "-m", "dask"]
    begun = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *alone],
        *([*dask, "worker", *alone, *local] for _ in range(2)),
    ]
    with (folder / "cluster.log").open("wb") as log:
        running = [
            psutil.Popen(words, cwd=folder, stdout=log, stderr=log) for words in begun
        ]
    try:
        while not contact.is_file() or not contact.read_text().strip().endswith("}"):
            time.sleep(0.1)
        address = json.loads(contact.read_text())["address"]
        with Client(address) as client:
            client.wait_for_workers(len(running) - 1, timeout=_START_SECONDS)
        yield address, running[1:]
    finally:
        for process in reversed(running):
            for below in process.children(recursive=True):
                below.kill()
            process.kill()
            process.wait()


def kill(
    workers: list[psutil.Process],
    every: float,
    stop: threading.Event,
    kills: list[float],
) -> None:
    """Kill -9 the process below one nanny, then the other, until told to stop."""
    turns = cycle(workers)
    while not stop.wait(every):
        for child in next(turns).children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.kill()
                kills.append(time.perf_counter())


def digest(project: Project) -> str:
    """A hash of every file kept under data/normalised, the store's own apart."""
    whole = sha256()
    for path in sorted(project.normalised.rglob("*")):
        if path.is_file() and ".store" not in path.parts:
            whole.update(path.relative_to(project.normalised).as_posix().encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
