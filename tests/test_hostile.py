"""Files from outside that are damaged, locked, odd or meant to harm."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from plan_ingest.errors import LimitExceeded, SourceError, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.readers.isolation import read_isolated
from plan_ingest.settings import Reading
from tests import bombs, build
from tests.readers.office import texts

LIMITS = Reading(seconds=6.0, megabytes=600, jobs=2, ocr=False)
SOUND = "We will train every responder by March 2016.\n"


@pytest.fixture
def peak() -> Iterator[Callable[[], float]]:
    """The most megabytes this test's child processes held together so far."""
    most = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            held = 0
            for child in psutil.Process().children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.Error:
                    continue
            most = max(most, held / 1e6)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield lambda: most
    done.set()
    watcher.join()


def outcomes(
    paths: list[Path], limits: Reading = LIMITS
) -> dict[str, Document | SourceError]:
    """What becomes of each file, by its name."""
    tasks = [(build.source(id=path.stem, file=path.name), path) for path in paths]
    return {source.file: outcome for source, outcome in read_isolated(tasks, limits)}


def told(found: dict[str, Document | SourceError]) -> dict[str, str]:
    """The same as words, to compare two runs."""
    return {
        file: "\n".join(texts(one)) if isinstance(one, Document) else str(one)
        for file, one in found.items()
    }


def test_a_bomb_costs_itself_and_not_the_batch(
    tmp_path: Path, peak: Callable[[], float]
) -> None:
    sound = [tmp_path / f"sound-{n}.txt" for n in range(6)]
    for path in sound:
        path.write_text(SOUND, encoding="utf-8")
    flate = bombs.flate_bomb(tmp_path / "flate.pdf")
    lines = bombs.operators(tmp_path / "operators.pdf")
    began = time.monotonic()

    found = outcomes([*sound[:3], flate, lines, *sound[3:]])

    assert [texts(found[path.name]) for path in sound] == [[SOUND.strip()]] * 6  # type: ignore[arg-type]
    for name in ("flate.pdf", "operators.pdf"):
        one = found[name]
        assert isinstance(one, Document | UnreadableSource | LimitExceeded)
        assert isinstance(one, Document) or "allowed" in str(one)
    # Two tries each, one after the other at worst, and room for a busy machine.
    assert time.monotonic() - began < 2 * 2 * LIMITS.seconds + 20
    assert peak() < LIMITS.megabytes * (LIMITS.jobs + 1)


def test_a_zip_bomb_is_seen_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = bombs.zip_bomb(tmp_path / "bomb.docx")

    by_ratio = outcomes([bomb])["bomb.docx"]
    by_size = outcomes([bomb], Reading(zip_ratio=1e9, zip_megabytes=40, ocr=False))[
        "bomb.docx"
    ]

    assert bomb.stat().st_size < 200_000
    assert isinstance(by_ratio, LimitExceeded)
    assert "times its size" in str(by_ratio)
    assert isinstance(by_size, LimitExceeded)
    assert "40 MB" in str(by_size)


def test_a_zip_within_a_zip_is_not_opened(tmp_path: Path) -> None:
    found = outcomes([bombs.nested_zip(tmp_path / "nested.docx")])["nested.docx"]

    assert isinstance(found, Document)
    assert texts(found) == ["The outer file is sound."]


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the machine's own words", encoding="utf-8")
    laughs = bombs.xml_bomb(tmp_path / "laughs.docx")
    asking = bombs.xxe(tmp_path / "asking.docx", secret)

    found = outcomes([laughs, asking])

    assert all(isinstance(one, UnreadableSource) for one in found.values())
    assert "declares entities" in str(found["laughs.docx"])
    assert "own words" not in str(found["asking.docx"])


def test_depth_and_distance_are_bounded(tmp_path: Path) -> None:
    deep = bombs.html_laughs(tmp_path / "deep.html")
    far = bombs.far_cell(tmp_path / "far.xlsx")

    found = outcomes([deep, far])

    assert isinstance(found["deep.html"], UnreadableSource)
    assert isinstance(found["far.xlsx"], LimitExceeded)


def test_every_odd_file_is_read_or_set_aside_alike_twice(
    shared: Path, peak: Callable[[], float]
) -> None:
    """Some 170 files of the tests of qpdf, pdf.js, Apache POI and Apache Tika."""
    paths = sorted(path for path in (shared / "hostile").rglob("*") if path.is_file())
    limits = Reading(seconds=60.0, megabytes=1500, ocr=False)

    first, second = outcomes(paths, limits), outcomes(paths, limits)

    assert len(first) == len({path.name for path in paths}) > 150
    assert told(first) == told(second)
    surprised = [str(one) for one in first.values() if "gave up" in str(one)]
    assert surprised == []
    assert peak() < limits.megabytes * limits.jobs
