"""How much there is of everything: of all plans, also where only some are shown.

Whether the plans stand here side by side, or were joined from parts of which the report
holds the first, is asked nowhere else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from plan_ingest.compare.gaps import sign
from plan_ingest.exports.listing import Value
from plan_ingest.exports.once import once
from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import PlanItem


def of_parts(report: Report) -> bool:
    """Whether plans were joined from parts: the report holds the first of them."""
    return report.figures is not None


def plan_count(report: Report) -> int:
    """How many plans were counted."""
    if report.figures is not None:
        return len(report.figures.found)
    return len(report.coverage.sources)


def item_count(report: Report) -> int:
    """How many items the plans have."""
    if report.figures is not None:
        return report.figures.items
    return len(report.items)


def decided_count(report: Report) -> int:
    """How many of the items a person has decided."""
    if report.figures is not None:
        return report.figures.decided
    settled = report.settled.decided
    return sum(1 for item in report.items if item.item_id in settled)


def row_count(report: Report, name: str, here: int) -> int:
    """How many rows a listing has; `here` are those of the plans shown."""
    if report.figures is None:
        return here
    return max(here, report.figures.rows.get(name, 0))


@once
def signs_of(report: Report) -> Mapping[str, Mapping[str, int]]:
    """By node id how many plans' cells have each sign of `compare.gaps.sign`."""
    if report.figures is not None:
        return report.figures.levels
    count = {node.id: Counter[str]() for node in report.framework.nodes}
    for cell in report.coverage.cells:
        count[cell.node_id][sign(cell)] += 1
    return count


@once
def found_in(report: Report) -> Mapping[str, tuple[int, int]]:
    """By plan how many items were found in it, and how many a person has decided."""
    if report.figures is not None:
        return report.figures.found
    plans, decided = _plans(report), report.settled.decided
    found = Counter(plans.values())
    done = Counter(plan for item, plan in plans.items() if item in decided)
    ids = (record.source_id for record in report.files)
    return {plan: (found[plan], done[plan]) for plan in ids}


def smart_of(report: Report) -> tuple[int, ...]:
    """How many items have each SMART tick, in the order of `smart_counts`."""
    if report.figures is not None:
        return report.figures.smart
    return smart_counts(report.items)


def smart_counts(items: Sequence[PlanItem]) -> tuple[int, ...]:
    """How many items have each SMART tick, and how many have it in part."""
    owners = Counter(item.smart.owner for item in items)
    dates = Counter(item.smart.date for item in items)
    proofs = Counter(item.smart.evidence for item in items)
    return (
        owners["row"],
        owners["heading"] + owners["text"],
        dates["due_date"] + dates["period"],
        dates["past_only"] + dates["state_only"],
        sum(1 for item in items if item.smart.measure),
        0,
        proofs["own"],
        proofs["shared"] + proofs["self"],
    )


def force_names(report: Report) -> tuple[str, ...]:
    """The forces whose plans were counted, in the order of the alphabet."""
    if report.figures is not None:
        return report.figures.forces
    return tuple(sorted({r.force for r in report.sources if r.force}))


def shared_told(report: Report) -> Sequence[tuple[Value, ...]] | None:
    """The rows of shared wording, where they were found of all plans; else None."""
    return None if report.figures is None else report.figures.shared


def _plans(report: Report) -> Mapping[str, str]:
    """By item id the plan it stands in; plans joined by force are told by file."""
    ids = {record.source_id for record in report.files}
    files = {record.file: record.source_id for record in report.files}
    return {
        item.item_id: item.source_id
        if item.source_id in ids
        else files.get(item.source.file, item.source_id)
        for item in report.items
    }
