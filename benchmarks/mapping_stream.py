"""Measures what mapping very many items costs: CPU time, and whether memory grows.

usage: python -m benchmarks.mapping_stream FRAMEWORK_FOLDER [--items N]

`plan-ingest suggest --items FILE --out FILE` is run in a process of its own over N
items (100,000) that all differ: statements of the framework's exemplars put together
in pairs, every fourth with a response. At each tenth of the way the most memory that
the process ever took is told; the suggestions themselves are thrown away.
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

from plan_ingest.model.framework import Framework
from plan_ingest.store.frameworks import read_framework

MARKS = 10
LOOK = 0.2
"""Seconds between two looks at how far the process is."""


def main() -> None:
    """Prints a line for each tenth of the items, and what the whole cost."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("framework", type=Path)
    asked.add_argument("--items", type=int, default=100_000)
    given = asked.parse_args()
    framework = read_framework(given.framework)
    with tempfile.TemporaryDirectory() as aside:
        few, all_of_them = Path(aside) / "few.jsonl", Path(aside) / "items.jsonl"
        _write(few, framework, 1)
        _write(all_of_them, framework, given.items)
        started, _ = _cost(given.framework, few, 1)
        seconds, megabytes = _cost(given.framework, all_of_them, given.items)
    print(
        f"{given.items} items: {seconds:.1f} CPU s, of them {started:.1f} to begin;"
        f" at most {megabytes} MB"
    )


def statements(framework: Framework, many: int) -> Iterator[dict[str, object]]:
    """Items that all differ, out of the framework's exemplars (its nodes' own text)."""
    said = [one.text for one in framework.exemplars]
    said = said or [node.description or node.title for node in framework.nodes]
    for at in range(many):
        one, other = (
            said[at % len(said)],
            said[(at * 7919 + at // len(said)) % len(said)],
        )
        response = [said[(at * 104_729) % len(said)]] if at % 4 == 0 else []
        text = f"{one} {other} ({at})"
        yield {"item_id": str(at), "text": text, "response": response}


def _write(path: Path, framework: Framework, many: int) -> None:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{json.dumps(item)}\n" for item in statements(framework, many))


def _cost(framework: Path, items: Path, many: int) -> tuple[float, int]:
    """CPU seconds and the most megabytes of the command over a file of items."""
    command = ["suggest", "--items", items, "--framework", framework, "--out", "-"]
    told = [sys.executable, "-m", "plan_ingest", *map(str, command)]
    reader, writer = os.pipe()
    child = Popen(told, stdout=writer)
    os.close(writer)
    counted = [0]
    counting = threading.Thread(target=_count, args=(reader, counted))
    counting.start()
    gone, left, passed, most = 0, 0, 0, 0
    while not gone:
        time.sleep(LOOK)
        most = max(most, _peak(child.pid))
        if many >= MARKS and counted[0] * MARKS // many > passed:
            passed = counted[0] * MARKS // many
            print(f"{counted[0]} items: {most} MB", flush=True)
        gone, left, used = os.wait4(child.pid, os.WNOHANG)
    counting.join()
    if left or counted[0] != many:
        raise SystemExit(f"the command gave {counted[0]} of {many} lines")
    return used.ru_utime + used.ru_stime, most


def _count(reader: int, counted: list[int]) -> None:
    with os.fdopen(reader, "rb", buffering=1 << 20) as lines:
        for _ in lines:
            counted[0] += 1


def _peak(pid: int) -> int:
    """The most memory that a process ever took, in megabytes; 0 where it is gone."""
    try:
        told = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return 0
    lines = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    return int(lines.get("VmHWM", "0 kB").split()[0]) // 1024


if __name__ == "__main__":
    main()
