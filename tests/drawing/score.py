"""How well found items match the items that were drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from plan_ingest import text as words
from plan_ingest.model.plan import PlanItem

SAME = 0.9
FIELDS = ("ref", "response", "target", "lead", "heading")


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 1: items found and not invented, and how alike their fields are.

    `placed` is the share of found items with a page and a box; `missed` and
    `invented` show what went wrong.
    """

    f1: float
    fields: dict[str, float]
    placed: float
    missed: tuple[str, ...]
    invented: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def worst_field(self) -> float:
        """The likeness of the field that fared worst."""
        return min(self.fields.values(), default=1.0)


def score(found: Sequence[PlanItem], wanted: Sequence[dict[str, Any]]) -> Score:
    """Items paired by their words, then compared field by field."""
    pairs = _pairs(found, wanted)
    asked = [row for row in wanted if not row["flags"].get("optional")]
    paired = {id(row) for row, _ in pairs}
    taken = {id(item) for _, item in pairs}
    invented = [item for item in found if id(item) not in taken]
    missed = [row for row in asked if id(row) not in paired]
    hits = len(asked) - len(missed)
    fields = {name: _likeness(name, pairs) for name in FIELDS}
    placed = [item for item in found if item.source.page and item.source.bbox]
    return Score(
        f1=2 * hits / max(1, 2 * hits + len(invented) + len(missed)),
        fields={name: value for name, value in fields.items() if value is not None},
        placed=len(placed) / max(1, len(found)),
        missed=tuple(row["text"] for row in missed),
        invented=tuple(item.text for item in invented),
        wrong=tuple(_wrong(pairs)),
    )


def _pairs(
    found: Sequence[PlanItem], wanted: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], PlanItem]]:
    """Equal words first, in order; then the most alike of what is left."""
    free = list(found)
    pairs, left = [], []
    for row in wanted:
        folded = words.fold(row["text"])
        equal = next((one for one in free if words.fold(one.text) == folded), None)
        if equal is None:
            left.append(row)
        else:
            free.remove(equal)
            pairs.append((row, equal))
    for row in left:
        alike = [(_like(row["text"], one.text), one) for one in free]
        best = max(alike, key=lambda pair: pair[0], default=None)
        if best and best[0] >= SAME:
            free.remove(best[1])
            pairs.append((row, best[1]))
    return pairs


def _likeness(
    name: str, pairs: Iterable[tuple[dict[str, Any], PlanItem]]
) -> float | None:
    """The mean over pairs in which either side says something; None where none."""
    values = [
        _field_like(name, row, item)
        for row, item in pairs
        if _wanted(row, name) or (name != "heading" and _found(item, name))
    ]
    return sum(values) / len(values) if values else None


def _field_like(name: str, row: dict[str, Any], item: PlanItem) -> float:
    if name == "heading":
        return max((_like(_wanted(row, name), one) for one in item.headings), default=0)
    return _like(_wanted(row, name), _found(item, name))


def _wrong(pairs: Iterable[tuple[dict[str, Any], PlanItem]]) -> Iterable[str]:
    for row, item in pairs:
        for name in FIELDS:
            said = _wanted(row, name) or (name != "heading" and _found(item, name))
            if said and _field_like(name, row, item) < SAME:
                got = item.headings if name == "heading" else _found(item, name)
                yield f"{name} of {row['text'][:40]!r}: {got!r}, not {said!r}"


def _wanted(row: dict[str, Any], name: str) -> str:
    if name == "heading":
        return row["heading_path"][-1] if row["heading_path"] else ""
    return row[name] or ""


def _found(item: PlanItem, name: str) -> str:
    value = getattr(item, name) if name != "heading" else item.headings
    return "\n".join(value) if isinstance(value, tuple) else value


def _like(one: str, other: str) -> float:
    one, other = words.fold(one), words.fold(other)
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
