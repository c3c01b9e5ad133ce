"""Columns headed by years, terms or quarters that hold words: actions, or progress."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plan_ingest.extract.dates import spans
from plan_ingest.extract.grid import Row
from plan_ingest.extract.headers import header
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.extract.status import tells_of_work
from plan_ingest.extract.timelines import PERIOD
from plan_ingest.model.document import Cell, Part
from plan_ingest.text import ends_sentence, fold, squash

MILESTONE = "milestone"
"""Role of a column whose cells say what is to be reached in the period it names."""
Named = tuple[Column | None, ...]
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_COUNTED = re.compile(
    r"\b(?:q|quarter|qtr|year|yr|phase|week|month)\s*\d{1,2}\b"
    r"|\b\d{1,3}\s*(?:\+|(?:[-–]|to)\s*\d{1,3})?\s*\+?\s*"
    r"(?:months?|mths?|weeks?|days|years?|yrs?)\b"
    rf"|\b{_MONTH}\s*(?:[-–]|to)\s*{_MONTH}(?![a-z])|(?<![\w-]){_MONTH}(?![\w-])"
)
_UNTIL = re.compile(r"(?:by|until|to|before|end of)\b")
"""Before a day that ends a period: a day alone is a meeting's."""
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")
_HEADER_WORDS = 8
_TEXT_WORDS = 3.0
"""Mean words of a period's cells from which they are words, and no marks."""
_ITEMS = ("action", "objective", "next", "strand", MILESTONE)
_NONE = -1
"""The column beside periods that stand beside nothing."""
_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class _Head:
    """A header with periods: their columns, and whether they name actions too."""

    columns: tuple[int, ...]
    items: bool


def unrolled(
    rows: Sequence[Row], lexicon: Lexicon
) -> tuple[Sequence[Row], Sequence[Named | None]]:
    """The rows, and for each the columns it names; None where it is no header.

    Where each period's column holds actions of its own, every one of them becomes a
    row: what stands beside the periods, the action, and when.
    """
    rows = _one_line(rows, lexicon)
    heads = [header(row, lexicon) for row in rows]
    for at, row in enumerate(rows):
        found = _head(row, lexicon)
        body = [row for n, row in enumerate(rows) if n > at and not heads[n]]
        if found and (heads[at] or not any(heads)) and _worded(found, body):
            if _of_actions(found, row, body, lexicon):
                return _turned(rows, at, found, lexicon)
            if not at or not heads[at - 1]:
                heads[at] = _beside(heads[at], body, lexicon)
    return rows, heads


def _one_line(rows: Sequence[Row], lexicon: Lexicon) -> Sequence[Row]:
    """The rows, periods that stand below "Actions" in one line with its header."""
    for above, row in pairwise(rows):
        found = _head(row, lexicon)
        if not found or len(found.columns) < len(row.filled()):
            continue
        over = {lexicon.column(_over(above, col)) for col in found.columns}
        if {column.role if column else "" for column in over} <= {*_ITEMS, "target"}:
            said = tuple(
                row.parts[col] if col in found.columns else above.parts[col]
                for col in range(len(row.parts))
            )
            one = replace(row, parts=said, starts=(row.index,) * len(said))
            return [one if r is row else r for r in rows if r is not above]
    return rows


def _over(above: Row, col: int) -> str:
    """The words of the cell above that covers a column."""
    cells = (c for c in above.cells if c.col <= col <= c.col_end)
    return next((above.own(cell.col) for cell in cells), "")


def period_of(text: str, lexicon: Lexicon) -> tuple[bool, str]:
    """Whether a header names a period, and what else it says: "actions" of 2025/26."""
    folded = fold(text)
    rest, count = folded, 0
    for match, first, last in reversed(list(spans(text, lexicon))):
        day = first == last and not _UNTIL.match(folded)
        rest, count = rest.replace(fold(match.group()), " ", 1), count + (not day)
    for pattern in (_COUNTED, lexicon.words["term"].pattern):
        rest, found = pattern.subn(" ", rest)
        count += found
    linking = lexicon.words["linking"]
    words = [_ENDS.sub("", word) for word in rest.split()]
    words = [word for word in words if word]
    while words and linking.has(words[-1]):
        words.pop()
    while words and linking.has(words[0]):
        words.pop(0)
    return count > 0, " ".join(words)


def _head(row: Row, lexicon: Lexicon) -> _Head | None:
    """The periods that a header names, two at least; None where a row is no such."""
    filled = [col for col in row.filled() if row.own(col)]
    if any(len(row.own(col).split()) > _HEADER_WORDS for col in filled):
        return None
    found: list[int] = []
    items = True
    for col in filled:
        named, rest = period_of(row.own(col), lexicon)
        said = lexicon.label(rest) if rest else None
        if named and not rest:
            found, items = [*found, col], False
        elif named and said and said.role in _ITEMS:
            found = [*found, col]
        elif col and lexicon.column(row.own(col)) is None:
            return None
    return _Head(tuple(found), items) if len(found) > 1 else None


def _worded(found: _Head, body: Sequence[Row]) -> bool:
    """Whether the cells below periods hold words, most of them more than a mark."""
    told = [text for row in body for col in found.columns if (text := row.own(col))]
    words = [len(_WORD.findall(text.casefold())) for text in told]
    return bool(told) and sum(words) / len(told) >= _TEXT_WORDS


