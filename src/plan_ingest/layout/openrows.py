"""Which lines of a table without row rules are one row."""

from collections.abc import Container, Sequence
from itertools import pairwise

from plan_ingest.layout.celllines import Line, goes_on, numeric
from plan_ingest.layout.fullrows import full_rows
from plan_ingest.layout.openbody import WIDER, Body, counted_rows, leading
from plan_ingest.layout.opencolumns import Piece
from plan_ingest.layout.sidelists import side_list_rows
from plan_ingest.text import ends_sentence

_PARAGRAPH = 3
"""Lines to a label on average that are more than labels have."""


def rows(of: Body) -> tuple[tuple[int, ...], ...]:
    """The lines of each row, from the top."""
    ruled = [
        n
        for n, (last, line) in enumerate(pairwise(of.lines), 1)
        if any(last.mid < at < line.mid for at in of.rules)
    ]
    if listed := side_list_rows(of.pieces, len(of.limits), ruled):
        return listed
    if counted := counted_rows(of):
        return counted
    if full := full_rows(of):
        return full
    out: list[list[int]] = []
    bands = _bands(of)
    if len(of.rules) < 2 and _key_column(of, bands) == 1 and (found := white_rows(of)):
        return found
    whole = row_by_row(of)
    for band in bands:
        labels = min(_labels(of, band), 1) if whole else _labels(of, band)
        plain = not _several_figures(of, band)
        if out and not labels and plain and not of.rules:
            out[-1] += band
        elif plain and (labels == 1 or (labels == 0 and of.rules)):
            out.append(list(band))
        else:
            out += _line_by_line(of, band)
    return tuple(tuple(row) for row in out)


def white_rows(of: Body) -> tuple[tuple[int, ...], ...]:
    """The rows that white alone parts; none where one row is all there is.

    Each begins in the first column, or, beside labels that hold for several rows, in
    the second: a paragraph of a cell alone is no row.
    """
    bands = _bands(of)
    key = _key_column(of, bands)
    if key is None or len(of.figures - {0}) * 3 > len(of.limits):
        return ()
    out: list[list[int]] = []
    for band in bands:
        if out and not _begins(of, band, key):
            out[-1] += band
        else:
            out.append(list(band))
    return tuple(tuple(row) for row in out) if len(out) > 1 else ()


def _key_column(of: Body, bands: Sequence[Sequence[int]]) -> int | None:
    """The first column where half of the bands have words in it, else the second.

    The second, beside labels, is one only where there are more and it is filled.
    """
    shares = (0.5, 0.6) if len(of.limits) > 2 else (0.5,)
    for col, least in enumerate(shares):
        own = sum(any(p.col == col for n in b for p in of.pieces[n]) for b in bands)
        if own > least * len(bands):
            return col
    return None


def _begins(of: Body, band: Sequence[int], key: int) -> bool:
    """Whether a band of lines opens a row: a label or a new text in its column."""
    firsts: dict[int, str] = {}
    for piece in (p for n in band for p in of.pieces[n] if p.col <= key):
        firsts.setdefault(piece.col, piece.text.text[:1])
    return any(sign.isalnum() and not sign.islower() for sign in firsts.values())


def row_by_row(of: Body) -> bool:
    """Whether rules or white part row from row: most bands have one label."""
    if len(of.rules) < 2 and of.figures - {0}:
        return False
    bands = _bands(of)
    full = [b for b in bands if len({p.col for n in b for p in of.pieces[n]}) > 1]
    full = full if len(full) > 1 else bands
    single = sum(_labels(of, band) < 2 for band in full)
    return single >= 0.6 * len(full) and len(bands) > 2


def _bands(of: Body) -> list[list[int]]:
    """The lines between two rules, or where there are few, between wide white."""
    ruled = len(of.rules) >= 2
    out: list[list[int]] = []
    for n, line in enumerate(of.lines):
        last = of.lines[n - 1] if n else None
        if (
            last is None
            or any(last.mid < at < line.mid for at in of.rules)
            or (not ruled and leading(last, line) > WIDER * of.step)
        ):
            out.append([n])
        else:
            out[-1].append(n)
    return out


def _labels(of: Body, band: Sequence[int]) -> int:
    """How many labels the first column has in these lines."""
    found: set[int] = set()
    last: tuple[int, Line] | None = None
    for n in band:
        for piece in of.pieces[n]:
            if piece.col:
                continue
            goes = last is not None and n - last[0] <= 2
            same = last and goes and _flows(last[1], piece.text, of.limits[0])
            opens = last is not None and _opens(of, n, piece, last[1])
            if last is None or opens or not (same or _beside(of, n)):
                found.add(n)
            last = (n, piece.text)
    return min(len(found), 1) if _has_paragraphs(of, band, found) else len(found)


