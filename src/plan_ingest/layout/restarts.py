"""Tables that touch, each with the head printed again: cut apart."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.layout.celllines import lines
from plan_ingest.layout.grids import Filled


def restarts(filled: Sequence[Filled]) -> list[list[Filled]]:
    """The boxes cut where the head is printed again: tables that touch are several.

    A title above a head goes with it.
    """
    by_row: dict[int, list[Filled]] = defaultdict(list)
    for one in filled:
        by_row[one.box.row].append(one)
    ordered = sorted(by_row)
    head = next(
        (row for row in ordered if sum(bool(b.words) for b in by_row[row]) > 1), None
    )
    starts = [0]
    for row in ordered:
        if head is None or row <= head or not _alike(by_row[row], by_row[head]):
            continue
        if any(char.isdigit() for text in _said(by_row[row]) for char in text):
            continue
        while row - 1 > starts[-1] and _is_title(by_row.get(row - 1, ())):
            row -= 1
        if all(one.box.row_end < row or one.box.row >= row for one in filled):
            starts.append(row)
    if len(starts) == 1:
        return [list(filled)]
    ends = [*starts[1:], max(one.box.row_end for one in filled) + 1]
    return [_rows(filled, a, b) for a, b in zip(starts, ends, strict=True)]


def _alike(boxes: Sequence[Filled], head: Sequence[Filled]) -> bool:
    """Whether a row says the same as the head; most are longer or shorter."""
    return _lengths(boxes) == _lengths(head) and _said(boxes) == _said(head)


def _lengths(boxes: Sequence[Filled]) -> list[int]:
    ordered = sorted(boxes, key=lambda one: one.box.col)
    return [sum(len(w.text) + 1 for w in one.words) for one in ordered if one.words]


def _is_title(boxes: Sequence[Filled]) -> bool:
    """Whether a row is one box, or holds bold words in its first box alone.

    A row that has no answer yet holds words in its first box alone as well.
    """
    full = [one for one in boxes if one.words]
    first = len(full) == 1 and full[0].box.col == 0
    return len(boxes) == 1 or (first and all(word.bold for word in full[0].words))


def _said(boxes: Sequence[Filled]) -> tuple[str, ...]:
    ordered = sorted(boxes, key=lambda one: one.box.col)
    texts = [" ".join(line.text for line in lines(one.words)) for one in ordered]
    return tuple(text for text in texts if text)


def _rows(filled: Sequence[Filled], first: int, after: int) -> list[Filled]:
    return [
        replace(
            one,
            box=replace(
                one.box, row=one.box.row - first, row_end=one.box.row_end - first
            ),
        )
        for one in filled
        if first <= one.box.row < after
    ]
