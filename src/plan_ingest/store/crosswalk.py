"""A crosswalk's CSV → how the nodes of two frameworks stand to each other."""

from pathlib import Path
from typing import cast, get_args

from plan_ingest.errors import FrameworkError
from plan_ingest.model.framework import Crossing, Framework, Relation
from plan_ingest.store.framework_tables import rows
from plan_ingest.text import squash

COLUMNS = ("from_framework", "from_node", "to_framework", "to_node", "relation")


def read_crosswalk(path: Path) -> tuple[Crossing, ...]:
    """The lines of a crosswalk, in the file's order.

    Raises FrameworkError that names the line of an unknown relation, an empty
    cell, or a pair that stands twice.
    """
    if not path.is_file():
        raise FrameworkError(f"{path}: no such crosswalk; name a CSV file")
    first: dict[tuple[str, str, str, str], int] = {}
    crossings = []
    for line, row in rows(path, COLUMNS):
        cells = {column: squash(row[column]) for column in COLUMNS}
        _check(path, line, cells)
        before, node, after, to_node, _ = (cells[column] for column in COLUMNS)
        pair = (before, node, after, to_node)
        if pair in first:
            raise FrameworkError(
                f"{path}, line {line}: the pair is already on line {first[pair]};"
                " keep one of them"
            )
        first[pair] = line
        relation = cast(Relation, cells["relation"])
        note = squash(row.get("note") or "")
        crossings.append(Crossing(*pair, relation=relation, note=note))
    return tuple(crossings)


def check_crosswalk(
    crossings: tuple[Crossing, ...], frameworks: tuple[Framework, ...]
) -> tuple[str, ...]:
    """Lines that name a node which a framework at hand does not have."""
    known = {f.id: frozenset(node.id for node in f.nodes) for f in frameworks}
    wrong = []
    for crossing in crossings:
        for framework, node in (
            (crossing.from_framework, crossing.from_node),
            (crossing.to_framework, crossing.to_node),
        ):
            if framework in known and node not in known[framework]:
                wrong.append(f"{framework} has no node {node}")
    return tuple(dict.fromkeys(wrong))


def _check(path: Path, line: int, cells: dict[str, str]) -> None:
    for column, cell in cells.items():
        if not cell:
            raise FrameworkError(f"{path}, line {line}: {column} is empty; fill it")
    if cells["relation"] not in get_args(Relation):
        known = ", ".join(get_args(Relation))
        raise FrameworkError(
            f"{path}, line {line}: no relation {cells['relation']!r}; there is: {known}"
        )
