"""What readers said of items: a CSV of labels, or the standing words of a ledger."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plan_ingest.errors import RecordError
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision
from plan_ingest.text import fold, perhaps

NOTHING = "NONE"
_COLUMNS = ("{}_primary", "{}", "{}_id", "{}_alt")
"""A level's columns, in order of rank; cells hold node ids joined by ;."""
_ENDS = ("_primary", "_id", "_alt")


@dataclass(frozen=True, slots=True)
class Answer:
    """One item's right answer: by level, nodes a reader accepts, the best first.

    Without any level, nothing in the framework fits.
    """

    item_id: str
    plan: str
    nodes: tuple[tuple[str, tuple[str, ...]], ...]


def read_labels(path: Path, framework: Framework) -> list[Answer]:
    """The answers of a CSV: item_id, plan, and columns named by level.

    `area_primary`, `area_alt`, `requirement_id` and their like for any framework.
    Raises RecordError, with the line, on a node that the framework lacks.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        if "item_id" not in (rows.fieldnames or ()):
            raise RecordError(f"{path} line 1: no column item_id; add one")
        return [
            Answer(
                row["item_id"],
                row.get("plan") or "",
                _nodes(row, framework, f"{path} line {rows.line_num}"),
            )
            for row in rows
        ]


def idle_columns(path: Path, framework: Framework) -> list[str]:
    """A warning for each column of labels that is meant for a level, and named amiss.

    What else a reader noted beside the labels stands as it is.
    """
    known = [column.format(level) for level in framework.levels for column in _COLUMNS]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        names = next(csv.reader(lines), [])
    return [
        f"{path} line 1: no level of {framework.id} has a column `{name}`, so it is"
        f" left aside; {perhaps(name, known)}known are {', '.join(known)}"
        for name in names
        if name not in ("item_id", *known)
        and (fold(name).endswith(_ENDS) or perhaps(name, framework.levels))
    ]


def labels_of(
    standing: Iterable[Decision], framework: Framework, plans: Mapping[str, str]
) -> list[Answer]:
    """The answers that standing decisions on items' own text give, by item id.

    `plans` says which plan an item is of, where that is known.
    """
    levels = {node.id: node.level for node in framework.nodes}
    ranked: dict[str, list[tuple[bool, str]]] = {}
    for word in standing:
        if word.basis == "text" and word.verdict in ("primary", "secondary", "none"):
            nodes = ranked.setdefault(word.item_id, [])
            if word.node_id in levels:
                nodes.append((word.verdict == "secondary", word.node_id))
    return [
        Answer(item_id, plans.get(item_id, ""), _by_level(ranked[item_id], levels))
        for item_id in sorted(ranked)
    ]


def _nodes(
    row: Mapping[str, str], framework: Framework, place: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = {node.id for node in framework.nodes}
    found = []
    for level in framework.levels:
        cells = [row.get(column.format(level)) or "" for column in _COLUMNS]
        said = [node.strip() for cell in cells for node in cell.split(";")]
        nodes = tuple(dict.fromkeys(n for n in said if n and n != NOTHING))
        for node in nodes:
            if node not in known:
                raise RecordError(
                    f"{place}: {framework.id} has no node {node!r}; mend the label"
                )
        if nodes:
            found.append((level, nodes))
    return tuple(found)


def _by_level(
    ranked: list[tuple[bool, str]], levels: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, tuple[str, ...]] = {}
    for _, node in sorted(ranked):
        found[levels[node]] = (*found.get(levels[node], ()), node)
    return tuple(sorted(found.items()))
