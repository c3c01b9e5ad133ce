"""Each document in its own child: order, limits, retries, reasons."""

import os
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

from plan_ingest.errors import EmptySource, LimitExceeded, NoText, SourceError
from plan_ingest.model.document import Document
from plan_ingest.readers import children
from plan_ingest.readers.isolation import Made, Task, isolated, read_isolated, work_on
from plan_ingest.settings import Reading
from tests import bombs, build


def tasks(folder: Path, count: int) -> list[tuple[object, Path]]:
    made = []
    for number in range(count):
        path = folder / f"plan-{number:02}.txt"
        path.write_text(f"We will do the thing of number {number}.\n", "utf-8")
        made.append((build.source(id=path.stem, file=path.name), path))
    return made


def test_outcomes_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    asked = tasks(tmp_path, 30)

    found = list(read_isolated(asked, Reading(jobs=2)))  # type: ignore[arg-type]

    assert [source.file for source, _ in found] == [path.name for _, path in asked]
    assert all(isinstance(one, Document) for _, one in found)


def test_no_tasks_no_processes() -> None:
    assert list(read_isolated([], Reading())) == []


def test_a_refusal_is_an_outcome_and_keeps_its_words(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")

    ((_, found),) = read_isolated([(build.source(file="empty.txt"), path)], Reading())

    assert isinstance(found, EmptySource)
    assert str(found) == "empty.txt: there is nothing in it; fetch it again"


def test_what_takes_too_long_is_given_up_after_a_second_try(tmp_path: Path) -> None:
    path = bombs.operators(tmp_path / "lines.pdf")
    limits = Reading(seconds=0.3, ocr=False)

    ((_, found),) = read_isolated([(build.source(file="lines.pdf"), path)], limits)

    assert isinstance(found, LimitExceeded)
    assert "longer than the 0.3 s allowed" in str(found)


def surprised(_: Reading) -> Made[str]:
    raise ZeroDivisionError("division by zero")


def died(_: Reading) -> Made[str]:
    os._exit(1)


def said(word: str, seconds: float, limits: Reading) -> Made[str]:
    time.sleep(seconds)
    return Made(f"{word} in process {os.getpid()}" if limits.pages else word)


def test_what_a_reader_did_not_foresee_names_the_file() -> None:
    found = work_on(Task(build.source(file="odd.pdf"), surprised), Reading())

    assert isinstance(found, SourceError)
    assert str(found).startswith("odd.pdf: its reader gave up on it")


def test_the_work_is_done_in_children_and_comes_back_as_it_is_ready() -> None:
    slow = Task(build.source(file="slow"), partial(said, "slow", 1.5))
    quick = [Task(build.source(file=f"{n}"), partial(said, "quick", 0)) for n in "123"]

    found = list(isolated([slow, *quick], Reading(jobs=2)))

    assert [place for place, _, _ in found][-1] == 0
    assert {place for place, _, _ in found} == {0, 1, 2, 3}
    here = f"process {os.getpid()}"
    assert not [said for _, _, said in found if here in str(said)]


def test_a_child_that_dies_costs_its_own_task_only() -> None:
    tasks = [
        Task(build.source(file=f"{n}"), partial(said, f"{n}", 0)) for n in range(9)
    ]
    tasks.insert(4, Task(build.source(file="bad"), died))

    found = {place: outcome for place, _, outcome in isolated(tasks, Reading(jobs=2))}

    wrong = {place: one for place, one in found.items() if isinstance(one, SourceError)}
    assert list(wrong) == [4]
    assert "makes its reader crash" in str(wrong[4])
    assert len(found) == 10


def test_an_error_keeps_what_it_knows_between_processes() -> None:
    import pickle

    error = NoText("scan.pdf", "it is a picture", "install OCR")
    error.pages = 7

    again = pickle.loads(pickle.dumps(error))  # noqa: S301

    assert (type(again), str(again), again.pages) == (NoText, str(error), 7)


def test_a_child_above_the_limit_is_ended_by_its_parent() -> None:
    greedy = "import time; held = bytearray(500_000_000); time.sleep(60)"
    done = threading.Event()
    watch = threading.Thread(
        target=children._watch, args=(Reading(megabytes=300), done), daemon=True
    )

    with subprocess.Popen([sys.executable, "-c", greedy]) as child:
        watch.start()
        ended = child.wait(timeout=30)
        done.set()
    watch.join(timeout=10)

    assert ended != 0
