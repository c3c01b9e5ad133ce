"""Items and what is said of them → a report's cells: what every output rests on."""

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from plan_ingest import compare as matrix
from plan_ingest import review
from plan_ingest.compare.future import Tenses, future_only, states
from plan_ingest.model.coverage import Report
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions, Settled
from plan_ingest.model.source import SourceRecord
from plan_ingest.settings import Reporting


def counted(
    items: tuple[PlanItem, ...],
    sources: tuple[SourceRecord, ...],
    framework: Framework,
    offered: Sequence[ItemSuggestions],
    settled: Settled,
    reporting: Reporting,
) -> Report:
    """The cells of these sources, in both layers, and the links behind them."""
    links = review.links(items, offered, settled)
    decided = tuple(link for link in links if link.decided)
    # Both layers, and every node above, ask of the same responses.
    future, stated = cache(future_only(_tenses())), states(_tenses())
    return Report(
        coverage=matrix.coverage(links, items, sources, framework, settled, future),
        reviewed=matrix.coverage(decided, items, sources, framework, settled, future),
        framework=framework,
        sources=sources,
        items=items,
        links=links,
        suggestions=tuple(offered),
        settled=settled,
        title=reporting.title,
        marking=reporting.protective_marking,
        names=reporting.names,
        profiles=reporting.profiles,
        stated=frozenset(item.item_id for item in items if stated(item.text)),
    )


@cache
def _tenses() -> Tenses:
    table = files("plan_ingest") / "data" / "tenses.csv"
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    said: dict[str, tuple[str, ...]] = {}
    for row in rows:
        said[row["tense"]] = (*said.get(row["tense"], ()), row["phrase"])
    return Tenses(**said)
