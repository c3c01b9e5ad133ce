"""The run log: what a verb did and when, JSON lines in the project's logs folder.

It is no result: it tells the time, and no result does. It names plans and outcomes,
never their words.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import plan_ingest
from plan_ingest.store.project import Project

if TYPE_CHECKING:
    from plan_ingest.pipeline.plans import Advance, Progress

LOG = Path("logs", "run.jsonl")


@contextmanager
def logged(project: Project, verb: str, shown: "Progress") -> Iterator["Progress"]:
    """Progress as it is shown, and noted in the project's log, with begin and end."""
    path = project.root / LOG
    run = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
    began = time.monotonic()
    _note(path, run, "begin", verb=verb, version=plan_ingest.__version__)

    def begin(total: int, step: str = "reading") -> "Advance":
        advance = shown(total, step)
        if total:
            _note(path, run, step, plans=total)

        def done(name: str, outcome: str = "", seconds: float = 0.0) -> None:
            advance(name, outcome, seconds)
            told = {"plan": name, "outcome": outcome, "seconds": round(seconds, 3)}
            _note(path, run, step, **told)

        return done

    outcome = "failed"
    try:
        yield begin
        outcome = "done"
    finally:
        seconds = round(time.monotonic() - began, 3)
        _note(path, run, "end", verb=verb, outcome=outcome, seconds=seconds)


def _note(path: Path, run: str, step: str, **told: Any) -> None:
    """Add a line; a log that cannot be written costs no result."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = json.dumps({"at": at, "run": run, "step": step, **told}, ensure_ascii=False)
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(line + "\n")
