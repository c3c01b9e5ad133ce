"""Each document in its own child: order, limits, retries, reasons."""

import subprocess
import sys
import threading
from pathlib import Path

from plan_ingest.errors import EmptySource, LimitExceeded, NoText, SourceError
from plan_ingest.model.document import Document
from plan_ingest.readers import isolation
from plan_ingest.readers.isolation import read_isolated, read_one
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


def test_what_a_reader_did_not_foresee_names_the_file(
    tmp_path: Path, monkeypatch: object
) -> None:
    def surprised(*_: object) -> Document:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(isolation, "read", surprised)  # type: ignore[attr-defined]

    found = read_one(build.source(file="odd.pdf"), tmp_path / "odd.pdf", Reading())

    assert isinstance(found, SourceError)
    assert str(found).startswith("odd.pdf: its reader gave up on it")


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
        target=isolation._watch, args=(Reading(megabytes=300), done), daemon=True
    )

    with subprocess.Popen([sys.executable, "-c", greedy]) as child:
        watch.start()
        ended = child.wait(timeout=30)
        done.set()
    watch.join(timeout=10)

    assert ended != 0
