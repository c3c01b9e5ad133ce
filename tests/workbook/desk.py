"""A small project with items, suggestions and a framework, ready for review."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
from click.testing import CliRunner, Result
from openpyxl.worksheet.worksheet import Worksheet

from plan_ingest.cli import main
from plan_ingest.model.plan import PlanItem
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.records import write_items, write_sources, write_suggestions
from tests import build

FIRST = replace(
    build.item("=Call takers learn the signs of coercion.", item_id="first"),
    headings=("First contact",),
    response=("Training ran in May.",),
)
SECOND = replace(
    build.item("Officers see each child at the door.", item_id="second"), item_no=2
)
THIRD = replace(
    build.item("=Call takers learn the signs of coercion", item_id="third"),
    source_id="penharrow/plan",
    force="Penharrow",
)
ITEMS = (FIRST, SECOND, THIRD)
ANSWERS = {
    "first": {"Verdict 1": "primary", "Note": "=page 3"},
    "second": {"Node 3": "C1b Attendance", "Verdict 3": "secondary"},
}
"""What an analyst writes into a pack, by item and column."""
GIVEN = ["first C1a.1 primary Ann", "second C1b secondary Ann"]
"""What Ann has said once that is on record."""
_NODE = "  - {{id: {id}, level: {level}, title: '{title}', parent: {parent}}}\n"


def made(root: Path, items: tuple[PlanItem, ...] = ITEMS) -> Path:
    """The project, with everything that comes before a review."""
    tiny = build.framework()
    home = root / "mappings" / "tiny"
    home.mkdir(parents=True, exist_ok=True)
    nodes = "".join(
        _NODE.format(id=n.id, level=n.level, title=n.title, parent=n.parent or "null")
        for n in tiny.nodes
    )
    head = "id: tiny\ntitle: A tiny framework\nversion: '1'\n"
    levels = f"levels: [{', '.join(tiny.levels)}]\nnodes:\n"
    (home / "framework.yaml").write_text(head + levels + nodes, "utf-8")
    (root / "plan_ingest.toml").write_text("[reporting]\nframework = 'tiny'\n", "utf-8")
    written(root, items)
    return root


def written(root: Path, items: tuple[PlanItem, ...]) -> None:
    """Items, sources and suggestions as the steps before leave them."""
    normalised = root / "data" / "normalised"
    write_items(normalised / "items.jsonl", items)
    records = [
        build.record(),
        build.record(source_id="penharrow/plan", force="Penharrow"),
    ]
    write_sources(normalised / "sources.jsonl", records)
    offers = [build.suggestions(item, "C1a.1", "C1b.1") for item in items]
    write_suggestions(normalised / "suggestions.tiny.jsonl", offers)


def call(root: Path, *words: str, keys: str | None = None) -> Result:
    """`plan-ingest review ...` in the project."""
    told = [str(word) for word in words]
    return CliRunner().invoke(
        main, ["--project", str(root), "review", *told], input=keys
    )


def sheet(path: Path) -> tuple[Any, Worksheet, dict[str, int]]:
    """A pack as openpyxl has it: the book, the items, column numbers by title."""
    book = openpyxl.load_workbook(path)
    items = book["Items"]
    heads = {str(c.value): c.column for c in items[4] if c.value}
    return book, items, heads


def fill(path: Path, out: Path, answers: dict[str, dict[str, str]]) -> Path:
    """The pack with these cells filled in, by item id and column title."""
    book, items, heads = sheet(path)
    for row in range(5, items.max_row + 1):
        said = answers.get(str(items.cell(row, heads["item_id"]).value), {})
        for title, value in said.items():
            items.cell(row, heads[title]).value = value or None
            items.cell(row, heads[title]).data_type = "s" if value else "n"
    book.save(out)
    return out


def stands(root: Path) -> list[str]:
    """The ledger's lines in short, in order of item."""
    words = read_ledger(root / "mappings/tiny/decisions.jsonl").decisions
    return sorted(f"{w.item_id} {w.node_id} {w.verdict} {w.analyst}" for w in words)
