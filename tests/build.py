"""Nouns with sensible defaults, for tests: say only what the test is about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from plan_ingest.model.document import (
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Page,
    Paragraph,
    Part,
    Table,
)
from plan_ingest.model.framework import Exemplar, Framework, Node, Term
from plan_ingest.model.plan import ItemSource, PlanItem, Smart
from plan_ingest.model.review import (
    Decision,
    ItemSuggestions,
    Ranking,
    Signal,
    Suggestion,
)
from plan_ingest.model.source import Anchor, Source, SourceRecord

SHA = sha256(b"a made-up plan").hexdigest()


def source(**given: Any) -> Source:
    """A text file, `westmarch/plan.txt`, that says nothing of itself."""
    whole = Source(
        id="westmarch/plan",
        file="westmarch/plan.txt",
        sha256=SHA,
        media_type="text/plain",
    )
    return replace(whole, **given)


def record(**given: Any) -> SourceRecord:
    """The source of `source()`, read whole."""
    whole = SourceRecord(
        source_id="westmarch/plan",
        file="westmarch/plan.txt",
        sha256=SHA,
        media_type="text/plain",
        force="Westmarch",
        plan_title="Domestic abuse action plan",
        period=None,
        document_date="2020-04",
        state="read",
        reason=None,
        pages=None,
        pages_unread=(),
        items=1,
    )
    return replace(whole, **given)


def item(text: str = "Train every responder on risk.", **given: Any) -> PlanItem:
    """An action of `source()` without response, target or lead; id by its words."""
    whole = PlanItem(
        item_id=sha256(text.encode()).hexdigest()[:16],
        source_id="westmarch/plan",
        force="Westmarch",
        plan_title="Domestic abuse action plan",
        period=None,
        document_date="2020-04",
        item_no=1,
        ref="",
        kind="action",
        text=text,
        headings=(),
        response=(),
        evidence_from=None,
        target="",
        lead="",
        status_text="",
        status="none",
        dates=(),
        smart=Smart(),
        source=ItemSource("westmarch/plan.txt", SHA, "text/plain"),
    )
    return replace(whole, **given)


def anchor(order: int = 0, **given: Any) -> Anchor:
    """A place by order alone."""
    return replace(Anchor(order), **given)


def heading(text: str, level: int = 1, **place: Any) -> Heading:
    """A heading."""
    return Heading(text, level, anchor(**place))


def paragraph(text: str, bold: bool = False, **place: Any) -> Paragraph:
    """A paragraph."""
    return Paragraph(text, anchor(**place), bold)


def bullet(text: str, marker: str = "•", level: int = 0, **place: Any) -> Bullet:
    """An entry of a list."""
    return Bullet(text, anchor(**place), marker, level)


def parts(text: str) -> tuple[Part, ...]:
    """A cell's parts: a line a part, a leading "• " makes it a bullet."""
    lines = [line for line in text.split("\n") if line]
    return tuple(
        Part(line.removeprefix("• "), "•" if line.startswith("• ") else None)
        for line in lines
    )


def table(rows: Sequence[Sequence[str | None]], **given: Any) -> Table:
    """A table of texts, a list a row; None goes on from the cell above (merged)."""
    cells: dict[tuple[int, int], Cell] = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is None:
                above = next(k for k in reversed(list(cells)) if k[1] == c)
                cells[above] = replace(cells[above], row_end=r)
            else:
                cells[r, c] = Cell(r, c, r, c, parts(text))
    whole = Table(cells=tuple(cells[key] for key in sorted(cells)), anchor=anchor())
    return replace(whole, **given)


def document(*blocks: Block, **given: Any) -> Document:
    """The blocks as a document of `source()`, orders numbered as they stand."""
    placed = tuple(
        replace(block, anchor=replace(block.anchor, order=order))
        for order, block in enumerate(blocks)
    )
    return replace(Document(source=source(), blocks=placed), **given)


def page(number: int = 1, **given: Any) -> Page:
    """An A4 page in points."""
    return replace(Page(number, 595.0, 842.0, 1000), **given)


def framework(**given: Any) -> Framework:
    """Two criteria, three areas, four requirements, a few terms and exemplars."""
    nodes = (
        Node("C1", "criterion", "First contact"),
        Node("C1a", "area", "Call handling", "C1", "How calls are taken and graded."),
        Node("C1a.1", "requirement", "Call takers know the signs", "C1a"),
        Node("C1a.2", "requirement", "Repeat callers are recognised", "C1a"),
        Node("C1b", "area", "Attendance", "C1", "How officers come to the door."),
        Node("C1b.1", "requirement", "Children at the scene are seen", "C1b"),
        Node("C2", "criterion", "Leadership"),
        Node("C2a", "area", "Governance", "C2", "Who answers for the force."),
        Node("C2a.1", "requirement", "A chief officer leads", "C2a", asked_from=2021),
    )
    whole = Framework(
        id="tiny",
        title="A tiny framework",
        version="1",
        levels=("criterion", "area", "requirement"),
        nodes=nodes,
        terms=(Term("call taker", "C1a"), Term("chief officer", "C2a.1")),
        exemplars=(
            Exemplar(("C1a.1",), "Call takers are trained to hear the signs."),
            Exemplar(("C2a.1",), "The deputy chief answers for this work."),
            Exemplar((), "The car park is resurfaced."),
        ),
    )
    return replace(whole, **given)


def suggestion(node_id: str, confidence: float = 0.8, **given: Any) -> Suggestion:
    """One node offered, with one signal."""
    signals = (Signal("terms", confidence, "call taker"),)
    return replace(Suggestion(node_id, confidence, confidence, signals), **given)


def ranking(
    nodes: Iterable[str] = (),
    accepted: Iterable[str] = (),
    level: str = "requirement",
    **given: Any,
) -> Ranking:
    """Nodes of one level, best first, confidence falling from 0.9."""
    offered = tuple(
        suggestion(node, max(0.1, 0.9 - 0.1 * place))
        for place, node in enumerate(nodes)
    )
    return replace(Ranking(((level, offered),), tuple(accepted)), **given)


def suggestions(
    of: PlanItem | str, *nodes: str, accepted: Iterable[str] = (), **given: Any
) -> ItemSuggestions:
    """Suggestions for an item (or an item id) in `framework()`."""
    item_id = of if isinstance(of, str) else of.item_id
    whole = ItemSuggestions(item_id, "tiny", "1", ranking(nodes, accepted))
    return replace(whole, **given)


def decision(of: PlanItem | str, node_id: str | None, **given: Any) -> Decision:
    """A primary verdict of analyst A on the item's text."""
    item_id = of if isinstance(of, str) else of.item_id
    whole = Decision(
        id=sha256(f"{item_id}{node_id}{sorted(given.items())}".encode()).hexdigest()[
            :16
        ],
        at="2026-01-05T09:00:00+00:00",
        analyst="A",
        item_id=item_id,
        framework_id="tiny",
        node_id=node_id,
        verdict="primary" if node_id else "none",
    )
    return replace(whole, **given)
