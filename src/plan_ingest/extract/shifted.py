"""Rows whose cells all stand one column too far left."""

from dataclasses import replace

from plan_ingest.extract.columns import Columns
from plan_ingest.extract.grid import Row
from plan_ingest.text import ends_sentence

_SHIFTED_WORDS = 6


def unshifted(row: Row, found: Columns) -> Row:
    """A row whose cells all stand one column too far left, put right."""
    last = len(row.parts) - 1
    first_role = found.roles[0] if found.roles else ""
    if first_role not in ("strand", "ref") or last < 2 or row.own(last):
        return row
    words = row.own(0)
    told = row.parts[1] and any(part.bullet for part in row.parts[1])
    if len(words.split()) < _SHIFTED_WORDS or row.bold(0) or not row.own(1):
        return row
    if not (told or ends_sentence(words)) or found.text != 1:
        return row
    return replace(
        row,
        parts=((), *row.parts[:-1]),
        starts=(row.index, *row.starts[:-1]),
        flags=(*row.flags, "column_shift_repaired"),
    )
