"""How well extracted items agree with a reference: items found, fields alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from plan_ingest.text import fold, strip_bullet

FIELDS = ("response", "target", "lead", "ref", "heading")
_SAME_ITEM = 0.9
"""Likeness from which two texts are taken for the same item."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item as far as it is scored, found or in a reference.

    `optional` marks an item of the reference that may be left out: neither asked
    for nor counted against.
    """

    text: str
    response: str = ""
    target: str = ""
    lead: str = ""
    ref: str = ""
    heading: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ItemAccuracy:
    """Shares 0 to 1; `fields` averages likeness over the items that were found.

    `order` is the share of neighbours that stand in the reference's order.
    """

    asked: int
    found: int
    precision: float
    recall: float
    f1: float
    fields: tuple[tuple[str, float], ...]
    order: float


def item_accuracy(found: Sequence[Row], reference: Sequence[Row]) -> ItemAccuracy:
    """Score items of one plan, in document order, against their reference."""
    pairs = _pairs([row.text for row in found], [row.text for row in reference])
    spare = sum(reference[asked].optional for asked, _ in pairs)
    kept = [pair for pair in pairs if not reference[pair[0]].optional]
    asked = sum(not row.optional for row in reference)
    given = len(found) - spare
    precision = len(kept) / max(1, given)
    recall = len(kept) / max(1, asked)
    both = precision + recall
    places = [place for _, place in kept]
    rising = sum(a < b for a, b in pairwise(places))
    return ItemAccuracy(
        asked=asked,
        found=given,
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / both if both else 0.0,
        fields=_fields([(reference[a], found[f]) for a, f in kept]),
        order=rising / (len(places) - 1) if len(places) > 1 else 1.0,
    )


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1, bullets, case, quotes and spacing apart."""
    a, b = _plain(one), _plain(other)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < 0.5 or matcher.quick_ratio() < 0.5:
        return 0.0
    return matcher.ratio()


def _pairs(found: Sequence[str], reference: Sequence[str]) -> list[tuple[int, int]]:
    """Each text of the reference with the unused text most like it, if any is."""
    used: set[int] = set()
    pairs = []
    for asked, text in enumerate(reference):
        scores = (
            (likeness(text, other), -place)
            for place, other in enumerate(found)
            if place not in used
        )
        score, place = max(scores, default=(0.0, 0))
        if score >= _SAME_ITEM:
            used.add(-place)
            pairs.append((asked, -place))
    return pairs


def _fields(pairs: Sequence[tuple[Row, Row]]) -> tuple[tuple[str, float], ...]:
    scores = []
    for name in FIELDS:
        alike = [
            _field_likeness(name, asked, found)
            for asked, found in pairs
            if _said(name, asked) or (name != "heading" and _said(name, found))
        ]
        if alike:
            scores.append((name, sum(alike) / len(alike)))
    return tuple(scores)


def _said(name: str, row: Row) -> bool:
    return bool(row.heading) if name == "heading" else bool(_plain(getattr(row, name)))


def _field_likeness(name: str, asked: Row, found: Row) -> float:
    if name == "heading":
        last = asked.heading[-1]
        return max((likeness(last, one) for one in found.heading), default=0.0)
    return likeness(getattr(asked, name), getattr(found, name))


def _plain(text: str) -> str:
    return fold(" ".join(strip_bullet(line)[0] for line in text.splitlines()))