def _of_actions(found: _Head, row: Row, body: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether periods hold actions of their own: none stands beside, nor what was."""
    others = [
        column
        for col in row.filled()
        if col not in found.columns and (column := lexicon.column(row.own(col)))
    ]
    told = [text for row in body for col in found.columns if (text := row.own(col))]
    if 3 * sum(_is_state(text, lexicon) for text in told) >= len(told):
        return False
    roles = {column.role for column in others}
    if "action" in roles or "measure" in roles or any(r[:6] == "other:" for r in roles):
        return False
    return found.items or not _done(found.columns, body, lexicon)


def _is_state(text: str, lexicon: Lexicon) -> bool:
    """Whether a few words say how far something is: "Mostly on track, minor delays"."""
    few = len(text.split()) <= _HEADER_WORDS and not ends_sentence(text)
    return few and lexicon.words["status"].find(text) is not None


def _done(cols: Sequence[int], body: Sequence[Row], lexicon: Lexicon) -> bool:
    """Whether half of the cells or more tell of work that was done."""
    told = [text for row in body for col in cols if (text := row.own(col))]
    return 2 * sum(_tells(text, lexicon) for text in told) >= len(told)


def _tells(text: str, lexicon: Lexicon) -> bool:
    """Whether a text tells of work done, also without its auxiliary: "Guide sent."."""
    if tells_of_work(text, lexicon):
        return True
    irregular = lexicon.words["participle"].pattern.pattern
    done = rf"(?:\b\w{{3,}}ed\b|{irregular})"
    when = rf"(?:in|on|at|since|by|from|to|for|with)\s+(?:\d|{_MONTH}|all|each|the)"
    brief = re.compile(rf"(?<!be )(?<!being ){done}(?:[.;,:\n]|$|\s+{when})")
    return bool(brief.search(fold(text)))


def _beside(named: Named | None, body: Sequence[Row], lexicon: Lexicon) -> Named | None:
    """A header's columns; words under its periods were done, or are to be by then."""
    if named is None:
        return None
    cols = [col for col, c in enumerate(named) if c and c.role == PERIOD]
    if not cols:
        return named
    role = "response" if _done(cols, body, lexicon) else MILESTONE
    return tuple(Column(role) if n in cols else c for n, c in enumerate(named))


def _turned(
    rows: Sequence[Row], at: int, found: _Head, lexicon: Lexicon
) -> tuple[Sequence[Row], Sequence[Named | None]]:
    """The rows from a header on, each period's action in a row of its own."""
    head, width = rows[at], len(rows[at].parts)
    others = [col for col in range(width) if col not in found.columns] or [_NONE]
    said = [lexicon.column(head.own(col)) for col in others]
    named: Named = (
        *(_other(column, n) for n, column in enumerate(said)),
        Column("action", "action"),
        Column("target"),
    )
    out: list[Row] = []
    named_by: list[Named | None] = []
    again = tuple(fold(head.text(col)) for col in range(width))
    for row in rows[at:]:
        other = _head(row, lexicon)
        if other and other.columns == found.columns:
            head = row
        same = head is row or tuple(fold(row.text(c)) for c in range(width)) == again
        turned = [_kept(row, others)] if same else _rows(row, head, found, others)
        out.extend(turned)
        named_by.extend([named if same else None] * len(turned))
    blank = [_kept(row, others) for row in rows[:at]]
    return [*blank, *out], [*([None] * at), *named_by]


def _other(column: Column | None, place: int) -> Column | None:
    """What stands beside the periods: the first column names what actions are for."""
    if column is None:
        return Column("strand") if not place else None
    return Column("note") if column.role == "ref" else column


def _rows(row: Row, head: Row, found: _Head, others: Sequence[int]) -> list[Row]:
    """A row of the table as one row for each period's action."""
    own = [col for col in found.columns if row.own(col)]
    if not own or _across(row):
        return [_kept(row, others)]
    turned = []
    for place, col in enumerate(own):
        cell = next(cell for cell in row.cells if cell.col == col)
        kept = _kept(row, others, place > 0)
        when = (Part(_when(head, found, cell)),)
        beside = [one for one in row.cells if one.col in others and not place]
        turned.append(
            replace(
                kept,
                parts=(*kept.parts[:-2], row.parts[col], when),
                cells=(*beside, cell),
            )
        )
    return turned


def _across(row: Row) -> bool:
    """Whether a row is one cell over all columns: a title."""
    return [(c.col, c.col_end) for c in row.cells] == [(0, len(row.parts) - 1)]


def _kept(row: Row, others: Sequence[int], again: bool = False) -> Row:
    """What of a row stands beside its periods; `again`, as a cell from further up."""
    begins = row.index - 1 if again else row.index
    starts = tuple(
        begins if col == _NONE else min(row.starts[col], begins) for col in others
    )
    parts = [() if col == _NONE else row.parts[col] for col in others]
    if row.cells and _across(row):
        parts[0] = row.parts[0]
    own = (row.index, row.index)
    return replace(row, parts=(*parts, (), ()), starts=(*starts, *own))


def _when(head: Row, found: _Head, cell: Cell) -> str:
    """The period that a cell stands under; first and last where it is merged."""
    under = [col for col in found.columns if cell.col <= col <= cell.col_end]
    names = [squash(head.own(col)) for col in under]
    return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"
