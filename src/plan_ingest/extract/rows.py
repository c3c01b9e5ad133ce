"""A table's rows made whole: headers and titles told from items, cut rows rejoined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract.anew import NOT_ANEW, Anew, said
from plan_ingest.extract.columns import Columns, columns, is_ref
from plan_ingest.extract.grid import Row
from plan_ingest.extract.headers import (
    filled_in,
    header_per_strand,
    second_line,
    with_names,
    without_header,
)
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.extract.periods import unrolled
from plan_ingest.extract.seams import cut_between, joined
from plan_ingest.extract.shifted import unshifted
from plan_ingest.extract.timelines import under
from plan_ingest.extract.titles import counted_title, labelled_title
from plan_ingest.text import ends_sentence, fold, squash

_TITLE_WORDS = 15
_SPANNING_WORDS = 40
_JUDGED = 200
"""Rows below a header by which its columns are judged, at most."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row of items: its words, the roles of its columns, what it stands under."""

    row: Row
    columns: Columns
    section: tuple[str, ...] = ()
    """Titles of the table's own sections, outermost first."""
    strand: str = ""
    context: tuple[str, ...] = ()
    """What the row is about: a recommendation, an objective, an issue found."""
    strand_row: int = 0
    """The row that the strand's label, or the section's title, stands on."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a table leaves to one right after it: columns, and what it stood under.

    `instead` says that its sections stand beside the heading right above it.
    """

    columns: Columns | None = None
    section: tuple[str, ...] = ()
    strand: str = ""
    instead: bool = False


START = Carried()
"""What the first table of a plan takes over."""


@dataclass(slots=True)
class _Walk:
    """What is known at a row: columns, section, strand, and the records before it."""

    lexicon: Lexicon
    rows: Sequence[Row]
    columns: Columns | None
    heads: Sequence[tuple[Column | None, ...] | None]
    """For each row the columns that it names; None where it is no header."""
    records: list[Record] = field(default_factory=list)
    bold: dict[int, bool] = field(default_factory=dict)
    """The columns asked about so far, and whether most rows set them bold."""
    header: Row | None = None
    section: tuple[str, ...] = ()
    title_row: int = -2
    """How many rows had been seen when the last title was: titles stand together."""
    strand: str = ""
    label_row: int = -1
    fresh: bool = False
    """A header has just been printed again, and not because a page began."""
    anew: Anew = NOT_ANEW
    per_strand: bool = False
    early: int | None = None
    """The first record since such a header that has no label yet."""


def records(
    rows: Sequence[Row], lexicon: Lexicon, before: Carried, anew: Anew = NOT_ANEW
) -> tuple[tuple[Record, ...], Carried]:
    """The rows that hold items, whole, and what a table that goes on takes over.

    No rows where the table holds no items: a glossary, contents, a list of risks.
    """
    if not rows:
        return (), before
    rows, heads = unrolled(rows, lexicon)
    headless = without_header(rows, heads, lexicon, before.columns)
    walk = _Walk(lexicon, rows, headless, heads, section=before.section, anew=anew)
    if headless is not None and headless == before.columns:
        walk.strand = before.strand
    walk.per_strand = header_per_strand(rows, lexicon)
    at = 0
    while at < len(rows):
        at += _step(walk, at)
    if not walk.records and walk.columns is None:
        return (), before
    return tuple(walk.records), Carried(walk.columns, walk.section, walk.strand)


def _step(walk: _Walk, at: int) -> int:
    """Takes in the row at `at`; how many rows were used up."""
    row = walk.rows[at]
    if named := walk.heads[at]:
        return _header(walk, at, under(walk.heads[at - 1] if at else None, named))
    if title := _title(walk, row, at):
        walk.section = _titles(walk, title, beneath=walk.title_row == at - 1)
        walk.title_row, walk.strand, walk.label_row = at, "", row.index
        walk.fresh, walk.early = False, None
    elif walk.columns is not None:
        _body(walk, unshifted(row, walk.columns))
    return 1


def _header(walk: _Walk, at: int, named: tuple[Column | None, ...]) -> int:
    row, used = walk.rows[at], 1
    while at + used < len(walk.rows):
        below = second_line(walk.rows[at + used], row, named, walk.lexicon)
        if below is None:
            break
        named, used = below, used + 1
    body = [
        walk.rows[n]
        for n in range(at + used, min(at + used + _JUDGED, len(walk.rows)))
        if not walk.heads[n]
    ]
    again = walk.columns is not None and bool(walk.records)
    found = columns(named, body, walk.lexicon)
    found = with_names(found, walk.rows[at : at + used])
    if again and found and walk.columns and len(found.roles) == len(walk.columns.roles):
        found = filled_in(found, walk.columns)
    walk.columns, walk.header = found, row
    strands = said(row) in walk.anew.headers
    walk.per_strand = walk.per_strand or strands
    opens = not at and walk.anew.below and strands
    walk.fresh = (again or opens) and not row.page_first
    return used


