"""Tables without column rules, with or without rules between their rows."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from plan_ingest.layout.abreastcells import with_abreast
from plan_ingest.layout.celllines import Line, lines, lines_among
from plan_ingest.layout.centredlists import centred_rows
from plan_ingest.layout.cutrows import column_edges
from plan_ingest.layout.grids import Filled, table
from plan_ingest.layout.halflines import levelled
from plan_ingest.layout.lattice import borders
from plan_ingest.layout.openbody import body
from plan_ingest.layout.openboxes import (
    head_box,
    head_heights,
    lower,
    row_boxes,
    row_heights,
    with_blanks,
)
from plan_ingest.layout.opencolumns import Piece, by_line, columns, pieces
from plan_ingest.layout.openends import apart, headed_columns, trimmed, under_heads
from plan_ingest.layout.openframes import are_closed, gutters_at, is_card, kept_together
from plan_ingest.layout.openheads import head_cells, head_lines
from plan_ingest.layout.openjoined import columns_above, kept_columns, together
from plan_ingest.layout.openkinds import is_table
from plan_ingest.layout.openlines import Gap, stretches
from plan_ingest.layout.openmerged import merged_rows, row_rules
from plan_ingest.layout.openrows import rows
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.picturebands import is_pictured
from plan_ingest.layout.strokes import Stroke, Strokes
from plan_ingest.layout.titlelines import title_seams
from plan_ingest.model.document import Table
from plan_ingest.text import strip_bullet


def open_tables(
    content: PageContent, free: Sequence[Word], drawn: Strokes
) -> list[Table]:
    """The tables that words and white make, strokes helping where there are some."""
    typed = {id(word): word for word in free if word.upright and _typed_rule(word.text)}
    words = [word for word in free if id(word) not in typed]
    across = sorted((*drawn.across, *map(_as_rule, typed.values())))
    drawn, out = replace(drawn, across=tuple(across)), list[Table]()
    found = _in_cells(lines_among(words, content))
    for stretch in together(found, stretches(found, drawn), drawn):
        inside = found[stretch.first : stretch.last + 1]
        top = not stretch.first
        known = kept_columns(stretch.gutters, content.columns, inside) if top else ()
        above = column_edges(out[-1]) if out and not known else []
        gutters = known or columns_above(inside, stretch.gutters, above)
        if not gutters:
            walls = (*drawn.down, *drawn.joints)
            gutters = under_heads(inside, columns(inside, stretch.gutters, walls))
        headed = bool(known) or is_pictured(inside, content)
        filled = _filled(inside, gutters, drawn, known=headed)
        if filled:
            made = table(filled, content.number)
            out.append(apart(made, found[: stretch.first], found[stretch.last + 1 :]))
    return out


def framed_table(
    words: Sequence[Word], xs: Sequence[float], drawn: Strokes
) -> list[Filled]:
    """The boxes of the table that words in a frame make, its columns between `xs`."""
    found = _in_cells(lines(word for word in words if word.upright))
    gutters = gutters_at(found, xs[1:-1])
    return _filled(found, gutters, drawn, (xs[0], xs[-1]))


def _in_cells(found: Sequence[Line]) -> list[Line]:
    """The lines as those of cells side by side, bullets reaching to their words."""
    return [_bridged(line) for line in levelled(found)]


def _typed_rule(text: str) -> bool:
    """Whether a word is a rule typed as a row of dashes."""
    return len(text) >= 8 and set(text) <= set("-_=–—")


def _as_rule(one: Word) -> Stroke:
    return Stroke((one.top + one.bottom) / 2, one.x0, one.x1)


def _bridged(line: Line) -> Line:
    """The line with each bullet's glyph reaching to the word it belongs to."""
    reaching = {
        n: replace(word, x1=max(word.x1, after.x0 - 0.1), edges=())
        for n, (word, after) in enumerate(pairwise(line.words))
        if after.x0 - word.x1 <= 4 * line.size
        and _glyph(word, n)
        and not _glyph(after, n)
    }
    words = tuple(reaching.get(n, word) for n, word in enumerate(line.words))
    return replace(line, words=words) if reaching else line


def _glyph(word: Word, n: int) -> bool:
    """Whether a word is a bullet's glyph; a dash only where it opens the line."""
    if len(word.text.strip()) > 1:
        return False
    plain = f"{word.text} " if n == 0 else word.text
    return not strip_bullet(plain)[0]


