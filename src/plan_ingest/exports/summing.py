"""Many plans' parts → the listings' files, a chunk at a time.

A listing in which a plan's rows stand together is its parts one after the other. Of the
others only the rows' order, or what rests on all plans, is made here.
"""

from collections.abc import Iterable, Iterator, Sequence

from plan_ingest.compare.gaps import weight_of
from plan_ingest.exports.bounds import LEVEL_OF
from plan_ingest.exports.flat import csv_fields, csv_head
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import matrix
from plan_ingest.exports.pieces import FIELD, ROW
from plan_ingest.exports.spool import Spool
from plan_ingest.model.analysis import Uptake
from plan_ingest.model.coverage import NOT_ASSESSABLE, Report
from plan_ingest.model.part import LATER, NOT_JUDGED, Part, Rows

Parts = Sequence[Part]
Blocks = Sequence[Rows]
Chunks = Iterator[bytes]

_AT_ONCE = 8
"""Blocks whose rows are put together at a time: each has a row for every node."""


def matrices(report: Report, parts: Parts) -> Iterator[tuple[Listing, Chunks]]:
    """The matrix of every level of the framework, its reviewed layer, and by force.

    The listings have no rows: these are the chunks.
    """
    columns = matrix.source_columns(part.head.source_id for part in parts)
    layers = (
        (False, [part.head.levels for part in parts]),
        (True, [part.head.reviewed for part in parts]),
    )
    for level in report.framework.levels:
        for reviewed, levels in layers:
            head = matrix.head(level, columns, reviewed)
            yield head, _matrix(report, level, head, levels)
    names, joined = _by_force(parts)
    columns = matrix.force_columns(names)
    for level in report.framework.levels:
        head = matrix.force_head(level, columns)
        yield head, _matrix(report, level, head, joined)


def by_source(listing: Listing, blocks: Blocks) -> Chunks:
    """A listing of `pieces.BY_SOURCE`: the plans' rows one after the other."""
    yield csv_head(listing.columns)
    for block in blocks:
        yield block.text(listing.name)


def long(listing: Listing, blocks: Blocks) -> Chunks:
    """Every cell: node by node, and within a node by source."""
    yield csv_head(listing.columns)
    with Spool[int]() as nodes:
        for first in range(0, len(blocks), _AT_ONCE):
            some = blocks[first : first + _AT_ONCE]
            rows = zip(
                *(block.text(listing.name).split(ROW) for block in some), strict=True
            )
            nodes.add(enumerate(map(b"".join, rows)))
        for node in nodes.groups:
            yield from nodes.of(node)


def gaps(
    listing: Listing, blocks: Blocks, report: Report, uptake: Sequence[Uptake]
) -> Chunks:
    """Every gap, the weightiest first, then by node and source."""
    yield csv_head(listing.columns)
    nodes = {node.id: node for node in report.framework.nodes}
    order = {node.id: at for at, node in enumerate(report.framework.nodes)}
    with Spool[tuple[bytes, bytes]]() as found:
        for block in blocks:
            found.add(map(_gap, filter(None, block.text(listing.name).split(ROW))))
        told = []
        for group in found.groups:
            place, alone = group
            asked = uptake[int(place)]
            weight = weight_of(nodes[asked.node_id], asked, bool(alone))
            told.append((-weight, order[asked.node_id], weight, asked, group))
        for *_, weight, asked, group in sorted(told, key=lambda one: one[:2]):
            between = csv_fields((weight, len(asked.addressed), asked.assessable))
            for rows in found.of(group):
                yield rows.replace(FIELD, b",%b," % between)


def to_review(listing: Listing, blocks: Blocks) -> Chunks:
    """Suggestions to decide, the least certain first, then by source."""
    yield csv_head(listing.columns)
    # Doubts are told to four places, so that there are not many of them.
    with Spool[bytes]() as doubts:
        for block in blocks:
            doubts.add(map(_doubt, filter(None, block.text(listing.name).split(ROW))))
        for doubt in sorted(doubts.groups, key=float):
            yield from doubts.of(doubt)


def uptake_of(nodes: Sequence[str], parts: Parts) -> tuple[Uptake, ...]:
    """For every node, who addresses and who answers it, in the coverage's order."""
    sources = [part.head.source_id for part in parts]
    found = []
    for node, signs in zip(
        nodes, zip(*(part.head.levels for part in parts), strict=True), strict=True
    ):
        cells = list(zip(sources, signs, strict=True))
        found.append(
            Uptake(
                node_id=node,
                addressed=tuple(source for source, sign in cells if sign in "1234"),
                answered=tuple(source for source, sign in cells if sign in "34"),
                assessable=len(signs) - signs.count(NOT_JUDGED),
            )
        )
    return tuple(found)


_SHOWN = {
    sign: NOT_ASSESSABLE if level is None else str(level)
    for sign, level in LEVEL_OF.items()
}


def _gap(row: bytes) -> tuple[tuple[bytes, bytes], bytes]:
    """Rows of gaps by what their weight rests on."""
    at, alone, ends = row.split(FIELD, 2)
    return (at, alone), ends + b"\n"


def _doubt(row: bytes) -> tuple[bytes, bytes]:
    """Suggestions to decide by how far from doubt they are."""
    far, _, line = row.partition(FIELD)
    return far, line


def _matrix(report: Report, level: str, head: Listing, levels: Sequence[str]) -> Chunks:
    """A row a node; `levels` has the signs of each column's nodes."""
    yield csv_head(head.columns)
    place = {node: at for at, node in enumerate(report.coverage.nodes)}
    for node in report.framework.at(level):
        at = place[node.id]
        shown = ",".join([_SHOWN[signs[at]] for signs in levels])
        yield b"%b,%b\n" % (csv_fields((node.id, node.title)), shown.encode())


def _by_force(parts: Iterable[Part]) -> tuple[list[str], list[str]]:
    """The forces' names, and for each the signs of its plans joined.

    The highest level counts; where none is above 0 and one could not be judged,
    neither can the force.
    """
    plans: dict[str, list[str]] = {}
    for part in parts:
        name = part.head.force or part.head.source_id
        plans.setdefault(name, []).append(part.head.levels)
    names = sorted(plans)
    joined = []
    for name in names:
        if len(plans[name]) == 1:  # a plan alone is its force
            joined.append(plans[name][0].replace(LATER, "0"))
        else:
            joined.append("".join(map(_highest, zip(*plans[name], strict=True))))
    return names, joined


def _highest(signs: Sequence[str]) -> str:
    there = set(signs)
    for level in "4321":
        if level in there:
            return level
    return NOT_JUDGED if NOT_JUDGED in there else "0"
