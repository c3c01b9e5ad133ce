"""Labels in the cells of a card: before, over or right before their values."""

from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.extract import abreast, forms
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.forms import Field
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.model.document import Part

KNOWN = INLINE | {*TEXTS, "ref"}
"""What a card's labels may say."""
_LABEL_WORDS = 4
_QUOTES = "'\"‘“("


def inside(row: Row, col: int, lexicon: Lexicon, bare: bool) -> tuple[Field, ...]:
    """The fields of a cell that opens with a label: "Owner: Supt X"; else none."""
    found: list[Field] = []
    parts = row.parts[col]
    for place, part in enumerate(parts):
        led = _led(part, lexicon)
        if not led and _over(parts, place, found, lexicon):
            led = _alone(part, lexicon)
        if not led and place == 0 and bare:
            only = bare_field(part, lexicon)
            led = (only,) if only else ()
        if led:
            found += [replace(one, row=row) for one in led]
        elif found:
            found[-1] = replace(found[-1], parts=(*found[-1].parts, part))
        else:
            return ()
    return tuple(found)


def above(row: Row, below: Row, lexicon: Lexicon) -> tuple[Field, ...]:
    """The fields of a row of labels alone, their values in the row below."""
    filled = row.filled()
    said = [forms.label(row.own(col), lexicon) for col in filled]
    under = below.filled()
    if not all(said) or not set(under) <= set(filled) or not under:
        return ()
    known = [found for found in said if found and found[0].role in KNOWN]
    texts = sum(column.role in TEXTS for column, _ in known)
    if len(known) < len(said) or (texts and len(known) > 1):
        return ()
    if any(
        forms.label(below.own(col), lexicon) or inside(below, col, lexicon, bare=False)
        for col in under
    ):
        return ()
    both = replace(row, cells=(*row.cells, *below.cells))
    return tuple(
        Field(column, below.parts[col], number, both)
        for col, (column, number) in zip(filled, known, strict=True)
    )


def alone(row: Row, col: int, lexicon: Lexicon) -> tuple[Field, ...]:
    """The field of a cell that holds its label and nothing else; else none."""
    parts = row.parts[col]
    found = _alone(parts[0], lexicon) if len(parts) == 1 else ()
    return tuple(replace(one, row=row) for one in found if one.column.role in INLINE)


def noted(row: Row, col: int, lexicon: Lexicon) -> bool:
    """Whether a cell's label says what no field holds: "Partners: Council"."""
    parts = row.parts[col]
    said = None if parts[0].bullet else forms.labelled(parts[0].text, lexicon)
    over = forms.label(parts[0].text, lexicon) if len(parts) > 1 else None
    column = said[0] if said and said[2] else over[0] if over else None
    return column is not None and column.role not in KNOWN


def _over(
    parts: Sequence[Part], place: int, found: Sequence[Field], lexicon: Lexicon
) -> bool:
    """Whether a line may be a label over its value: the first, or a new field."""
    if place == 0 or not found:
        return place == 0 and len(parts) > 1
    said = _alone(parts[place], lexicon)
    known = {one.column.role for one in found}
    told = bool(found[-1].parts) and place + 1 < len(parts)
    new = any(one.column.role in INLINE - known for one in said)
    return told and new and not _alone(parts[place + 1], lexicon)


def _led(part: Part, lexicon: Lexicon) -> tuple[Field, ...]:
    """The fields that a line "Owner: Supt X" opens, the short ones abreast on it."""
    said = None if part.bullet else forms.labelled(part.text, lexicon)
    if said is None or said[0].role not in KNOWN:
        return ()
    short = said[0].role not in (*TEXTS, "response")
    told = abreast.told(part.text, lexicon) if short else (said,)
    return tuple(
        Field(column, (Part(value),) if value else (), number)
        for column, number, value in told
    )


def _alone(part: Part, lexicon: Lexicon) -> tuple[Field, ...]:
    """The field that a label on a line of its own opens."""
    said = None if part.bullet else forms.label(part.text, lexicon)
    return (Field(said[0], (), said[1]),) if said and said[0].role in KNOWN else ()


def bare_field(part: Part, lexicon: Lexicon) -> Field | None:
    """The field of a line "Owner Supt X", its label set without a colon."""
    words = part.text.split()
    if lexicon.label(part.text) or part.bullet:
        return None
    for size in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
        column = lexicon.label(" ".join(words[:size]))
        first = words[size].lstrip(_QUOTES)[:1]
        opens = first.isupper() or first.isdigit()
        if column and column.role in INLINE and opens and words[0][:1].isupper():
            return Field(column, (Part(" ".join(words[size:])),))
    return None
