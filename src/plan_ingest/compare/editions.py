"""A plan against its earlier edition: what was kept, changed, dropped or added."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from plan_ingest.compare.alike import Shelf, Similarity, likeness
from plan_ingest.model.analysis import EditionChange
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.text import fold


def editions(
    sources: Iterable[SourceRecord],
    items: Iterable[PlanItem],
    similarity: Similarity,
    changed: float,
) -> tuple[EditionChange, ...]:
    """For every force with several plans, each plan against the one before it.

    Plans are ordered by document date or period, unless an analyst said which one
    supersedes which. Items pair one to one, the most
    alike first; `changed` is the score, 0 to 100, from which two are one item.
    """
    by_source: dict[str, list[PlanItem]] = {}
    for item in items:
        by_source.setdefault(item.source_id, []).append(item)
    found: list[EditionChange] = []
    for earlier, later in pairs_of_plans(sources):
        old, new = by_source.get(earlier, ()), by_source.get(later, ())
        found += edition((earlier, old), (later, new), similarity, changed)
    return tuple(found)


def superseded(sources: Iterable[SourceRecord]) -> dict[str, str]:
    """By the later source's id the one it supersedes, where an analyst said so."""
    records = list(sources)
    named = {record.source_id: record.source_id for record in records}
    named |= {record.file: record.source_id for record in records}
    return {
        record.source_id: named[record.supersedes]
        for record in records
        if record.supersedes in named and named[record.supersedes] != record.source_id
    }


def pairs_of_plans(sources: Iterable[SourceRecord]) -> list[tuple[str, str]]:
    """Pairs (earlier, later): as an analyst said, else the force's plan before it."""
    sources = tuple(sources)
    forces: dict[str, list[tuple[str, str]]] = {}
    for record in sources:
        when = record.document_date or record.period
        if record.force and when and record.state in ("read", "partly read"):
            forces.setdefault(record.force, []).append((when, record.source_id))
    before = {
        later: earlier
        for plans in forces.values()
        for (_, earlier), (_, later) in pairwise(sorted(plans))
    }
    before |= superseded(sources)
    return sorted((earlier, later) for later, earlier in before.items())


def edition(
    earlier: tuple[str, Sequence[PlanItem]],
    later: tuple[str, Sequence[PlanItem]],
    similarity: Similarity,
    changed: float,
) -> list[EditionChange]:
    """A plan against one other, each a source id with its items."""
    pairs = _pairs(earlier[1], later[1], similarity, changed)
    partner = {new: (old, score) for old, new, score in pairs}
    found = [
        _change(earlier, later, partner.get(new), new) for new in range(len(later[1]))
    ]
    kept = {old for old, _, _ in pairs}
    found += [
        EditionChange(
            earlier[0], later[0], "dropped", item.item_id, None, earlier_text=item.text
        )
        for old, item in enumerate(earlier[1])
        if old not in kept
    ]
    return found


def _pairs(
    earlier: Sequence[PlanItem],
    later: Sequence[PlanItem],
    similarity: Similarity,
    changed: float,
) -> list[tuple[int, int, float]]:
    """Pairs (earlier, later, score), the most alike first, each item in one pair."""
    shelf = Shelf(run=2)
    for item in earlier:
        shelf.add(fold(item.text), shelf.runs_of(fold(item.text)))
    scored: list[tuple[float, int, int]] = []
    for new, item in enumerate(later):
        text = fold(item.text)
        near = set(shelf.near(shelf.runs_of(text)))
        near |= {old for old, known in enumerate(shelf.texts) if known == text}
        for old in near:
            score = likeness(text, shelf.texts[old], similarity)
            if score >= changed:
                scored.append((-score, new, old))
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for minus, new, old in sorted(scored):
        if old not in taken[0] and new not in taken[1]:
            taken[0].add(old)
            taken[1].add(new)
            pairs.append((old, new, -minus))
    return pairs


def _change(
    earlier: tuple[str, Sequence[PlanItem]],
    later: tuple[str, Sequence[PlanItem]],
    partner: tuple[int, float] | None,
    new: int,
) -> EditionChange:
    item = later[1][new]
    if partner is None:
        return EditionChange(
            earlier[0], later[0], "new", None, item.item_id, later_text=item.text
        )
    old = earlier[1][partner[0]]
    same = fold(old.text) == fold(item.text)
    return EditionChange(
        earlier_source=earlier[0],
        later_source=later[0],
        change="kept" if same else "changed",
        earlier_item=old.item_id,
        later_item=item.item_id,
        score=round(partner[1], 1),
        words=() if same else changed_words(old.text, item.text),
        earlier_text=old.text,
        later_text=item.text,
    )


def changed_words(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The runs of words taken out and put in, in order."""
    old, new = before.split(), after.split()
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        (" ".join(old[a:b]), " ".join(new[c:d]))
        for tag, a, b, c, d in steps
        if tag != "equal"
    )
