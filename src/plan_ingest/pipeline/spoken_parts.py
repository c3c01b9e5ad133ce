"""What each plan says as numbers, and what was found of it: made, kept and read."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

import numpy as np

from plan_ingest.compare.alike import Shelf
from plan_ingest.compare.shared import Match, OwnTexts, Said, said
from plan_ingest.errors import RecordError
from plan_ingest.model.analysis import Wording
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.store.files import written_whole

RUNS, OWN = "runs", "own_words"
"""Texts of a part: each item's runs as numbers, and whose own words it has."""
_COUNT, _NUMBER = np.dtype("<u4"), np.dtype("<u8")
_FIELDS = ("item_id", "origin", "score", "like", "with_framework")


@dataclass(frozen=True, slots=True)
class Numbers:
    """A plan's items in their order as numbers: of the text whole, then of its runs.

    `counts` tells how many numbers each item has, `tags` whose item it is.
    """

    counts: np.ndarray
    tags: np.ndarray
    hashes: np.ndarray

    def items(self) -> list[np.ndarray]:
        """The numbers of each item."""
        return np.split(self.hashes, np.cumsum(self.counts)[:-1]) if self.named else []

    @property
    def named(self) -> list[bytes]:
        """Each item's tag."""
        return [tag.tobytes() for tag in self.tags]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a plan says, as numbers that are read when they are asked for.

    Two of one plan and the same `key` are the same.
    """

    source_id: str
    key: tuple[str, str]
    items: int
    read: Callable[[], bytes]

    def numbers(self) -> Numbers:
        """Its items as numbers."""
        told, first = self.read(), self.items * _COUNT.itemsize
        last = first + self.items * _NUMBER.itemsize
        return Numbers(
            np.frombuffer(told[:first], _COUNT),
            np.frombuffer(told[first:last], _NUMBER),
            np.frombuffer(told[last:], _NUMBER),
        )


class Words(Mapping[str, tuple[Wording, ...]]):
    """By source id whose words its items have: held as written, told when asked."""

    def __init__(self, written: Mapping[str, bytes]) -> None:
        self.written = written

    def __getitem__(self, source_id: str) -> tuple[Wording, ...]:
        """Whose words the items of a plan have, in their order."""
        rows = json.loads(self.written[source_id])
        return tuple(
            Wording(row, "own", 0.0) if isinstance(row, str) else Wording(*row)
            for row in rows
        )

    def __iter__(self) -> Iterator[str]:
        """The plans in the order of their dates."""
        return iter(self.written)

    def __len__(self) -> int:
        """How many plans there are."""
        return len(self.written)


def written_words(told: Iterable[Wording]) -> bytes:
    """Whose words a plan's items have, as it is kept: most items have their own."""
    rows = [
        one.item_id if one.origin == "own" else [getattr(one, name) for name in _FIELDS]
        for one in told
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Heard:
    """What was found before: each plan's runs, and whose words its items have."""

    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    words: Words = field(default_factory=lambda: Words({}))

    def stands_as(self, before: "Heard") -> bool:
        """Whether the same plans say the same."""
        return self.spoken.keys() == before.spoken.keys() and all(
            one.key == before.spoken[source].key for source, one in self.spoken.items()
        )


def spoken_texts(items: Iterable[PlanItem], own: OwnTexts) -> dict[str, bytes]:
    """What a plan's part keeps of its items' words."""
    counts, tags, hashes, matches = [], [], [], []
    shelf = Shelf()
    for item in items:
        one = said(item)
        runs = shelf.runs_of(one.text)
        counts.append(1 + len(runs))
        tags.append(_number(json.dumps([one.item_id, one.force])))
        hashes += [_number(f"={one.text}"), *(_number(f" {run}") for run in runs)]
        matches.append(own.match(one.text, runs))
    numbers = [np.array(counts, _COUNT).tobytes(), *tags, *hashes]
    return {RUNS: b"".join(numbers), OWN: json.dumps(matches).encode()}


def said_in(part: Part) -> Iterator[tuple[Said, Match | None]]:
    """What a plan's items say, and which node's own words each has."""
    rows, matches = json.loads(part.text("said")), json.loads(part.text(OWN))
    for (item_id, force, date, number, text, *_), match in zip(
        rows, matches, strict=True
    ):
        one = Said(item_id, part.head.source_id, force, date, number, text)
        yield one, tuple(match) if match else None


def spoken_in(part: Part) -> Spoken:
    """A plan's items as numbers."""
    head = part.head
    key = (head.dated, head.said)
    return Spoken(head.source_id, key, head.items, partial(part.text, RUNS))


def read_heard(path: Path, key: str) -> Heard | None:
    """What was found the last time under this key; None where there is nothing."""
    spoken, words = {}, {}
    try:
        with path.open("rb") as kept:
            if kept.readline().strip() != key.encode("ascii"):
                return None
            known = _known(kept)
            for _ in range(int(kept.readline())):
                source, dated, digest, items, length, rows = json.loads(kept.readline())
                read = partial(_numbers_at, path, known, kept.tell(), length)
                kept.seek(length, os.SEEK_CUR)
                spoken[source] = Spoken(source, (dated, digest), items, read)
                words[source] = kept.read(rows)
                if len(words[source]) != rows:
                    return None
            whole = kept.tell() == known[-1]
    except (OSError, ValueError, TypeError):
        return None
    return Heard(spoken, Words(words)) if whole else None


def keep_heard(path: Path, key: str, heard: Heard) -> None:
    """Keep what was found, whole or not at all."""
    with written_whole(path) as handle:
        handle.write(f"{key}\n{len(heard.spoken)}\n".encode())
        for source, one in heard.spoken.items():
            numbers, rows = one.read(), heard.words.written[source]
            told = [source, *one.key, one.items, len(numbers), len(rows)]
            handle.write(json.dumps(told).encode() + b"\n")
            handle.write(numbers)
            handle.write(rows)


def _known(file: BinaryIO) -> tuple[int, int, int]:
    """What tells a file from another of its name; its size last."""
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_mtime_ns, found.st_size


def _numbers_at(path: Path, known: tuple[int, int, int], at: int, length: int) -> bytes:
    with path.open("rb") as kept:
        if _known(kept) != known:
            raise RecordError(
                f"{path}: changed while it was compared; run one at a time"
            )
        kept.seek(at)
        return kept.read(length)


def _number(words: str) -> bytes:
    plain = words.encode("utf-8", "surrogatepass")
    return blake2b(plain, digest_size=8).digest()
