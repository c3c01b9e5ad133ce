"""Owners and dates in a box, above the entries that they are of or below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plan_ingest.extract import tails
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Part

_OWNED = {"lead", "target", "status"}
"""Fields that a box may give for its entries together."""


@dataclass(slots=True)
class _Run:
    """Entries that follow one another in a box, and the lines that own them."""

    entries: list[int] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)


def owns(part: Part, lexicon: Lexicon) -> bool:
    """Whether a line of a box says who does its entries, by when or how far."""
    said = tails.labelled_tail(part.text, lexicon).values.keys()
    return part.bullet is None and bool(said & _OWNED)


def owned(parts: Sequence[Part], lexicon: Lexicon) -> Mapping[int, str]:
    """The owner's line or lines of each entry of a box, by its place among the parts.

    Lines above the first entry are of the entries below them, until others follow;
    where none stands there, each is of the entries above it. What is left at the foot
    is of the last entries.
    """
    lines = {n: part for n, part in enumerate(parts) if n and owns(part, lexicon)}
    entries = [n for n, part in enumerate(parts) if part.bullet]
    if not lines or not entries:
        return {}
    above = min(lines) < entries[0]
    runs = [_Run()]
    for place in sorted((*lines, *entries)):
        owner = place in lines
        closed = runs[-1].entries if above else runs[-1].owners
        if owner == above and closed:
            runs.append(_Run())
        if owner:
            runs[-1].owners.append(parts[place].text)
        else:
            runs[-1].entries.append(place)
    if len(runs) > 1 and not runs[-1].entries:
        runs[-2].owners += runs.pop().owners
    return {entry: " ".join(run.owners) for run in runs for entry in run.entries}
