"""Tables of items: a row becomes a draft, its evidence goes where it is printed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from plan_ingest.extract import cards, cells, forms, inside, tails
from plan_ingest.extract.anew import NOT_ANEW, Anew
from plan_ingest.extract.draft import Draft, Place, place_in
from plan_ingest.extract.grid import grid
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.lonecards import ALIKE, LONE
from plan_ingest.extract.periods import MILESTONE
from plan_ingest.extract.rows import START, Carried, Record, records
from plan_ingest.extract.status import printed_status
from plan_ingest.model.document import Part, Table
from plan_ingest.text import ends_sentence, squash

_ACCOUNT_WORDS = 5
"""Words of an account of what was done, at least, in a column of short answers."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a table stands: its place among the tables, 0-based, and what is above it.

    `titled` says that the last heading stands right above the table: where its later
    rows have titles of their own, it is the title of the rows before those. `before` is
    what the table before it leaves to one that goes on.
    """

    number: int
    headings: tuple[str, ...]
    titled: bool = False
    before: Carried = START
    anew: Anew = NOT_ANEW


def drafts(
    table: Table, setting: Setting, lexicon: Lexicon
) -> tuple[tuple[Draft, ...], Carried]:
    """A table's items, and what a table that goes on with it takes over."""
    title = (squash(table.title),) if table.title else ()
    setting = replace(setting, headings=(*setting.headings, *title))
    rows = grid(table)
    if forms.is_form(rows, lexicon):
        above = setting.headings
        return forms.drafts(table, rows, setting.number, above, lexicon), setting.before
    if LONE in table.flags:
        return (), setting.before
    if ALIKE in table.flags or cards.is_cards(rows, lexicon):
        above = setting.headings
        return cards.drafts(table, rows, setting.number, above, lexicon), setting.before
    found, carried = records(rows, lexicon, setting.before, setting.anew)
    labelled = inside.told(found, lexicon)
    found = tuple(one.record for one in labelled)
    untitled = bool(found) and not found[0].section
    instead = setting.before.instead or (setting.titled and untitled)
    shares = _shared_evidence(found)
    told = [
        record.row.parts[record.columns.text]
        for record in found
        if record.columns.first("ref") < 0
    ]
    numbered, themed = cells.mostly_numbered(told), cells.mostly_themed(told)
    made = tuple(
        _with_account(tails.with_values(draft, one.values), lexicon)
        for record, one in zip(found, labelled, strict=True)
        for draft in _row(
            record,
            _pieces(record, lexicon, numbered, themed),
            setting.headings[:-1] if instead and record.section else setting.headings,
            place_in(table, setting.number, record.row.index, record.row.cells),
            shares,
        )
    )
    return made, replace(carried, instead=instead)


def _pieces(
    record: Record, lexicon: Lexicon, numbered: bool, themed: bool
) -> tuple[cells.Piece, ...]:
    parts = record.row.parts[record.columns.text]
    if ref := squash(record.row.text(record.columns.first("ref"))):
        return (cells.Piece(cells.joined(parts), ref),)
    return cells.pieces(parts, lexicon, numbered, themed)


def _row(
    record: Record,
    pieces: Sequence[cells.Piece],
    above: tuple[str, ...],
    place: Place,
    shares: Mapping[int, int],
) -> Iterator[Draft]:
    row, found = record.row, record.columns
    shared_from = shares.get(row.index)
    own = shared_from is None or shared_from == row.index
    for piece in pieces:
        names = (*record.section, record.strand, *record.context, piece.theme)
        yield Draft(
            kind=found.kind,
            text=piece.text,
            headings=_path(above, names),
            place=place,
            ref=piece.ref,
            response=_lines(record, "response") if own else (),
            target=_target(record),
            lead=_words(record, "lead"),
            status_text=_words(record, "status"),
            asked=found.named("status"),
            done=_words(record, "done"),
            noted=_noted(record),
            measure_text=_words(record, "measure"),
            evidence_row=None if own else shared_from,
            shared=shared_from is not None or len(pieces) > 1,
            dated=bool(found.of("target") or found.of(MILESTONE)),
            flags=row.flags,
        )


def _with_account(draft: Draft, lexicon: Lexicon) -> Draft:
    """The draft, its status a response where it is an account among short answers.

    A column "Response" that mostly says yes or no is read as the items' status.
    """
    said, named = draft.status_text, lexicon.column(draft.asked)
    account = ends_sentence(said) and len(said.split()) >= _ACCOUNT_WORDS
    if not account or draft.response or not named or named.role != "response":
        return draft
    stated = printed_status(said, lexicon) != "none"
    return replace(draft, response=(said,), status_text=said if stated else "")


def _noted(record: Record) -> tuple[tuple[str, str], ...]:
    """The cells beside the item that are none of its fields, with their headers."""
    found = record.columns
    columns = found.of("note") if found.names else ()
    told = ((found.names[col], squash(record.row.own(col))) for col in columns)
    return tuple((name, said) for name, said in told if name and said)


def _path(above: tuple[str, ...], names: Sequence[str]) -> tuple[str, ...]:
    path = list(above)
    for name in map(squash, names):
        if name and (not path or path[-1] != name):
            path.append(name)
    return tuple(path)


def _lines(record: Record, role: str) -> tuple[str, ...]:
    return tuple(
        part.text for col in record.columns.of(role) for part in _own(record, col)
    )


def _words(record: Record, role: str) -> str:
    """Raw words of a role's cells on one line; a merged cell counts in each row."""
    parts = (part for col in record.columns.of(role) for part in record.row.parts[col])
    return " ".join(part.text for part in parts)


def _target(record: Record) -> str:
    """When a row is due, and what it is to reach in each period its table names."""
    found, row = record.columns, record.row
    reached = [
        f"{found.names[col]}: {squash(row.text(col))}"
        for col in found.of(MILESTONE)
        if row.text(col)
    ]
    return " ".join(filter(None, (_words(record, "target"), *reached)))


def _own(record: Record, col: int) -> tuple[Part, ...]:
    row = record.row
    return row.parts[col] if row.starts[col] == row.index else ()


def _shared_evidence(found: Sequence[Record]) -> dict[int, int]:
    """Row to the row whose evidence it shares, for the rows that share any.

    One evidence cell on a strand's first row, all the strand's others blank, is the
    strand's; a cell merged over rows is those rows'. A label printed again on a row
    says that the row stands for itself.
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
        labels = [record.row.own(record.columns.first("strand")) for record in rows]
        if sum(map(bool, labels)) > 1:
            continue
        filled = [bool(_lines(record, "response")) for record in rows]
        if filled[0] and not any(filled[1:]):
            first = rows[0].row.index
            shares.update({record.row.index: first for record in rows})
    return shares