def _has_paragraphs(of: Body, band: Sequence[int], labels: Container[int]) -> bool:
    """Whether cells hold several paragraphs, the first column's sentences as well.

    One that begins beside no label shows it: then what begins in the first column is a
    paragraph too, and the lines are one row.
    """
    first = [n for n in band if of.pieces[n] and not of.pieces[n][0].col]
    if len(first) < _PARAGRAPH * sum(n in labels for n in first):
        return False
    return any(
        n not in labels and _ends_early(of, n, piece)
        for n in band[1:]
        for piece in of.pieces[n]
        if piece.col
    )


def _ends_early(of: Body, n: int, piece: Piece) -> bool:
    """Whether a sentence ends above with room for this line's first word."""
    above = [p.text for p in of.pieces[n - 1] if p.col == piece.col]
    if not above or len(above[0].words) < 2 or piece.text.text[:1].islower():
        return False
    forced = goes_on(above[0], piece.text, of.limits[piece.col])
    return not forced and ends_sentence(above[0].text)


def _opens(of: Body, n: int, piece: Piece, above: Line) -> bool:
    """Whether a label of a form begins anew, its value too, or has no value yet.

    A label goes on below where its next word had found no room; one word is whole.
    """
    if len(of.limits) != 2 or not piece.text.text[:1].isupper():
        return False
    if len(of.pieces[n]) > 1:
        return not _beside(of, n) and not _is_sentence(above, piece.text, of.limits[0])
    bold = piece.text.bold and above.bold
    wrapped = len(above.words) > 1 and goes_on(above, piece.text, of.limits[0])
    return bold and not wrapped


def _is_sentence(above: Line, label: Line, limit: float) -> bool:
    """Whether a line of several words surely goes on below: no label of a form does."""
    return len(above.words) > 2 and _flows(above, label, limit)


def _beside(of: Body, n: int) -> bool:
    """Whether the other cells of the row run on over a line with text in the first.

    A row cannot begin in the middle of a sentence, nor with its first cell alone.
    """
    others = [piece for piece in of.pieces[n] if piece.col]
    return not others or any(_runs_on(of, n, piece) for piece in others)


def _runs_on(of: Body, n: int, piece: Piece) -> bool:
    if not n or piece.col in of.figures:
        return False
    if leading(of.lines[n - 1], of.lines[n]) > WIDER * of.step:
        return False
    above = [p.text for p in of.pieces[n - 1] if p.col == piece.col]
    if not above or len(above[0].words) < 3:
        return False
    forced = goes_on(above[0], piece.text, of.limits[piece.col])
    return forced and not ends_sentence(above[0].text)


def _several_figures(of: Body, band: Sequence[int]) -> bool:
    """Whether a column of figures has more than one in these lines."""
    for col in of.figures - {0}:
        if sum(p.col == col for n in band for p in of.pieces[n]) > 1:
            return True
    return False


def _line_by_line(of: Body, band: Sequence[int]) -> list[list[int]]:
    out: list[list[int]] = []
    for n in band:
        if out and _joins(of, out[-1], n):
            out[-1].append(n)
        else:
            out.append([n])
    return out


def _joins(of: Body, row: list[int], n: int) -> bool:
    line, last = of.lines[n], of.lines[row[-1]]
    if line.mid - last.mid < 0.6 * min(last.size, line.size):
        return True
    above = _by_column(of, row)
    new = {piece.col: piece.text for piece in of.pieces[n]}
    if 0 in new and 0 in above:
        piece = next(p for p in of.pieces[n] if not p.col)
        opens = _opens(of, n, piece, above[0])
        return not opens and _label_goes_on(of, above, new)
    if 0 in new or any(col not in above for col in new):
        return False
    return not any(col in of.figures and numeric(t.text) for col, t in new.items())


def _by_column(of: Body, row: Sequence[int]) -> dict[int, Line]:
    return {piece.col: piece.text for n in row for piece in of.pieces[n]}


def _label_goes_on(of: Body, above: dict[int, Line], new: dict[int, Line]) -> bool:
    """Whether a line with a label of its own still belongs to the row above."""
    last, label = above[0], new[0]
    if not _flows(last, label, of.limits[0]) or label.x0 < last.x0 - 1:
        return False
    if last.bold != label.bold:
        return False
    rest = [col for col in new if col]
    if not rest:
        return len(above) > 1 or label.text[:1].islower()
    if len(above) == 1:
        return label.text[:1].islower()
    return all(
        col in above and not numeric(new[col].text) and _wide(above[col])
        for col in rest
    )


def _flows(last: Line, label: Line, limit: float) -> bool:
    if numeric(label.text) or numeric(last.text):
        return False
    if label.text[:1].islower() or last.text.endswith(
        ("-", "/", ",", "\u00ad", "\x02")
    ):
        return True
    if len(last.words) < 2:  # one word fills its column whether it goes on or not
        return False
    return goes_on(last, label, limit) and not ends_sentence(last.text)


def _wide(text: Line) -> bool:
    return len(text.words) > 2
