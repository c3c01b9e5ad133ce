"""The pages of report.html about one node: every plan's words side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.compare.levels import weigh
from plan_ingest.exports.bounds import is_brief
from plan_ingest.exports.counts import signs_of
from plan_ingest.exports.html_views import CellView, RowView
from plan_ingest.exports.labels import place
from plan_ingest.exports.roles import shown_text
from plan_ingest.exports.wording import LATER
from plan_ingest.model.analysis import Possible
from plan_ingest.model.coverage import LEVEL_NAMES, NOT_ASSESSABLE, Link, Report
from plan_ingest.model.framework import Node
from plan_ingest.model.plan import PlanItem

_BUDGET = 9_000
"""Items' words on all pages together; beyond it every cell shows its first few."""
_SILENT = ("l0", "ll", "lx")
"""The looks of cells that have no words to show."""
_FEW = 3
"""Unsure items shown of each plan on a page; the workbook has all."""
_VOICES = 12
"""Plans on a node's page where there are very many: those at the highest levels."""
_UNSURE = 1_000
"""Unsure items on all pages together, the likeliest first."""


@dataclass(frozen=True, slots=True)
class Words:
    """An item's words as a page shows them, with what they give and their place."""

    level: int
    text: str
    response: tuple[str, ...]
    rests_on: str
    place: str
    ticks: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One source on a node's page: its cell and its words; `more` were left out."""

    source: str
    cell: CellView
    words: tuple[Words, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """Words that may speak of a node at level 0 or 1; nobody has decided on them."""

    source: str
    text: str
    confidence: str
    place: str


@dataclass(frozen=True, slots=True)
class NodePage:
    """The page of a node: every source's words side by side."""

    node: Node
    parents: tuple[Node, ...]
    children: tuple[Node, ...]
    voices: tuple[Voice, ...]
    silent: tuple[str, ...]
    unsure: tuple[Unsure, ...]
    more: int = 0
    """Plans whose words were left out for want of room."""


def node_pages(
    report: Report, views: Sequence[RowView], labels: Mapping[str, str]
) -> tuple[NodePage, ...]:
    """A page for every node; what is behind a node above is shown below it once."""
    items = {item.item_id: item for item in report.items}
    nodes = {node.id: node for node in report.framework.nodes}
    behind: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in report.links:
        behind[link.source_id, link.node_id].append(link)
    unsure: dict[str, list[Possible]] = defaultdict(list)
    for found in _likeliest(report.analyses.possible):
        unsure[found.node_id].append(found)
    room = max(2, _BUDGET // max(1, len(behind)))
    cap = None if len(report.links) <= _BUDGET else room
    pages = []
    for row in views:
        loud = [cell for cell in row.cells if cell.look not in _SILENT]
        heard = _heard(loud) if is_brief(report) else loud
        voices = [
            _voice(cell, behind.get((cell.source, row.node.id), []), items, report, cap)
            for cell in heard
        ]
        pages.append(
            NodePage(
                node=row.node,
                parents=_parents(row.node, nodes),
                children=tuple(n for n in nodes.values() if n.parent == row.node.id),
                voices=tuple(voices),
                silent=_silent(row, report, labels),
                unsure=_unsure(unsure[row.node.id], items, report, labels),
                more=_loud(row, report) - len(heard),
            )
        )
    return tuple(pages)


def _heard(cells: Sequence[CellView]) -> list[CellView]:
    """The few cells at the highest levels, in the order of the sources."""
    ranked = sorted(range(len(cells)), key=lambda at: (cells[at].look, -at))
    return [cells[at] for at in sorted(ranked[-_VOICES:])]


def _silent(row: RowView, report: Report, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Who does not address a node, or how many where there are very many plans."""
    cells = [cell for cell in row.cells if cell.look in _SILENT]
    if not is_brief(report):
        return tuple(f"{labels[c.source]} ({_silence(c)})" for c in cells)
    signs = signs_of(report)[row.node.id].items()
    looks = Counter({f"l{sign}": plans for sign, plans in signs})
    names = {"l0": f"0 {LEVEL_NAMES[0]}", "ll": LATER, "lx": NOT_ASSESSABLE}
    return tuple(
        f"{looks[look]} plan{'s' * (looks[look] > 1)} ({names[look]})"
        for look in _SILENT
        if looks[look]
    )


def _loud(row: RowView, report: Report) -> int:
    """How many plans have words on a node."""
    signs = signs_of(report)[row.node.id].items()
    return sum(plans for sign, plans in signs if f"l{sign}" not in _SILENT)


def _silence(cell: CellView) -> str:
    later = LATER if cell.look == "ll" else ""
    return ", ".join(filter(None, (cell.words.lower(), later, cell.hint)))


def _likeliest(found: Iterable[Possible]) -> list[Possible]:
    """The few of each cell that the pages have room for, in their order."""
    told: Counter[tuple[str, str]] = Counter()
    few = []
    for one in found:
        told[one.source_id, one.node_id] += 1
        if told[one.source_id, one.node_id] <= _FEW:
            few.append(one)
    ranked = sorted(range(len(few)), key=lambda at: (-few[at].confidence, at))
    return [few[at] for at in sorted(ranked[:_UNSURE])]


def _unsure(
    found: Iterable[Possible],
    items: Mapping[str, PlanItem],
    report: Report,
    labels: Mapping[str, str],
) -> tuple[Unsure, ...]:
    shown = shown_text(report.names)
    return tuple(
        Unsure(
            labels[one.source_id],
            shown(items[one.item_id].text),
            f"{one.confidence:.0%}",
            place(items[one.item_id]),
        )
        for one in found
    )


def _parents(node: Node, nodes: Mapping[str, Node]) -> tuple[Node, ...]:
    found: list[Node] = []
    while node.parent in nodes and len(found) < len(nodes):
        node = nodes[node.parent or ""]
        found.insert(0, node)
    return tuple(found)


def _voice(
    cell: CellView,
    links: Sequence[Link],
    items: Mapping[str, PlanItem],
    report: Report,
    cap: int | None,
) -> Voice:
    shown = shown_text(report.names)
    ordered = sorted(
        links,
        key=lambda k: (-weigh(k, items).level, items[k.item_id].item_no, k.item_id),
    )
    words = []
    for link in ordered[:cap]:
        item, weight = items[link.item_id], weigh(link, items)
        rests = f"decided by {link.analyst}" if link.decided else "suggested"
        words.append(
            Words(
                level=weight.level,
                text=shown(item.text),
                response=tuple(map(shown, weight.response)),
                rests_on=f"{rests}, {link.verdict}"
                + ("; analysts differ" if link.conflict else ""),
                place=place(item),
                ticks=_ticks(item),
                basis=link.basis,
            )
        )
    return Voice(cell.source, cell, tuple(words), len(ordered) - len(words))


def _ticks(item: PlanItem) -> tuple[str, ...]:
    held = (
        ("owner", item.smart.owner == "row"),
        ("date", item.smart.date in ("due_date", "period")),
        ("measure", item.smart.measure),
        ("evidence", item.smart.evidence != "none"),
    )
    return tuple(name for name, has in held if has)
