"""A small project at the desk, and what the ledger alone says of it."""

from collections.abc import Iterable
from pathlib import Path

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Settled
from plan_ingest.pipeline.desk import Choice, ReviewDesk
from plan_ingest.review import settle
from plan_ingest.review.queue import Order, queue
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import open_project
from plan_ingest.store.records import read_items, read_suggestions
from tests import build
from tests.workbook.desk import ITEMS, made

LEDGER = "mappings/tiny/decisions.jsonl"
NODES = ("C1a.1", "C1a.2", "C1b.1", "C2a.1")


def opened(root: Path, items: tuple[PlanItem, ...] = ITEMS) -> ReviewDesk:
    """The desk of a new project."""
    return ReviewDesk(open_project(made(root, items)))


def again(root: Path) -> ReviewDesk:
    """Another desk of the same project."""
    return ReviewDesk(open_project(root))


def many(count: int) -> tuple[PlanItem, ...]:
    """Items of two plans, no two worded alike."""
    words = ("call", "child", "door", "risk", "victim", "weapon", "order", "court")
    return tuple(
        build.item(
            f"Item {number:03} on {words[number % 8]} and {words[number // 8 % 8]}"
            f" by team {number * 7919}.",
            item_id=f"item-{number:03}",
            item_no=number + 1,
            source_id=("westmarch/plan", "penharrow/plan")[number % 2],
            force=("Westmarch", "Penharrow")[number % 2],
        )
        for number in range(count)
    )


def primary(node_id: str = "C1a.1") -> Choice:
    """A primary verdict on the text."""
    return Choice(node_id, "primary")


NONE, UNSURE = Choice(None, "none"), Choice(None, "unsure")


def stood(root: Path, analyst: str) -> dict[str, set[tuple[str, str, str]]]:
    """What one analyst says by the ledger alone: basis, node, verdict by item."""
    words = read_ledger(root / LEDGER).decisions
    own = [w for w in words if w.analyst == analyst or w.verdict == "retract"]
    found: dict[str, set[tuple[str, str, str]]] = {}
    for word in settle(own, "tiny").standing:
        said = (word.basis, word.node_id or "", word.verdict)
        found.setdefault(word.item_id, set()).add(said)
    return found


def told(desk: ReviewDesk, item_id: str, analyst: str) -> set[tuple[str, str, str]]:
    """What the card says this analyst says."""
    own = desk.card(item_id, analyst).own
    return {(word.basis, word.node_id or "", word.verdict) for word in own}


def settled(root: Path) -> Settled:
    """What all words of the ledger come to."""
    return settle(read_ledger(root / LEDGER).decisions, "tiny", ("adjudicator",))


def from_the_ledger(root: Path, order: Order) -> list[tuple[str, str]]:
    """The queue straight from the records and the ledger: item and state."""
    normalised = root / "data" / "normalised"
    rows = queue(
        read_items(normalised / "items.jsonl"),
        read_suggestions(normalised / "suggestions.tiny.jsonl"),
        settled(root),
        order,
    )
    return [(row.item.item_id, row.state) for row in rows]


def lines(root: Path) -> list[str]:
    """The ledger's verdicts in the order written."""
    return [word.verdict for word in read_ledger(root / LEDGER).decisions]


def ids(rows: Iterable[object]) -> list[str]:
    """Item ids of rows."""
    return [str(row.item_id) for row in rows]  # type: ignore[attr-defined]
