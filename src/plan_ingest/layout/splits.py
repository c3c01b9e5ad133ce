"""Ruled boxes that hold several cells: cut where rules were left out."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.celllines import Line, chunks, line_of, lines, numeric
from plan_ingest.layout.grids import Filled
from plan_ingest.layout.lattice import Box
from plan_ingest.layout.openbody import body, counted_rows
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openlines import GAP
from plan_ingest.layout.openrows import rows, white_rows
from plan_ingest.layout.page import Word
from plan_ingest.text import ends_sentence

_SPACE = 0.5
"""Type sizes of white between two words of one title, at most."""
_NAME = 15
"""Words in a column's name, at most."""
_ALIGNED = 2.5
"""Points by which words of one column begin apart."""


def split_spans(filled: Sequence[Filled], xs: Sequence[float]) -> list[Filled]:
    """Boxes over several columns cut at borders their words leave white.

    Bands shaded every second row show their columns in the shaded rows only: in the
    others words that stand in one column alone begin where its other words do.
    """
    out: list[Filled] = []
    lefts = _lefts(filled)
    for one in filled:
        if not one.words:
            out.append(one)
        elif _in_one_column(one, xs, lefts):
            out += _cells(one, xs, range(len(xs) - 2))
        else:
            out += [
                cell for part in _cut_box(one, xs) for cell in _beside(part, xs, lefts)
            ]
    return out


def _is_loose(found: Sequence[Sequence[Filled]]) -> bool:
    """Whether rules part a head from rows, and titles over all columns, but no rows.

    Two rows of several boxes follow each other but once, and the first of them holds
    names, no sentences.
    """
    pairs = [(a, b) for a, b in pairwise(found) if len(a) > 1 < len(b)]
    names = all(len(one.words) <= _NAME for above, _ in pairs for one in above)
    return not pairs or (len(pairs) == 1 and names)


def _beside(
    one: Filled, xs: Sequence[float], lefts: dict[int, list[float]]
) -> list[Filled]:
    """A part of a row less the blank columns left of where its words begin."""
    b = one.box
    whole = b.col == 0 and b.col_end == len(xs) - 2
    if whole or b.col == b.col_end or not one.words:
        return [one]
    left, right = min(w.x0 for w in one.words), max(w.x1 for w in one.words)
    col = sum(left > x for x in xs) - 1
    near = any(abs(x - left) < _ALIGNED for x in lefts.get(col, ()))
    if not near or col <= b.col or right > xs[col + 1] + 1:
        return [one]
    return _cells(one, xs, range(b.col_end - b.col))


def _lefts(filled: Sequence[Filled]) -> dict[int, list[float]]:
    """For each column where the words of its own boxes begin."""
    found: dict[int, list[float]] = defaultdict(list)
    for one in filled:
        if one.words and one.box.col == one.box.col_end:
            found[one.box.col].append(min(word.x0 for word in one.words))
    return found


def _in_one_column(
    one: Filled, xs: Sequence[float], lefts: dict[int, list[float]]
) -> bool:
    """Whether a row's only box has words in one column, and begins where it does.

    A title over all columns begins in the first too, but takes the room it needs: its
    lines are not broken where the first column ends, and it is no sentence.
    """
    if one.box.col or one.box.col_end < len(xs) - 2 or len(xs) < 3:
        return False
    left, right = min(w.x0 for w in one.words), max(w.x1 for w in one.words)
    col = sum(left > x for x in xs) - 1
    if col < 0 or right > xs[col + 1] + 1:
        return False
    said = lines(one.words)
    if not col:
        return len(said) > 1 or ends_sentence(said[0].text)
    # Lines that begin at one place right of the first column are no centred title.
    starts = [line.x0 for line in said]
    level = len(said) > 1 and max(starts) - min(starts) < _ALIGNED
    return level or any(abs(x - left) < _ALIGNED for x in lefts.get(col, ()))


def split_rows(filled: Sequence[Filled], ys: Sequence[float]) -> list[Filled]:
    """Rows of figures without rules between them cut into their lines.

    Rows of sentences stay whole: only a column with a figure on nearly every line
    shows that each line is a row, and numbers that count upward before sentences. Where
    no rule but the head's runs across, white parts the rows.
    """
    by_row: dict[int, list[Filled]] = defaultdict(list)
    for one in filled:
        for row in range(one.box.row, one.box.row_end + 1):
            by_row[row].append(one)
    cuts: dict[int, list[float]] = {}
    loose = _is_loose([by_row[row] for row in range(len(ys) - 1)])
    for row in range(len(ys) - 1):
        here = by_row[row]
        if here and all(one.box.row == one.box.row_end == row for one in here):
            cuts[row] = _row_cuts(here, loose)
    if not any(cuts.values()):
        return list(filled)
    return _recut(filled, cuts, len(ys) - 1)


def _cut_box(one: Filled, xs: Sequence[float]) -> list[Filled]:
    b = one.box
    walls = [xs[c] for c in range(b.col + 1, b.col_end + 1)]
    if not walls or (b.col == 0 and b.col_end == len(xs) - 2 and _is_title(one.words)):
        return [one]
    found = [chunks(line, GAP * line.size, walls) for line in lines(one.words)]
    open_walls = [
        n
        for n, wall in enumerate(walls)
        if all(not word.x0 + 1 < wall < word.x1 - 1 for word in one.words)
        and all(not any(p.x0 < wall < p.x1 for p in row) for row in found)
    ]
    parted = [
        n
        for n in open_walls
        if any(any(a.x1 <= walls[n] <= c.x0 for a, c in pairwise(row)) for row in found)
        or _stand_beside(one.words, walls[n])
    ]
    return _cells(one, xs, parted) if parted else [one]


