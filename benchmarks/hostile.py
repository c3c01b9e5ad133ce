"""What becomes of files that bite: read, refused or set aside, and at what cost.

usage: python -m benchmarks.hostile [FOLDER]     (default: ../shared/hostile)
"""

import sys
import threading
import time
from collections import Counter
from pathlib import Path

import psutil

from plan_ingest.errors import SourceError
from plan_ingest.model.source import Source
from plan_ingest.readers.isolation import read_isolated
from plan_ingest.settings import Reading

HOSTILE = Path(__file__).parents[1] / "../shared/hostile"


def main() -> None:
    """Print a line a file, then the totals: kinds, seconds, megabytes at most."""
    folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else HOSTILE).resolve()
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    tasks = [(Source(str(n), path.name, "", ""), path) for n, path in enumerate(paths)]
    limits = Reading()
    done = threading.Event()
    most = [0.0]
    threading.Thread(target=_watch, args=(most, done), daemon=True).start()
    began = time.monotonic()
    kinds: Counter[str] = Counter()
    for source, outcome in read_isolated(tasks, limits):
        kind = "read"
        if isinstance(outcome, SourceError):
            kind = f"{outcome.state}: {type(outcome).__name__}"
            print(f"{outcome.state:15}  {outcome}")
        else:
            print(f"{kind:15}  {source.file}: {len(outcome.blocks)} blocks")
        kinds[kind] += 1
    done.set()
    for kind, count in sorted(kinds.items()):
        print(f"{count:6}  {kind}")
    print(f"{len(paths)} files in {time.monotonic() - began:.1f} s,", end=" ")
    print(f"children {most[0]:.0f} MB at most; {limits.megabytes} MB allowed each")


def _watch(most: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        held = 0
        for child in psutil.Process().children(recursive=True):
            try:
                held += child.memory_info().rss
            except psutil.Error:
                continue
        most[0] = max(most[0], held / 1e6)


if __name__ == "__main__":
    main()
