"""An analysis of very many plans, told as it is found: only what is shown is held."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from plan_ingest.exports.flat import csv_lines
from plan_ingest.exports.listing import Value
from plan_ingest.exports.spool import Spool

Found = TypeVar("Found")
Rows = Callable[[Sequence[Found]], Iterable[Sequence[Value]]]

_AT_ONCE = 5_000
"""Findings made rows at a time."""


@dataclass(frozen=True, slots=True)
class Streamed(Generic[Found]):
    """Findings of all plans as lines of CSV; `shown` are those of the plans shown."""

    shown: tuple[Found, ...]
    count: int
    lines: Spool[None]


def streamed(
    found: Iterable[Found], is_shown: Callable[[Found], bool], rows: Rows[Found]
) -> Streamed[Found]:
    """The findings gone through once; `rows` makes them rows of their listing."""
    lines, count = Spool[None](), 0
    shown: list[Found] = []
    left = iter(found)
    while some := tuple(islice(left, _AT_ONCE)):
        count += len(some)
        shown += filter(is_shown, some)
        lines.add([(None, b"".join(csv_lines(rows(some))))])
    return Streamed(tuple(shown), count, lines)
