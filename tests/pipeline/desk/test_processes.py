"""Several analysts, threads and processes at one ledger; a desk that is killed."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from plan_ingest.pipeline.desk import Choice, Filters
from plan_ingest.store.ledger import read_ledger
from tests.pipeline.desk.bench import LEDGER, again, many, opened, stood

ROOT = Path(__file__).parents[3]
SITTING = """
import sys
from pathlib import Path
from plan_ingest.pipeline.desk import Choice, Filters, ReviewDesk
from plan_ingest.store.project import open_project

root, analyst = Path(sys.argv[1]), sys.argv[2]
with ReviewDesk(open_project(root)) as desk:
    item = None
    for turn in range(10_000):
        item = desk.next_item(Filters(state="all"), "document", analyst, item)
        verdict = ("primary", "secondary")[turn // 30 % 2]
        done = desk.decide(analyst, [item], [Choice("C1a.1", verdict)], key=str(turn))
        print(done.batch, flush=True)
"""


def test_twenty_analysts_at_once_lose_and_double_nothing(project: Path) -> None:
    items = many(25)
    wrong: list[BaseException] = []
    with opened(project, items) as desk:

        def sit(analyst: str) -> None:
            try:
                item = None
                for _ in range(6):
                    asked = Filters(state="all")
                    item = desk.next_item(asked, "document", analyst, item)
                    assert item is not None
                    desk.decide(analyst, [item], [Choice(None, "none")])
                desk.undo(analyst)
                desk.redo(analyst)
            except BaseException as error:
                wrong.append(error)

        sitting = [threading.Thread(target=sit, args=(f"A{n}",)) for n in range(20)]
        for one in sitting:
            one.start()
        for one in sitting:
            one.join()
    assert wrong == []
    words = read_ledger(project / LEDGER).decisions
    given = Counter(word.verdict for word in words)
    assert given == {"none": 20 * 7, "retract": 20}
    assert len({word.id for word in words}) == len(words)
    for number in range(20):
        assert len(stood(project, f"A{number}")) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_a_desk_killed_while_it_writes_loses_nothing_it_acknowledged(
    project: Path,
) -> None:
    opened(project, many(30)).close()
    acknowledged: set[str] = set()
    for turn in range(2):
        sitting = [
            subprocess.Popen(
                [sys.executable, "-c", SITTING, str(project), f"{who}{turn}"],
                stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ,
            )
            for who in ("Ann", "Bob")
        ]  # fmt: skip
        began = [one.stdout.readline() for one in sitting if one.stdout]
        time.sleep(0.2 + 0.5 * turn)
        for one, first in zip(sitting, began, strict=True):
            one.send_signal(signal.SIGKILL)
            rest, _ = one.communicate()
            whole = [line for line in f"{first}{rest}".split("\n")[:-1] if line]
            acknowledged |= set(whole) - {"None"}
    words = read_ledger(project / LEDGER).decisions
    batches = Counter(word.batch for word in words)
    assert len(acknowledged) > 8
    assert acknowledged <= set(batches)
    assert max(batches.values()) == 1
    with again(project) as desk:
        assert set(desk.analysts()) == {word.analyst for word in words}
        told = Counter(w.analyst for w in words)
        assert {a.name: a.words for a in desk.overview().analysts} == dict(told)


def test_two_desks_see_each_others_words_and_undo_their_own(project: Path) -> None:
    with opened(project) as here, again(project) as there:
        here.decide("Ann", ["first"], [Choice("C1a.1", "primary")])
        there.decide("Bob", ["first"], [Choice("C1b.1", "primary")])
        assert len(here.card("first", "Ann").others) == 1
        here.decide("Ann", ["second"], [Choice(None, "none")])
        there.undo("Ann")
        assert here.card("second", "Ann").own == ()
        here.skip("Ann", "third")
        assert there.queue(Filters(state="skipped"), "document", "Ann").total == 1
    assert stood(project, "Bob") == {"first": {("text", "C1b.1", "primary")}}
