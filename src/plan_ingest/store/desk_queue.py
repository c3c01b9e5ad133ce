"""The queue as the desk's index knows it: which items, in which order, for whom.

An item given to an analyst for a blind second review stands in that analyst's queue
as if nobody had spoken of it, until the analyst has.
"""

import re
import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from plan_ingest.review.filters import Filters
from plan_ingest.review.queue import FIRST, Order, State

_UNDECIDED, _DECIDED = FIRST.index("undecided"), FIRST.index("decided")
_OWN = f"coalesce(m.rank, {_UNDECIDED})"
_HIDDEN = f"(:blind OR (m.second AND {_OWN} != {_DECIDED}))"
_RANK = f"(CASE WHEN {_HIDDEN} THEN {_OWN} ELSE i.rank END)"
_SKIPPED = f"(coalesce(m.skipped, 0) AND {_RANK} != {_DECIDED})"
_FROM = (
    "FROM items i LEFT JOIN mine m ON m.analyst = :analyst AND m.item_id = i.item_id"
)
_STATES: Mapping[str, str] = {
    "all": "1",
    "to_review": f"{_RANK} != {_DECIDED}",
    "reviewed": f"{_RANK} = {_DECIDED}",
    "unsure": f"{_RANK} = {FIRST.index('unsure')}",
    "skipped": _SKIPPED,
    "disputed": f"{_RANK} = {FIRST.index('conflict')}",
    "second": f"m.second AND {_OWN} != {_DECIDED}",
}
_DOCUMENT = "i.source_id, i.item_no, i.item_id"
_ORDERS: Mapping[Order, str] = {
    "uncertainty": f"{_SKIPPED}, {_RANK}, i.doubt DESC, {_DOCUMENT}",
    "document": _DOCUMENT,
    "node": f"i.best = '', i.best, {_SKIPPED}, {_RANK}, i.doubt DESC, {_DOCUMENT}",
}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MOST_WORDS = 24
"""Words of a search that are heeded."""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An item in the queue; `state` is as this analyst may know it."""

    item_id: str
    source_id: str
    force: str
    item_no: int
    page: int | None
    kind: str
    text: str
    state: State
    best: str
    confidence: float
    doubt: float
    skipped: bool
    second: bool
    alike: int
    amended: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """An item and a node accepted for it by suggestion alone."""

    item_id: str
    node_id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class View:
    """Whose queue, of what, in which order; `nodes` with their descendants."""

    filters: Filters
    order: Order
    analyst: str
    blind: bool = False
    nodes: tuple[str, ...] = ()


def places(connection: sqlite3.Connection, view: View) -> "array[int]":
    """The numbers of all items of a view, in its order."""
    asked = _asked(view)
    order = _ORDERS[view.order]
    rows = connection.execute(
        f"SELECT i.place {_FROM} WHERE {asked.condition} ORDER BY {order}",
        asked.values,
    )
    return array("q", (row[0] for row in rows.fetchall()))


def still(
    connection: sqlite3.Connection, view: View, among: Sequence[int]
) -> dict[int, str]:
    """Those of some places that are in the view now, with their items' ids."""
    asked = _asked(view)
    listed = ", ".join(str(int(place)) for place in among)
    rows = connection.execute(
        f"SELECT i.place, i.item_id {_FROM} WHERE i.place IN ({listed})"
        f" AND {asked.condition}",
        asked.values,
    )
    return {int(place): str(item_id) for place, item_id in rows.fetchall()}


def count(connection: sqlite3.Connection, view: View) -> int:
    """How many items are in a view."""
    asked = _asked(view)
    found = connection.execute(
        f"SELECT count(*) {_FROM} WHERE {asked.condition}",
        asked.values,
    ).fetchone()
    return int(found[0])


def remaining(connection: sqlite3.Connection, view: View) -> int:
    """How many of the items the filters ask for are still to be reviewed."""
    state = view.filters.state
    if state in ("reviewed", "all"):
        view = replace(view, filters=replace(view.filters, state="to_review"))
    return count(connection, view)