def _is_title(words: Sequence[Word]) -> bool:
    """Whether a row's only box holds one bold line, with no more than spaces in it."""
    found = lines(word for word in words if word.upright)
    if len(found) != 1 or not found[0].bold:
        return False
    steps = pairwise(found[0].words)
    return all(after.x0 - word.x1 < _SPACE * word.size for word, after in steps)


def _stand_beside(words: Sequence[Word], wall: float) -> bool:
    """Whether words stand on both sides of a border at one height, maybe on no line.

    A cell that is done sooner may be set half a line off the one beside it.
    """
    left = [word for word in words if word.x1 <= wall + 1]
    right = [word for word in words if word.x0 >= wall - 1]
    if not left or not right:
        return False
    tops = [min(word.top for word in side) for side in (left, right)]
    bottoms = [max(word.bottom for word in side) for side in (left, right)]
    least = min(b - a for a, b in zip(tops, bottoms, strict=True))
    return min(bottoms) - max(tops) > 0.5 * least


def _cells(one: Filled, xs: Sequence[float], parted: Sequence[int]) -> list[Filled]:
    """The box cut at the walls of these numbers, counted from its left side."""
    b = one.box
    starts = [b.col, *(b.col + 1 + n for n in parted), b.col_end + 1]
    out = []
    for col, after in pairwise(starts):
        box = replace(b, col=col, col_end=after - 1, x0=xs[col], x1=xs[after])
        inside = tuple(w for w in one.words if box.x0 <= (w.x0 + w.x1) / 2 < box.x1)
        out.append(Filled(box, inside))
    return out


def _row_cuts(here: Sequence[Filled], loose: bool) -> list[float]:
    """The heights at which a ruled row is cut, empty where it is one row."""
    if not loose and not _may_count(here):
        return []
    words = [word for one in here for word in one.words]
    found = lines(word for word in words if word.upright)
    if len(found) < 3 or len(found) < len({round(w.top) for w in words}) / 4:
        return []
    place = {id(w): n for n, one in enumerate(here) for w in one.words}
    cut = [_pieces(n, line, place) for n, line in enumerate(found)]
    of = body(found, cut, (), len(here))
    groups = rows(of)
    figures = len(groups) > 2 and _each_has_figures(groups, cut, len(here))
    if not figures and not counted_rows(of):
        groups = white_rows(of) if loose else ()
    return [
        (max(found[k].bottom for k in above) + min(found[k].top for k in below)) / 2
        for above, below in pairwise(groups)
    ]


def _may_count(here: Sequence[Filled]) -> bool:
    """Whether a row has so many words without letters that they may part lines.

    Its first cell has two with digits, or another cell three, which may be figures.
    """
    first = sum(any(map(str.isdigit, word.text)) for word in here[0].words)
    return first > 1 or any(
        sum(not any(map(str.isalpha, word.text)) for word in one.words) > 2
        for one in here[1:]
    )


def _pieces(n: int, line: Line, place: dict[int, int]) -> list[Piece]:
    by_cell: dict[int, list[Word]] = defaultdict(list)
    for word in line.words:
        by_cell[place[id(word)]].append(word)
    return [Piece(n, c, c, line_of(words)) for c, words in sorted(by_cell.items())]


def _each_has_figures(
    groups: Sequence[Sequence[int]], cut: Sequence[Sequence[Piece]], cols: int
) -> bool:
    """Whether a column other than the first has one figure in nearly every row."""
    filled_cols = [{p.col for n in group for p in cut[n]} for group in groups]
    for col in range(1, cols):
        texts = [
            [p.text.text for n in group for p in cut[n] if p.col == col]
            for group in groups
        ]
        single = sum(len(t) == 1 and numeric(t[0]) for t in texts)
        many = sum(len(group_cols) > 1 for group_cols in filled_cols)
        if single >= 3 and single >= 0.6 * many:
            return True
    return False


def _recut(
    filled: Sequence[Filled], cuts: dict[int, list[float]], count: int
) -> list[Filled]:
    """The boxes with the rows in `cuts` cut, all rows numbered anew."""
    first: list[int] = []
    total = 0
    for row in range(count):
        first.append(total)
        total += len(cuts.get(row, ())) + 1
    first.append(total)
    out: list[Filled] = []
    for one in filled:
        b = one.box
        if b.row == b.row_end and cuts.get(b.row):
            out += _slices(one, cuts[b.row], first[b.row])
        else:
            box = replace(b, row=first[b.row], row_end=first[b.row_end + 1] - 1)
            out.append(replace(one, box=box))
    return sorted(out, key=lambda f: (f.box.row, f.box.col))


def _slices(one: Filled, cuts: Sequence[float], row: int) -> list[Filled]:
    b: Box = one.box
    ys = [b.top, *cuts, b.bottom]
    out = []
    for n, (top, bottom) in enumerate(pairwise(ys)):
        inside = tuple(
            w
            for w in one.words
            if top <= (w.top + w.bottom) / 2 < bottom
            or (n == 0 and (w.top + w.bottom) / 2 < top)
            or (n == len(cuts) and (w.top + w.bottom) / 2 >= bottom)
        )
        box = replace(b, row=row + n, row_end=row + n, top=top, bottom=bottom)
        out.append(Filled(box, inside))
    return out
