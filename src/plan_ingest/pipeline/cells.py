"""Cells of the coverage tables, and how one made anew differs from a written one."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plan_ingest.model.framework import Framework

Row = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A node and a source, as an analyst names them: NODE:SOURCE."""

    node_id: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A cell that came out again as the folder has it, and what it rests on."""

    cell: Cell
    level: str
    marks: str
    evidence: tuple[Row, ...]


def keyed(table: bytes, keys: Key) -> dict[Key, Row]:
    """The rows of a CSV by some of their columns. Raises KeyError without them."""
    rows = csv.DictReader(io.StringIO(table.decode("utf-8"), newline=""))
    return {tuple(row[key] for key in keys): row for row in rows}


class Links:
    """The rows of evidence behind each cell."""

    def __init__(self, rows: Mapping[Key, Row], framework: Framework) -> None:
        self.rows = rows
        self._above = {node.id: node.parent for node in framework.nodes}
        self._of_item: dict[str, list[Key]] = defaultdict(list)
        for key in rows:
            self._of_item[key[0]].append(key)

    def behind(self, cell: Row) -> list[Key]:
        """What a cell counts: links of its items to its node and those below it."""
        items = filter(None, cell["item_ids"].split(";"))
        known = (key for item in items for key in self._of_item[item])
        return sorted(
            (key for key in known if self._below(key[1], cell["node_id"])),
            key=lambda key: (key[1], key),
        )

    def _below(self, node: str | None, top: str) -> bool:
        while node is not None and node != top:
            node = self._above.get(node)
        return node is not None


def differences(
    key: Key, written: Row, again: Row, shown: Mapping[Key, Row], links: Links
) -> Iterable[str]:
    """A line for each way in which a cell does not come out again."""
    source_id, node_id = key
    name = f"{node_id}:{source_id}"
    for column in sorted(written):
        if written[column] != again.get(column):
            yield (
                f"{name}: {column} is {written[column]!r} in the folder and"
                f" {again.get(column)!r} from its plan; run again and compare the two"
            )
    for link in links.behind(again):
        if shown.get(link) != links.rows[link]:
            yield (
                f"{name}: item {link[0]} reads otherwise in the folder than in the"
                " plan; run again and compare the two"
            )


def derived(key: Key, cell: Row, links: Links) -> Derived:
    """The cell with the rows of evidence behind it."""
    source_id, node_id = key
    rows = tuple(links.rows[link] for link in links.behind(cell))
    return Derived(Cell(node_id, source_id), cell["level"], cell["marks"], rows)
