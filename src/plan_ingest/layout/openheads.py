"""The head of a table without column rules: its lines, levels and spans."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.layout.celllines import Line, numeric
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.openends import CLOSE
from plan_ingest.layout.openlines import Gap
from plan_ingest.layout.strokes import Stroke

MOST_WORDS = 14
"""Words in a cell of a head; what says more is a row."""
_NEARER = 0.9
"""Times the step to the line below: a line that is nearer above belongs there."""


@dataclass(frozen=True, slots=True)
class HeadCell:
    """Texts of a head that are one cell: its columns and levels, ends inclusive."""

    row: int
    row_end: int
    col: int
    col_end: int
    texts: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    col: int
    col_end: int
    lines: tuple[int, ...]
    texts: tuple[Line, ...]
    bottom: float


def head_lines(
    found: Sequence[Line], cut: Sequence[Sequence[Piece]], rules: Sequence[float]
) -> int:
    """How many of a table's first lines are its head.

    Those above the first rule that has rows below it, else the bold ones, else in a
    table of figures those above the first figures.
    """
    above = [sum(line.mid < at for line in found) for at in sorted(rules)]
    inner = [n for n in above if 0 < n <= max(1, 0.45 * len(found))]
    if inner and not _has_figures(cut[0]) and _short(cut[: inner[0]]):
        return _before_title(found, cut, inner[0])
    bold = 0
    while bold < min(4, len(found)) and found[bold].bold:
        bold += 1
    if 0 < bold < 4:
        return _before_title(found, cut, bold)
    rows = sum(map(_has_figures, cut))
    for n, row in enumerate(cut if rows * 3 > len(cut) else ()):
        if _has_figures(row):
            return _before_sections(cut, n)
    return 0


def head_cells(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    gutters: Sequence[Gap],
    rules: Sequence[Stroke],
    x0: float,
    x1: float,
) -> tuple[tuple[HeadCell, ...], int]:
    """The cells of a head, and how many levels it has."""
    edges = [x0, *((a + b) / 2 for a, b in gutters), x1]
    spans = _spans(found, cut, edges, rules)
    levels = _levels(spans)
    depth = max(levels, default=-1) + (2 if found else 1)
    out = [
        HeadCell(level, level, span.col, span.col_end, span.texts)
        for span, level in zip(spans, levels, strict=True)
    ]
    used = {id(text) for span in spans for text in span.texts}
    for col in range(len(edges) - 1):
        over = [
            level
            for span, level in zip(spans, levels, strict=True)
            if span.col <= col <= span.col_end
        ]
        out += _column(cut, col, max(over, default=-1) + 1, depth, used)
    return tuple(sorted(out, key=lambda c: (c.row, c.col))), depth


def _short(cut: Sequence[Sequence[Piece]]) -> bool:
    """Whether no column says more than a head does."""
    words: dict[int, int] = {}
    for row in cut:
        for piece in row:
            words[piece.col] = words.get(piece.col, 0) + len(piece.text.words)
    return all(count <= MOST_WORDS for count in words.values())


def _has_figures(row: Sequence[Piece]) -> bool:
    cells = [piece for piece in row if piece.col > 0]
    figures = [c for c in cells if numeric(c.text.text) and not _year(c.text.text)]
    return bool(cells) and len(figures) * 2 >= len(cells)


def _year(text: str) -> bool:
    digits = text.strip("()*")
    return (
        len(digits) in (4, 7)
        and digits[:4].isdigit()
        and 1900 <= int(digits[:4]) < 2100
    )


def _before_title(found: Sequence[Line], cut: Sequence[Sequence[Piece]], n: int) -> int:
    """The head without a bold title of rows right below names, and what follows it.

    It begins in the first column and runs below the next name, or stands off.
    """
    for k in range(1, n):
        names, title = cut[k - 1], cut[k]
        if len(names) < 2 or len(title) > 1 or names[0].col or title[0].col:
            continue
        line, above = found[k], found[k - 1]
        past = line.x1 > names[1].text.x0
        off = line.mid - above.mid > CLOSE * line.size
        if line.bold and above.bold and (past or (off and not _goes_on(found, k))):
            return k
    return n


def _goes_on(found: Sequence[Line], n: int) -> bool:
    """Whether a line in loose lines goes on the name above: nearer to it than to rows.

    A title of rows stands as near to these as to the head; none begins small.
    """
    line = found[n]
    if line.text[:1].islower():
        return True
    rest = found[n + 1].mid - line.mid if n + 1 < len(found) else 0.0
    return line.mid - found[n - 1].mid < _NEARER * rest


def _before_sections(cut: Sequence[Sequence[Piece]], n: int) -> int:
    """The head without the section titles that stand right above the first row."""
    while n > 1 and len(cut[n - 1]) == 1 and cut[n - 1][0].col == 0:
        n -= 1
    return n


def _spans(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    edges: Sequence[float],
    rules: Sequence[Stroke],
) -> list[_Span]:
    out: list[_Span] = []
    for n, row in enumerate(cut):
        for piece in row:
            col, col_end = _ruled_reach(piece, n, found, edges, rules)
            if (col, col_end) == (piece.col, piece.col_end) and col < col_end:
                col, col_end = _centred(piece, row, edges)
            if col == col_end or n == len(cut) - 1:
                continue
            same = [
                k
                for k, s in enumerate(out)
                if (s.col, s.col_end) == (col, col_end)
                and s.lines[-1] == n - 1
                and not _ruled_between(s.bottom, piece.text, rules)
            ]
            if same:
                s = out[same[0]]
                out[same[0]] = _Span(
                    col,
                    col_end,
                    (*s.lines, n),
                    (*s.texts, piece.text),
                    piece.text.bottom,
                )
            else:
                out.append(_Span(col, col_end, (n,), (piece.text,), piece.text.bottom))
    return out


def _ruled_between(bottom: float, text: Line, rules: Sequence[Stroke]) -> bool:
    mid = (text.x0 + text.x1) / 2
    return any(
        r.start <= mid <= r.end and bottom - 3 <= r.at <= text.top + 3 for r in rules
    )


def _ruled_reach(
    piece: Piece,
    n: int,
    found: Sequence[Line],
    edges: Sequence[float],
    rules: Sequence[Stroke],
) -> tuple[int, int]:
    """The columns a rule right below the piece runs under, if it does so for more."""
    text = piece.text
    below = found[n + 1].mid if n + 1 < len(found) else text.bottom + text.size
    for rule in rules:
        if not text.mid < rule.at < below + 1:
            continue
        if rule.start - 3 <= text.x0 and text.x1 <= rule.end + 3:
            size = len(edges) - 1
            inside = [
                c
                for c in range(size)
                if min(rule.end, edges[c + 1]) - max(rule.start, edges[c])
                > 0.4 * (edges[c + 1] - edges[c])
            ]
            if inside and len(inside) < size and inside[0] <= piece.col <= inside[-1]:
                return inside[0], max(inside[-1], piece.col_end)
    return piece.col, piece.col_end


def _centred(
    piece: Piece, row: Sequence[Piece], edges: Sequence[float]
) -> tuple[int, int]:
    """The widest run of columns the piece stands in the middle of, free on its line."""
    others = {c for p in row if p is not piece for c in range(p.col, p.col_end + 1)}
    middle = (piece.text.x0 + piece.text.x1) / 2
    best = (piece.col, piece.col_end)
    for col in range(max(1, 0), piece.col + 1):
        for col_end in range(piece.col_end, len(edges) - 1):
            if others & set(range(col, col_end + 1)):
                continue
            away = abs((edges[col] + edges[col_end + 1]) / 2 - middle)
            near = away < max(
                1.6 * piece.text.size, 0.06 * (edges[col_end + 1] - edges[col])
            )
            if near and col_end - col > best[1] - best[0]:
                best = (col, col_end)
    return best


def _levels(spans: Sequence[_Span]) -> list[int]:
    """The level of each span: one below the spans that stand over its columns."""
    out: list[int] = []
    for n, span in enumerate(spans):
        over = [
            out[k]
            for k in range(n)
            if spans[k].col <= span.col_end and span.col <= spans[k].col_end
        ]
        out.append(max(over, default=-1) + 1)
    return out


def _column(
    cut: Sequence[Sequence[Piece]], col: int, first: int, depth: int, used: set[int]
) -> list[HeadCell]:
    """What stands in one column beside and below the spans over it."""
    texts = tuple(
        piece.text
        for row in cut
        for piece in row
        if piece.col == col and id(piece.text) not in used
    )
    return [HeadCell(first, depth - 1, col, col, texts)] if texts else []