def _title(walk: _Walk, row: Row, at: int) -> str:
    """The section title that a row consists of, "" where it is a row of items."""
    filled = row.filled()
    if _header_follows(walk, at) and (told := labelled_title(row, walk.lexicon)):
        return told
    if len(filled) == 2 and walk.columns:
        counted = counted_title(row, walk.columns, walk.rows[at + 1 : at + 3])
        return counted if counted and not _bold_column(walk, filled[1]) else ""
    if len(filled) != 1:
        return ""
    col = filled[0]
    cell = next((c for c in row.cells if c.col == col), None)
    words = squash(row.own(col))
    spanning = cell is not None and cell.col_end - cell.col + 1 >= max(
        2, len(row.parts)
    )
    spanning = spanning or (col == 0 and _header_follows(walk, at))
    if spanning and len(words.split()) <= _SPANNING_WORDS:
        return words
    if len(words.split()) > _TITLE_WORDS or words.endswith(".") or words[:1].islower():
        return ""
    if walk.columns is None:
        return words if col == 0 else ""
    role = walk.columns.roles[col] if col < len(walk.columns.roles) else ""
    if col != 0 or (role == "ref" and is_ref(words)) or role == "strand":
        return ""
    bold = row.bold(col) and not _bold_column(walk, col)
    return words if role != "text" or bold or words.isupper() else ""


def _bold_column(walk: _Walk, col: int) -> bool:
    """Whether the rows of several cells set this column bold too: it tells nothing."""
    if col not in walk.bold:
        told = [
            row.bold(col)
            for row, head in zip(walk.rows, walk.heads, strict=True)
            if not head and len(row.filled()) > 1 and row.own(col)
        ]
        walk.bold[col] = 2 * sum(told) > len(told)
    return walk.bold[col]


def _header_follows(walk: _Walk, at: int) -> bool:
    return any(head is not None for head in walk.heads[at + 1 : at + 2])


def _titles(walk: _Walk, title: str, beneath: bool) -> tuple[str, ...]:
    """The section titles after one more: beneath the last, or in its place.

    Of nested titles the one that comes alone is the innermost.
    """
    return (*walk.section, title) if beneath else (*walk.section[:-1], title)


def _body(walk: _Walk, row: Row) -> None:
    found = walk.columns
    if found is None:
        return
    before = walk.records[-1] if walk.records else None
    if before and _beside(walk, before) and _continues(walk, row, before):
        walk.records[-1] = replace(before, row=joined(before.row, row))
        return
    _label(walk, row, found)
    if row.text(found.text):
        about = _context(row, found, before)
        walk.records.append(
            Record(row, found, walk.section, walk.strand, about, walk.label_row)
        )


def _beside(walk: _Walk, before: Record) -> bool:
    """Whether the row above stands under the same titles and columns."""
    alike = walk.columns is not None and before.columns.roles == walk.columns.roles
    return alike and before.section == walk.section


def _context(row: Row, found: Columns, before: Record | None) -> tuple[str, ...]:
    """What a row is about; under a blank reference, what the row above is about."""
    told = tuple(squash(row.text(col)) for col in found.of("context"))
    above = before.context if before and before.columns.roles == found.roles else ()
    if not any(told) and above and not row.text(found.first("ref")):
        return above
    return tuple(
        "" if words == squash(row.text(found.text)) else words for words in told
    )


def _label(walk: _Walk, row: Row, found: Columns) -> None:
    """The strand a row stands in, and the row its label is printed on.

    A label that a page break moved below its first rows is put back: they stand right
    after a header that was printed anew for the strand.
    """
    label = squash(row.text(found.first("strand")))
    if label and fold(label) != fold(walk.strand):
        walk.strand = label
        if walk.early is not None and (row.page_first or walk.per_strand):
            walk.records[walk.early :] = [
                replace(record, strand=label) for record in walk.records[walk.early :]
            ]
        else:
            walk.label_row = row.index
        walk.early = None
    elif walk.fresh and not label and found.first("strand") >= 0:
        walk.label_row, walk.early = row.index, len(walk.records)
    walk.fresh = False


def _continues(walk: _Walk, row: Row, before: Record) -> bool:
    """Whether a row goes on with the row above, by its empty cells and its words."""
    found = before.columns
    words, ref = row.own(found.text), found.first("ref")
    label = found.first("strand")
    if label >= 0 and row.own(label):
        return False
    if not words and (ref < 0 or not row.own(ref)):
        return not row.text(found.text) or bool(row.filled())
    if ref >= 0 and not row.text(ref) and _numbered(walk.records, ref):
        return not _stands_alone(row, before)
    if ref >= 0 and row.own(ref):
        return False
    cut = cut_between(before.row.text(found.text), words)
    # Beside merged cells every row has one of its own, and nothing left blank tells.
    begun = sum(start == row.index for start in row.starts)
    return cut and (row.page_first or len(row.filled()) == 1 < begun)


def _stands_alone(row: Row, before: Record) -> bool:
    """An action of its own under the reference above: it brings its own owner or date.

    A page break cuts a row at one height, so what goes on begins in mid-sentence.
    """
    found = before.columns
    brings = any(row.own(col) for role in ("lead", "target") for col in found.of(role))
    words = row.own(found.text)
    whole = ends_sentence(before.row.text(found.text)) or not row.page_first
    return brings and bool(words) and not words[:1].islower() and whole


def _numbered(done: Iterable[Record], ref: int) -> bool:
    marks = [bool(record.row.text(ref)) for record in done]
    return bool(marks) and sum(marks) * 2 >= len(marks)
