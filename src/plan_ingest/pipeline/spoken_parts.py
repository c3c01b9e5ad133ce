"""What each plan says as numbers, and what was found of it: made, kept and read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from plan_ingest.compare.alike import Shelf
from plan_ingest.compare.shared import Match, OwnTexts, Said, said
from plan_ingest.model.analysis import Wording
from plan_ingest.model.part import Part
from plan_ingest.model.plan import PlanItem
from plan_ingest.store.files import written_whole

RUNS, OWN = "runs", "own_words"
"""Texts of a part: each item's runs as numbers, and whose own words it has."""
_COUNT, _NUMBER = np.dtype("<u4"), np.dtype("<u8")
_FIELDS = ("item_id", "origin", "score", "like", "with_framework")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A plan's items in their order as numbers: of the text whole, then of its runs.

    `counts` tells how many numbers each item has, `tags` whose item it is. Two of the
    same `key` are the same.
    """

    source_id: str
    key: tuple[str, str]
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
class Heard:
    """What was found before: each plan's runs, and whose words its items have."""

    spoken: Mapping[str, Spoken] = field(default_factory=dict)
    words: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)

    def stands_as(self, before: "Heard") -> bool:
        """Whether the same plans say the same."""
        return self.spoken.keys() == before.spoken.keys() and all(
            one is before.spoken[source] for source, one in self.spoken.items()
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
    return _cut(head.source_id, (head.dated, head.said), head.items, part.text(RUNS))


def read_heard(path: Path, key: str) -> Heard | None:
    """What was found the last time under this key; None where there is nothing."""
    try:
        with path.open("rb") as kept:
            if kept.readline().strip() != key.encode("ascii"):
                return None
            told = json.loads(kept.readline())
            body = kept.read()
        spoken, words, at = {}, {}, 0
        for source, dated, digest, length, rows in told:
            numbers = body[at : at + length]
            spoken[source] = _cut(source, (dated, digest), len(rows), numbers)
            words[source] = tuple(_wording(row) for row in rows)
            at += length
    except (OSError, ValueError, TypeError):
        return None
    return Heard(spoken, words) if at == len(body) else None


def keep_heard(path: Path, key: str, heard: Heard) -> None:
    """Keep what was found, whole or not at all."""
    numbers, told = [], []
    for source, one in heard.spoken.items():
        mine = [array.tobytes() for array in (one.counts, one.tags, one.hashes)]
        rows = [
            [getattr(word, name) for name in _FIELDS] for word in heard.words[source]
        ]
        told.append([source, *one.key, sum(map(len, mine)), rows])
        numbers += mine
    with written_whole(path) as handle:
        handle.write(f"{key}\n{json.dumps(told)}\n".encode())
        handle.writelines(numbers)


def _cut(source: str, key: tuple[str, str], items: int, numbers: bytes) -> Spoken:
    first = items * _COUNT.itemsize
    last = first + items * _NUMBER.itemsize
    return Spoken(
        source,
        key,
        np.frombuffer(numbers[:first], _COUNT),
        np.frombuffer(numbers[first:last], _NUMBER),
        np.frombuffer(numbers[last:], _NUMBER),
    )


def _wording(row: list[Any]) -> Wording:
    return Wording(*row)


def _number(words: str) -> bytes:
    plain = words.encode("utf-8", "surrogatepass")
    return blake2b(plain, digest_size=8).digest()
