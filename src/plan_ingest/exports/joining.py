"""Neighbouring plans' parts → one: their rows in the order of each listing.

What is joined reads as the part of one plan does, so that joining again is the same.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from plan_ingest.exports.pieces import FIELD, ROW


def joined_texts(
    names: Iterable[str], texts: Sequence[Mapping[str, bytes]]
) -> dict[str, bytes]:
    """Of these names the listings whose plans' rows do not stand one after another."""
    return {
        name: _JOINED[name]([one[name] for one in texts])
        for name in names
        if name in _JOINED
    }


def _by_node(texts: Sequence[bytes]) -> bytes:
    """Every cell: a plan has one row for each node."""
    rows = zip(*(text.split(ROW) for text in texts), strict=True)
    return ROW.join(map(b"".join, rows))


def _by_gap(texts: Sequence[bytes]) -> bytes:
    """Gaps by what their weight rests on: the node, and whether it is one alone."""
    found: dict[tuple[bytes, bytes], list[bytes]] = {}
    for row in _rows(texts):
        at, alone, ends = row.split(FIELD, 2)
        found.setdefault((at, alone), []).append(ends)
    return ROW.join(
        FIELD.join((*group, b"\n".join(ends))) for group, ends in found.items()
    )


def _by_doubt(texts: Sequence[bytes]) -> bytes:
    """Suggestions to decide by how far from doubt they are."""
    found: dict[bytes, list[bytes]] = {}
    for row in _rows(texts):
        far, _, line = row.partition(FIELD)
        found.setdefault(far, []).append(line)
    return ROW.join(FIELD.join((far, b"".join(lines))) for far, lines in found.items())


def _rows(texts: Iterable[bytes]) -> Iterable[bytes]:
    return (row for text in texts for row in text.split(ROW) if row)


_JOINED: Mapping[str, Callable[[Sequence[bytes]], bytes]] = {
    "coverage_long": _by_node,
    "gaps": _by_gap,
    "to_review": _by_doubt,
}
