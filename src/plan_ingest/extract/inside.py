"""Fields that a table prints in the cells of its rows: "Lead: ... Due: ..."."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract import forms, tails
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.extract.rows import Record
from plan_ingest.model.document import Part

_KEPT = ("ref", "strand", "response", "context")
"""Roles of columns whose cells are left whole: a response may quote any label."""
_PLANNED = ("note", "next", "measure")
"""Roles of columns that say why, what next or how known: "Evidence:" is no answer."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row of items less the fields labelled in its cells, and those by role."""

    record: Record
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def told(found: Sequence[Record], lexicon: Lexicon) -> tuple[Told, ...]:
    """The rows, each with the fields that labels give inside its cells.

    They are fields where most rows have some, of roles that no column has.
    """
    out = tuple(_out_of(record, lexicon) for record in found)
    labelled = [one for one in out if one.values]
    if 2 * len(labelled) <= len(found):
        return tuple(Told(record) for record in found)
    return out


def parted(
    parts: Sequence[Part], lexicon: Lexicon
) -> tuple[tuple[Part, ...], Mapping[str, tuple[str, ...]]]:
    """A cell's own parts, and what its labels say: a field goes on to the next."""
    own: list[Part] = []
    values: dict[str, tuple[str, ...]] = {}
    last = ""
    for part in parts:
        tail = _tail(part.text, lexicon)
        if tail.text and last:
            values[last] = (*values[last], tail.text)
        elif tail.text:
            own.append(replace(part, text=tail.text))
        for role, words in tail.values.items():
            values[role] = (*values.get(role, ()), words)
            last = role
    return tuple(own), values


def _tail(text: str, lexicon: Lexicon) -> tails.Tail:
    """What a line's labels say; one that opens it may have a date: "Update, May:".

    A dash parts a theme from its deed: "Response – attend within the hour".
    """
    said = forms.labelled(text, lexicon)
    if said is None or said[0].role not in INLINE or lexicon.inline.match(text):
        return tails.labelled_tail(text, lexicon)
    if said[2] and text.rstrip().removesuffix(said[2]).rstrip().endswith(":"):
        return tails.Tail("", {said[0].role: said[2]})
    return tails.labelled_tail(text, lexicon)


def _out_of(record: Record, lexicon: Lexicon) -> Told:
    row, roles = record.row, record.columns.roles
    values: dict[str, tuple[str, ...]] = {}
    parts = list(row.parts)
    for col, role in enumerate(roles[: len(parts)]):
        if role in _KEPT:
            continue
        own, inside = parted(parts[col], lexicon)
        others = {name for at, name in enumerate(roles) if at != col}
        if role == "lead" and "target" not in others and not inside:
            own, inside = _with_date(parts[col], lexicon)
        if not inside or others & set(inside) or (role == "text" and not own):
            continue
        if role in _PLANNED and "response" in inside:
            continue
        parts[col] = own
        values.update((name, values.get(name, ()) + v) for name, v in inside.items())
    return Told(replace(record, row=replace(row, parts=tuple(parts))), values)


def _with_date(
    parts: Sequence[Part], lexicon: Lexicon
) -> tuple[tuple[Part, ...], Mapping[str, tuple[str, ...]]]:
    """An owner's cell that ends in a date, "Supt X / May 2021", and that date."""
    lines = " | ".join(part.text for part in parts)
    who, when = tails.with_date(lines, lexicon)
    if not when:
        return tuple(parts), {}
    return (Part(who.replace(" | ", " ")),), {"target": (when,)}
