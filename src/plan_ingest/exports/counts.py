"""How much there is of everything: of all plans, also where only some are shown."""

from plan_ingest.exports.html_views import smart_counts
from plan_ingest.model.coverage import Report


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


def smart_of(report: Report) -> tuple[int, ...]:
    """How many items have each SMART tick, in the order of `smart_counts`."""
    if report.figures is not None:
        return report.figures.smart
    return smart_counts(report.items)


def force_names(report: Report) -> tuple[str, ...]:
    """The forces whose plans were counted, in the order of the alphabet."""
    if report.figures is not None:
        return report.figures.forces
    return tuple(sorted({r.force for r in report.sources if r.force}))