def rows_at(
    connection: sqlite3.Connection, view: View, at: Sequence[int]
) -> tuple[QueueRow, ...]:
    """The rows of these places, in the order given."""
    listed = ", ".join(str(int(place)) for place in at)
    found = connection.execute(
        f"SELECT i.place, i.item_id, i.source_id, i.force, i.item_no, i.page, i.kind,"  # noqa: S608
        f" i.text, {_RANK}, i.best, i.sure, i.doubt, coalesce(m.skipped, 0),"
        f" coalesce(m.second AND {_OWN} != {_DECIDED}, 0),"
        " CASE WHEN i.likes = '' THEN 0"
        " ELSE (SELECT count(*) - 1 FROM items o WHERE o.likes = i.likes) END,"
        f" i.amended {_FROM} WHERE i.place IN ({listed})",
        {"analyst": view.analyst, "blind": view.blind},
    )
    rows = {place: _row(cells) for place, *cells in found.fetchall()}
    return tuple(rows[place] for place in at if place in rows)


def _row(cells: list[Any]) -> QueueRow:
    skipped, second, alike, amended = cells[11:]
    marks = (bool(skipped), bool(second), alike, bool(amended))
    return QueueRow(*(*cells[:7], FIRST[cells[7]], *cells[8:11], *marks))


def accepted_pairs(
    connection: sqlite3.Connection, view: View, least: float
) -> tuple[Pair, ...]:
    """Accepted suggestions of some confidence, on items of which nobody has spoken."""
    asked = _asked(view)
    rows = connection.execute(
        f"SELECT i.item_id, o.node_id, o.confidence {_FROM}"
        " JOIN offered o ON o.place = i.place"
        f" WHERE {asked.condition} AND o.accepted AND o.confidence >= :threshold"
        f" AND i.rank = {_UNDECIDED} ORDER BY {_DOCUMENT}, o.node_id",
        {**asked.values, "threshold": least},
    )
    return tuple(Pair(*row) for row in rows.fetchall())


def match_expression(said: str) -> str:
    """A search as the index takes it: every word must be there, the last begun.

    Whatever an analyst types is words to look for, never an expression.
    """
    words = _WORD.findall(said)[:_MOST_WORDS]
    return " ".join(f'"{word}"' for word in words[:-1]) + (
        f' "{words[-1]}"*' if words else ""
    )


@dataclass(slots=True)
class _Asked:
    condition: str = "1"
    values: dict[str, object] = field(default_factory=dict)

    def also(self, condition: str) -> None:
        self.condition += f" AND {condition}"

    def among(self, name: str, values: Sequence[str]) -> str:
        """A list of values as named parameters."""
        named = {f"{name}{number}": value for number, value in enumerate(values)}
        self.values |= named
        return ", ".join(f":{key}" for key in named)


def _asked(view: View) -> _Asked:
    wanted = view.filters
    asked = _Asked(values={"analyst": view.analyst, "blind": view.blind})
    asked.also(_STATES[wanted.state])
    for name, column, values in (
        ("source", "i.source_id", wanted.sources),
        ("force", "i.force", wanted.forces),
        ("kind", "i.kind", wanted.kinds),
    ):
        if values:
            asked.also(f"{column} IN ({asked.among(name, values)})")
    if wanted.flags:
        flags = asked.among("flag", wanted.flags)
        asked.also(f"i.place IN (SELECT place FROM flags WHERE flag IN ({flags}))")  # noqa: S608
    if wanted.least > 0 or wanted.most < 1:
        asked.values |= {"least": wanted.least, "most": wanted.most}
        asked.also("i.sure BETWEEN :least AND :most")
    if view.nodes:
        _ask_nodes(asked, view.nodes)
    if wanted.analysts:
        names = asked.among("who", wanted.analysts)
        asked.also(
            "i.item_id IN (SELECT item_id FROM mine WHERE rank IS NOT NULL"  # noqa: S608
            f" AND analyst IN ({names}))"
        )
        asked.also(f"(NOT coalesce({_HIDDEN}, 0) OR m.rank IS NOT NULL)")
    if wanted.text.strip():
        asked.values["match"] = match_expression(wanted.text)
        found = "i.place IN (SELECT rowid FROM texts WHERE texts MATCH :match)"
        asked.also(found if asked.values["match"] else "0")
    return asked


def _ask_nodes(asked: _Asked, nodes: Sequence[str]) -> None:
    """Items the nodes are suggested for, or stand on where the analyst may know."""
    listed = asked.among("node", nodes)
    offered = f"SELECT place FROM offered WHERE node_id IN ({listed})"  # noqa: S608
    stands = (
        f"SELECT item_id FROM standing WHERE node_id IN ({listed})"  # noqa: S608
        " AND verdict IN ('primary', 'secondary')"
    )
    asked.also(
        f"(i.place IN ({offered})"
        f" OR (NOT coalesce({_HIDDEN}, 0) AND i.item_id IN ({stands})))"
    )
