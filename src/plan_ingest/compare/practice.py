"""Good-practice candidates: what a plan itself says is answered, owned and dated."""

from collections import defaultdict
from collections.abc import Iterable

from plan_ingest.compare.levels import weigh
from plan_ingest.model.analysis import GoodPractice, Wording
from plan_ingest.model.coverage import Link
from plan_ingest.model.plan import PlanItem

_BEST = 4


def good_practice(
    links: Iterable[Link], items: Iterable[PlanItem], wording: Iterable[Wording]
) -> tuple[GoodPractice, ...]:
    """Items that are answered, evidenced, owned and dated, in the force's own words.

    Candidates for a person to look at: the plan's own account, tested by nobody.
    """
    known = {item.item_id: item for item in items}
    own = {found.item_id for found in wording if found.origin == "own"}
    nodes: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.item_id in own and weigh(link, known).level == _BEST:
            nodes[link.item_id].add(link.node_id)
    return tuple(
        GoodPractice(item, tuple(sorted(nodes[item])))
        for item in sorted(nodes, key=lambda i: (known[i].source_id, known[i].item_no))
    )
