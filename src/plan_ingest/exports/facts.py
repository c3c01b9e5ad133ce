"""What a report rests on: framework, sources, items, and how much was reviewed."""

from collections import Counter

from plan_ingest.exports.bounds import left_out
from plan_ingest.exports.counts import decided_count, force_names, item_count
from plan_ingest.model.coverage import Report

_LAYERS = (
    "Items a person has decided count by those decisions alone; the others by"
    " suggestions, and the cell says so (?). The CSV files give the layer of"
    " decisions alone as well."
)


def facts(report: Report) -> list[tuple[str, str]]:
    """What the report rests on, as pairs of what and how much."""
    states = Counter(record.state for record in report.files)
    decided, items = decided_count(report), item_count(report)
    words = [word.at for word in report.settled.standing]
    share = f" ({100 * decided / items:.0f} %)" if items else ""
    told = [
        ("Framework", f"{report.framework.title}, version {report.framework.version}"),
        ("Status of the framework", report.framework.status),
        ("Sources", ", ".join(f"{count} {s}" for s, count in sorted(states.items()))),
        *report.scope,
        *left_out(report),
        ("Forces", ", ".join(force_names(report))),
        ("Items found", str(items)),
        ("Items a person has decided", f"{decided}{share}"),
        ("Conflicts between analysts", str(len(report.settled.conflicts))),
        ("Orphaned decisions", str(len(report.orphans))),
        ("Lost corrections", str(len(report.lost)) if report.lost else ""),
        ("Latest decision", max(words) if words else "no decision yet"),
        ("Two layers", _LAYERS),
    ]
    return [(what, says) for what, says in told if says]
