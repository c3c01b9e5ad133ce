"""What the pages of report.html show, made ready for the template."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.compare.gaps import is_gap
from plan_ingest.compare.levels import weigh
from plan_ingest.exports.charts import Bar, Piece, bar
from plan_ingest.exports.labels import place
from plan_ingest.exports.listings.evidence import depth_order
from plan_ingest.exports.listings.matrix import by_cell
from plan_ingest.exports.roles import shown_text
from plan_ingest.exports.wording import breadth_words, level_words, marks_words
from plan_ingest.model.coverage import (
    LEVEL_NAMES,
    NOT_ASSESSABLE,
    CoverageCell,
    Link,
    Report,
)
from plan_ingest.model.framework import Node
from plan_ingest.model.plan import PlanItem

_BUDGET = 9_000
"""Items' words on all pages together; beyond it every cell shows its first few."""


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the heat map; `look` names its style: l0 to l4, or lx."""

    source: str
    look: str
    words: str
    breadth: str
    marks: str
    says: str
    gap: bool
    reviewed_look: str
    reviewed_words: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the heat map: a node and its cells, in the order of the sources."""

    node: Node
    depth: int
    cells: tuple[CellView, ...]


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
class NodePage:
    """The page of a node: every source's words side by side."""

    node: Node
    parents: tuple[Node, ...]
    children: tuple[Node, ...]
    voices: tuple[Voice, ...]
    silent: tuple[str, ...]


def rows(report: Report) -> tuple[RowView, ...]:
    """The heat map, the framework read from top to bottom."""
    cells = by_cell(report.coverage)
    reviewed = by_cell(report.reviewed)
    levels = report.framework.levels
    order = depth_order(report)
    nodes = sorted(
        (node for node in report.framework.nodes if node.id in order),
        key=lambda node: order[node.id],
    )
    return tuple(
        RowView(
            node,
            levels.index(node.level),
            tuple(
                cell_view(cells[source, node.id], reviewed[source, node.id])
                for source in report.coverage.sources
            ),
        )
        for node in nodes
    )


def cell_view(cell: CoverageCell, reviewed: CoverageCell) -> CellView:
    """A cell as the heat map shows it, both layers."""
    return CellView(
        source=cell.source_id,
        look=_look(cell),
        words=level_words(cell),
        breadth=breadth_words(cell.breadth) if cell.breadth else "",
        marks=cell.marks,
        says=marks_words(cell.marks),
        gap=is_gap(cell),
        reviewed_look=_look(reviewed),
        reviewed_words=level_words(reviewed),
    )


def node_pages(
    report: Report, views: Sequence[RowView], labels: Mapping[str, str]
) -> tuple[NodePage, ...]:
    """A page for every node; what is behind a node above is shown below it once."""
    items = {item.item_id: item for item in report.items}
    nodes = {node.id: node for node in report.framework.nodes}
    behind: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in report.links:
        behind[link.source_id, link.node_id].append(link)
    room = max(2, _BUDGET // max(1, len(behind)))
    cap = None if len(report.links) <= _BUDGET else room
    pages = []
    for row in views:
        voices = [
            _voice(cell, behind.get((cell.source, row.node.id), []), items, report, cap)
            for cell in row.cells
            if cell.look not in ("l0", "lx")
        ]
        pages.append(
            NodePage(
                node=row.node,
                parents=_parents(row.node, nodes),
                children=tuple(n for n in nodes.values() if n.parent == row.node.id),
                voices=tuple(voices),
                silent=tuple(
                    f"{labels[c.source]} ({c.words.lower()})"
                    for c in row.cells
                    if c.look in ("l0", "lx")
                ),
            )
        )
    return tuple(pages)


def criterion_bars(
    report: Report, views: Sequence[RowView], source: str | None = None
) -> tuple[Bar, ...]:
    """Innermost cells by level under each outermost node, of one source or all."""
    levels = report.framework.levels
    tops: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}
    top = ""
    for row in views:
        if row.depth == 0:
            top = row.node.id
            tops[top], names[top] = Counter(), f"{row.node.id} {row.node.title}"
        if row.node.level == levels[-1]:
            tops[top].update(
                cell.look for cell in row.cells if source in (None, cell.source)
            )
    return tuple(bar(names[top], _pieces(count)) for top, count in tops.items())


def smart_bars(items: Sequence[PlanItem]) -> tuple[Bar, ...]:
    """The four SMART ticks over items: how many have each, how many have not."""
    owners = Counter(item.smart.owner for item in items)
    dates = Counter(item.smart.date for item in items)
    proofs = Counter(item.smart.evidence for item in items)
    measured = sum(1 for item in items if item.smart.measure)
    whole = len(items)
    timed = dates["due_date"] + dates["period"]
    partly = dates["past_only"] + dates["state_only"]
    return (
        _tick("Owner", owners["row"], owners["heading"] + owners["text"], whole),
        _tick("Date", timed, partly, whole),
        _tick("Measure", measured, 0, whole),
        _tick("Evidence", proofs["own"], proofs["shared"] + proofs["self"], whole),
    )


def review_bar(report: Report, source: str | None = None) -> Bar:
    """How many items a person has decided, of one source or of all."""
    items = [i for i in report.items if source in (None, i.source_id)]
    decided = report.settled.decided
    done = sum(1 for item in items if item.item_id in decided)
    return bar(
        "Items",
        (
            Piece("yes", "decided by a person", done),
            Piece("no", "resting on suggestions", len(items) - done),
        ),
    )


def _look(cell: CoverageCell) -> str:
    return "lx" if cell.level is None else f"l{cell.level}"


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


def _pieces(count: Mapping[str, int]) -> list[Piece]:
    names = {f"l{level}": name for level, name in LEVEL_NAMES.items()}
    names["lx"] = NOT_ASSESSABLE
    return [Piece(look, name, count.get(look, 0)) for look, name in names.items()]


def _tick(label: str, yes: int, partly: int, whole: int) -> Bar:
    return bar(
        label,
        (
            Piece("yes", "with it", yes),
            Piece("part", "in part", partly),
            Piece("no", "without", whole - yes - partly),
        ),
    )
