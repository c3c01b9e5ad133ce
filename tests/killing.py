"""A project whose verbs are ended at any moment, as by a power cut: kill -9.

A verb ends itself: at the given touch of a file of the project (opened to write,
renamed, removed, a folder made), counted from 1. Verbs are forked from a program that
has all modules loaded, since loading them takes longer than what they do.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from plan_ingest import cli, exports, matchers, pipeline, store, workbook
from plan_ingest.model.review import Decision
from plan_ingest.store.ledger import append, read_ledger
from plan_ingest.store.records import read_items
from tests import build
from tests.drawing.many import draw_many

ENDED = {getattr(signal, name, None) for name in ("SIGKILL", "SIGALRM")}
"""What ends a verb at once: neither of them is caught."""
TOUCHES = {"os.rename", "os.remove", "os.mkdir"}
_ROOT = Path(__file__).parents[1]
FRAMEWORK = """id: tiny
title: A tiny framework
version: "1"
levels: [area, requirement]
nodes:
  - {id: L, level: area, title: Leadership}
  - {id: L.1, level: requirement, parent: L, title: A chief officer answers for it}
  - {id: C, level: area, title: Call handling}
  - {id: C.1, level: requirement, parent: C, title: Call takers know the signs}
"""


@dataclass(frozen=True, slots=True)
class Story:
    """A project, the ledger that is imported into it, and what it should come to."""

    fresh: Path
    ledger: Path
    whole: dict[str, str]
    decided: frozenset[Decision]
    touches: tuple[int, ...]
    seconds: tuple[float, ...]


class Stage:
    """The program that verbs are forked from; `ended` counts those it killed."""

    def __init__(self) -> None:
        self.ended: Counter[str] = Counter()
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.killing"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def play(
        self, project: Path, *verb: str, touch: int = 0, seconds: float = 0.0
    ) -> int:
        """Run a verb to its end, or to the touch or the second at which it is ended.

        How many touches it made; 0 where it was ended before it came to its end.
        """
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(
            json.dumps([touch, seconds, str(project), *verb]) + "\n"
        )
        self._program.stdin.flush()
        status, touches = map(int, self._program.stdout.readline().split())
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) in ENDED
        if not killed and os.waitstatus_to_exitcode(status) != 0:
            raise AssertionError(f"{verb} ended with status {status}")
        self.ended[verb[0]] += killed
        return 0 if killed else touches

    def close(self) -> None:
        """End the program."""
        self._program.communicate()


def story(stage: Stage, folder: Path, plans: int, reporting: str = "") -> Story:
    """Plans and a ledger, and the whole of what comes of them undisturbed.

    `reporting` are more lines of the settings' last table.
    """
    fresh, done = folder / "fresh", folder / "undisturbed"
    for name in ("data/raw", "mappings", "outputs"):
        (fresh / name).mkdir(parents=True)
    draw_many(fresh / "data" / "raw", plans)
    (fresh / "mappings" / "tiny.yaml").write_text(FRAMEWORK, "utf-8")
    settings = '[reading]\njobs = 2\n[reporting]\nframework = "tiny"\n'
    (fresh / "plan_ingest.toml").write_text(settings + reporting, "utf-8")
    shutil.copytree(fresh, done)
    stage.play(done, "ingest", touch=1)  # the modules are loaded before it is timed
    began = time.monotonic()
    touches, moments = [stage.play(done, "ingest")], [time.monotonic() - began]
    ledger = _ledger(done, folder / "returned.jsonl")
    for verb in verbs(ledger)[1:]:
        began = time.monotonic()
        touches.append(stage.play(done, *verb))
        moments.append(time.monotonic() - began)
    made = digests(done), words(done)
    return Story(fresh, ledger, *made, tuple(touches), tuple(moments))


def verbs(ledger: Path) -> tuple[tuple[str, ...], ...]:
    """The story's verbs, in order."""
    took = ("review", "import", str(ledger), "--analyst", "Ann")
    return (("ingest",), took, ("suggest",), ("compare",))


def disturbed(
    stage: Stage, told: Story, folder: Path, draw: random.Random, kills: int
) -> list[str]:
    """Kill each verb at moments drawn, then let it end; what went wrong, in words.

    Every other one is killed at a touch of a file, the rest at any time.
    """
    shutil.copytree(told.fresh, folder)
    asked = verbs(told.ledger)
    share = [draw.randrange(len(asked)) for _ in range(kills)]
    for place, verb in enumerate(asked):
        for number in range(share.count(place)):
            if number % 2:
                seconds = draw.uniform(0.001, told.seconds[place])
                stage.play(folder, *verb, seconds=seconds)
            else:
                stage.play(folder, *verb, touch=draw.randint(1, told.touches[place]))
        stage.play(folder, *verb)
    wrong = [f"not as undisturbed: {name}" for name in _unlike(told, folder)]
    if words(folder) != told.decided:
        wrong.append("decisions lost or doubled")
    shutil.rmtree(folder)
    return wrong


def digests(project: Path) -> dict[str, str]:
    """Every file that a story leaves, but the logs, the locks and the ledger."""
    apart = {project / "logs", project / "data" / "raw"}
    return {
        path.relative_to(project).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(project.rglob("*"))
        if path.is_file()
        and path.suffix != ".lock"
        and path.name != "decisions.jsonl"
        and not apart & set(path.parents)
    }


def words(project: Path) -> frozenset[Decision]:
    """The decisions on the record."""
    return frozenset(read_ledger(project / "mappings/tiny/decisions.jsonl").decisions)


def _ledger(project: Path, path: Path) -> Path:
    items = list(read_items(project / "data/normalised/items.jsonl"))[::3]
    append(
        path, (build.decision(one, "C.1", id=f"{n:04}") for n, one in enumerate(items))
    )
    return path


def _unlike(told: Story, folder: Path) -> list[str]:
    found = digests(folder)
    names = sorted(found.keys() | told.whole.keys())
    return [name for name in names if found.get(name) != told.whole.get(name)]


def main() -> None:
    """Forks a verb for each line of standard input; its status and touches come out."""
    for package in (exports, matchers, pipeline, store, workbook):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for line in sys.stdin:
        told, tells = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(2, 1)
            _verb(*json.loads(line), tells=tells)
        os.close(tells)
        _, status = os.waitpid(child, 0)
        with os.fdopen(told) as count:
            print(status, count.read() or 0, flush=True)


def _verb(at: int, seconds: float, project: str, *verb: str, tells: int) -> None:
    """A verb of plan-ingest that counts its touches, and dies when it is told to."""
    touched = 0
    signal.setitimer(signal.ITIMER_REAL, seconds)

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal touched
        writes = event == "open" and str(given[1])[:1] in ("w", "a", "x")
        if not (writes or event in TOUCHES) or not str(given[0]).startswith(project):
            return
        touched += 1
        if touched == at:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    sys.argv = ["plan-ingest", "--project", project, *verb]
    code = 0
    try:
        cli.main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    os.write(tells, str(touched).encode())
    os._exit(code)


if __name__ == "__main__":
    main()
