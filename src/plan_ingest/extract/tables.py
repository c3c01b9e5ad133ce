"""Tables of items: a row becomes a draft, its evidence goes where it is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from plan_ingest.extract import cells, forms
from plan_ingest.extract.columns import Columns
from plan_ingest.extract.draft import Draft, place_in
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.rows import Record, records
from plan_ingest.model.document import Part, Table
from plan_ingest.text import squash


def drafts(
    table: Table,
    number: int,
    headings: tuple[str, ...],
    lexicon: Lexicon,
    before: Columns | None = None,
) -> tuple[tuple[Draft, ...], Columns | None]:
    """A table's items, and its columns for a table that goes on without a header.

    `number` is the table's place among the document's tables, 0-based.
    """
    above = (*headings, squash(table.title)) if table.title else headings
    rows = grid(table)
    if forms.is_form(rows, lexicon):
        return forms.drafts(table, rows, number, above, lexicon), before
    found = records(rows, lexicon, before)
    shares = _shared_evidence(found)
    numbered = cells.mostly_numbered(
        record.row.parts[record.columns.text]
        for record in found
        if record.columns.first("ref") < 0
    )
    made = tuple(
        draft
        for record in found
        for draft in _row(record, table, number, above, lexicon, numbered, shares)
    )
    return made, found[-1].columns if found else before


def _row(
    record: Record,
    table: Table,
    number: int,
    above: tuple[str, ...],
    lexicon: Lexicon,
    numbered: bool,
    shares: dict[int, int],
) -> Iterator[Draft]:
    row, found = record.row, record.columns
    ref = squash(row.text(found.first("ref")))
    parts = row.parts[found.text]
    if ref:
        found_pieces: tuple[cells.Piece, ...] = (cells.Piece(cells.joined(parts), ref),)
    else:
        found_pieces = cells.pieces(parts, lexicon, numbered)
    shared_from = shares.get(row.index)
    own = shared_from is None or shared_from == row.index
    for piece in found_pieces:
        context = [_context(record, col) for col in found.of("context")]
        names = (record.section, record.strand, *context, piece.theme)
        yield Draft(
            kind=found.kind,
            text=piece.text,
            headings=_path(above, names),
            place=place_in(table, number, row.index, row.cells),
            ref=piece.ref,
            response=_lines(record, "response") if own else (),
            target=_words(record, "target"),
            lead=_words(record, "lead"),
            status_text=_words(record, "status"),
            measure_text=_words(record, "measure"),
            evidence_row=None if own else shared_from,
            shared=shared_from is not None or len(found_pieces) > 1,
            dated=bool(found.of("target")),
            flags=row.flags,
        )


def _path(above: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    path = list(above)
    for name in names:
        if name and (not path or path[-1] != name):
            path.append(squash(name))
    return tuple(path)


def _context(record: Record, col: int) -> str:
    words = squash(record.row.text(col))
    return (
        words if words and words != squash(record.row.text(record.columns.text)) else ""
    )


def _lines(record: Record, role: str) -> tuple[str, ...]:
    return tuple(
        part.text for col in record.columns.of(role) for part in _own(record, col)
    )


def _words(record: Record, role: str) -> str:
    """Raw words of a role's cells on one line; a merged cell counts in each row."""
    parts = (part for col in record.columns.of(role) for part in record.row.parts[col])
    return " ".join(part.text for part in parts)


def _own(record: Record, col: int) -> tuple[Part, ...]:
    row = record.row
    return row.parts[col] if row.starts[col] == row.index else ()


def _shared_evidence(found: Sequence[Record]) -> dict[int, int]:
    """Row to the row whose evidence it shares, for the rows that share any.

    One evidence cell on a strand's first row, all the strand's others blank, is the
    strand's; a cell merged over rows is those rows'.
    """
    shares: dict[int, int] = {}
    for record in found:
        for col in record.columns.of("response"):
            start, row = record.row.starts[col], record.row
            if start < row.index and row.text(col):
                shares[row.index] = shares[start] = start
    for _, group in groupby(found, key=lambda record: record.strand_row):
        rows = list(group)
        if len(rows) < 2 or not (rows[0].strand or rows[0].section):
            continue
        filled = [bool(_lines(record, "response")) for record in rows]
        if filled[0] and not any(filled[1:]):
            first = rows[0].row.index
            shares.update({record.row.index: first for record in rows})
    return shares