def _filled(
    found: Sequence[Line],
    gutters: Sequence[Gap],
    drawn: Strokes,
    frame: tuple[float, float] | None = None,
    known: bool = False,
) -> list[Filled]:
    """The boxes of lines; `frame` are the sides of the one they fill, if one is drawn.

    `known` says that the page before ended with a table in these columns, or that a
    picture heads them.
    """
    x0, x1 = min(one.x0 for one in found), max(one.x1 for one in found)
    rules = _crossing(drawn.across, x0, x1, found[0].top - 12, found[-1].bottom + 12)
    along = _wide(rules, x0, x1)
    shades = [at for at in along if any(abs(at - edge) < 2 for edge in drawn.shades)]
    first, last = 0, len(found)
    cut = by_line(pieces(found, gutters), len(found))
    centred = centred_rows(cut, len(gutters) + 1)
    if not frame and not centred:
        first, last = trimmed(found, gutters, along, shades)
        first = 0 if known else first
        first, last = kept_together(found, (first, last), gutters, drawn.sides)
    found = found[first:last]
    if len(found) < 2 and not frame:
        return []
    cut = by_line(pieces(found, gutters), len(found))
    wide = [r for r in along if found[0].mid < r < found[-1].mid]
    xs = [x0, *((a + b) / 2 for a, b in gutters), x1]
    # The edge of a shade over a few columns is as often a chart's bar as a row's.
    solid = [r for r in rules if not any(abs(r.at - at) < 2 for at in drawn.shades)]
    headed = headed_columns(found, gutters)
    partial = row_rules(found, xs, solid) if headed else []
    parting = [*wide, *(r.at for r in partial)]
    sure = frame or known or centred or is_card(found, cut, drawn.sides)
    sure = sure or are_closed(found, cut, along)
    if not sure and not is_table(found, cut, len(gutters) + 1, borders(parting)):
        return []
    sides = _sides(found, rules, wide)
    if frame:
        sides = (min(sides[0], frame[0]), max(sides[1], frame[1]))
    return with_abreast(_boxes(found, cut, gutters, rules, wide, sides))


def _boxes(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    gutters: Sequence[Gap],
    rules: Sequence[Stroke],
    wide: Sequence[float],
    sides: tuple[float, float],
) -> list[Filled]:
    x0, x1 = sides
    xs = [x0, *((a + b) / 2 for a, b in gutters), x1]
    if centred := centred_rows(cut, len(xs) - 1):
        return _rows_of(found, cut, centred, xs)
    top = min(head_lines(found, cut, wide), len(found) - 1)
    seams = title_seams(found[top:], cut[top:], wide)
    rules = [*rules, *(Stroke(at, x0, x1) for at in seams)]
    wide = sorted((*wide, *seams))
    heads, depth = head_cells(found[:top], cut[:top], gutters, rules, x0, x1)
    merged, edges = merged_rows(found[top:], cut[top:], xs, rules)
    if merged:
        ys = [*head_heights(found, edges[0], depth), *edges[1:]]
        out = [head_box(cell, xs, ys) for cell in heads]
        return with_blanks([*out, *(lower(one, depth) for one in merged)], xs, ys)
    below = [at for at in wide if not top or at > found[top - 1].mid]
    of = body(found[top:], cut[top:], below, len(xs) - 1)
    groups = rows(of)
    ys = row_heights(found, top, depth, groups)
    out = [head_box(cell, xs, ys) for cell in heads]
    for n, group in enumerate(groups):
        out += row_boxes(n + depth, [of.pieces[k] for k in group], xs, ys)
    return with_blanks(out, xs, ys)


def _rows_of(
    found: Sequence[Line],
    cut: Sequence[Sequence[Piece]],
    groups: Sequence[Sequence[int]],
    xs: Sequence[float],
) -> list[Filled]:
    """The boxes of rows without a head above them."""
    ys = row_heights(found, 0, 0, groups)
    out = [
        one
        for n, group in enumerate(groups)
        for one in row_boxes(n, [cut[k] for k in group], xs, ys)
    ]
    return with_blanks(out, xs, ys)


def _sides(
    found: Sequence[Line], rules: Sequence[Stroke], wide: Sequence[float]
) -> tuple[float, float]:
    """The left and the right side: the words', or the long rules' a little beyond."""
    x0, x1 = min(one.x0 for one in found), max(one.x1 for one in found)
    reach = 0.25 * (x1 - x0)
    long = [r for r in rules if any(abs(r.at - at) < 3 for at in wide)]
    return (
        min((r.start for r in long if x0 - reach < r.start < x0), default=x0),
        max((r.end for r in long if x1 < r.end < x1 + reach), default=x1),
    )


def _crossing(
    across: Sequence[Stroke], x0: float, x1: float, top: float, bottom: float
) -> list[Stroke]:
    return [r for r in across if top <= r.at <= bottom and r.start < x1 and r.end > x0]


def _wide(rules: Sequence[Stroke], x0: float, x1: float) -> list[float]:
    """The heights of the rules that run along the whole table, maybe in pieces."""
    out: list[float] = []
    for rule in rules:
        ran = sum(
            max(0.0, min(r.end, x1) - max(r.start, x0))
            for r in rules
            if abs(r.at - rule.at) < 3
        )
        if ran >= 0.9 * (x1 - x0) and not (out and rule.at - out[-1] < 3):
            out.append(rule.at)
    return out
