"""A writer killed at any byte: nothing acknowledged is lost, the ledger opens."""

import os
import random
import sys
from pathlib import Path

import pytest

from plan_ingest.model.review import Decision
from plan_ingest.store.ledger import append, read_ledger
from tests import build

if sys.platform != "win32":
    import resource
    import signal

KILLS = 200
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="files of a set size end a writer on POSIX only"
)


def word(number: int) -> Decision:
    """A decision whose note has what a torn line may end with."""
    note = 'say "}" to the fórce: {"ids": [1]}' * (number % 3)
    return build.decision(f"item-{number}", "C1a", id=f"{number:05}", note=note)


def killed_after(ledger: Path, room: int, numbers: range) -> set[str]:
    """Appends in a child that the system kills once `room` more bytes are written.

    Gives the ids whose append returned before that.
    """
    size = ledger.stat().st_size if ledger.exists() else 0
    said, says = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room))
        for number in numbers:
            append(ledger, [word(number)])
            os.write(says, f"{number:05}\n".encode())
        os._exit(0)
    os.close(says)
    with os.fdopen(said, encoding="ascii") as lines:
        told = set(lines.read().split())
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child was to be killed while it wrote"
    return told


def test_a_writer_killed_at_any_byte_loses_nothing_it_acknowledged(
    tmp_path: Path,
) -> None:
    ledger = tmp_path / "decisions.jsonl"
    draw = random.Random(20)  # noqa: S311
    acknowledged: set[str] = set()
    torn = 0
    for kill in range(KILLS):
        numbers = range(kill * 20, kill * 20 + 20)
        acknowledged |= killed_after(ledger, draw.randrange(1, 700), numbers)
        found = read_ledger(ledger)
        assert acknowledged <= {one.id for one in found.decisions}
        torn = len(found.torn)

    append(ledger, [word(99999)])
    whole = {one.id: one for one in read_ledger(ledger).decisions}
    assert acknowledged | {"99999"} <= whole.keys()
    assert all(whole[one] == word(int(one)) for one in acknowledged)
    assert torn > KILLS // 2, "most kills should have torn a line"
