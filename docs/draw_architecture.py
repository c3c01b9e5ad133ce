"""Draws docs/img/architecture.svg: the floors of the house, and what flows through it.

The floors and rooms are read from the import contract in pyproject.toml, so that the
picture cannot show another house than the one that is checked.

usage: python docs/draw_architecture.py [--check]
"""

import sys
import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/img/architecture.svg"
WIDTH, LEFT, RIGHT = 1200, 170, 30
FLOOR, GAP, TOP = 66, 12, 250
SAYS = {
    "cli": "a file a verb",
    "web": "the review desk",
    "pipeline": "the story: ingest, suggest, review, compare",
    "readers": "files in, each in a limited child",
    "matchers": "ways to score",
    "exports": "files out",
    "workbook": "packs out and back",
    "store": "folders, ledger, keys",
    "layout": "words on a page to blocks",
    "extract": "blocks to items",
    "suggest": "signals to ranked nodes",
    "review": "what analysts decided",
    "compare": "levels and gaps",
    "text": "folding",
    "registry": "parts by name",
    "errors": "the family",
    "settings": "frozen values",
    "model": "the nouns: Document, PlanItem, Suggestion, Decision, Report",
}
FLOORS = {
    "cli": ("doors", "#dbe7f3"),
    "web": ("doors", "#dbe7f3"),
    "pipeline": ("story", "#cfe3d4"),
    "readers": ("rim", "#f6e3c5"),
    "layout": ("core", "#e6dcf0"),
    "text": ("ground", "#e4e4e4"),
    "model": ("nouns", "#d9d9d9"),
}
LIBRARIES = {"rim": "libraries, disk", "core": "pure: value to value"}
STORY = (
    ("plan", "a file"),
    ("Document", "blocks, pages"),
    ("PlanItem", "words, dates"),
    ("Suggestion", "nodes, reasons"),
    ("Decision", "the ledger"),
    ("Report", "cells, gaps"),
    ("outputs", "xlsx, html, csv"),
)
STEPS = ("readers", "extract", "matchers, suggest", "review", "compare", "exports")


def picture() -> str:
    """The whole drawing as SVG."""
    floors = list(_floors())
    height = TOP + len(floors) * (FLOOR + GAP) + 20
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
            ' role="img" font-family="system-ui, sans-serif">'
        ),
        (
            "<title>The house of plan_ingest: what flows through it, and its floors"
            "</title>"
        ),
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        (
            '<defs><marker id="to" viewBox="0 0 10 10" refX="9" refY="5"'
            ' markerWidth="7" markerHeight="7" orient="auto-start-reverse">'
            '<path d="M0 0L10 5L0 10z" fill="#333"/></marker></defs>'
        ),
        *_story(),
        *_house(floors),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _floors() -> Iterator[list[str]]:
    """The rooms of each floor, from the top, as the contract has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [layers] = [one["layers"] for one in contracts if one["type"] == "layers"]
    for layer in layers:
        yield [room.strip(" ()") for room in layer.replace("|", ":").split(":")]


def _story() -> Iterator[str]:
    yield _text(LEFT, 40, "What flows through it", 20, bold=True)
    step = (WIDTH - LEFT - RIGHT) / len(STORY)
    wide = step - 34
    for place, (noun, says) in enumerate(STORY):
        x = LEFT + place * step
        yield _box(x, 84, wide, 56, "#f4f4f4")
        yield _text(x + wide / 2, 108, noun, 15, middle=True, bold=True)
        yield _text(x + wide / 2, 128, says, 12, middle=True)
        if place < len(STEPS):
            start, end = x + wide + 4, x + step - 4
            yield _arrow(start, 112, end, 112)
            yield _text((start + end) / 2, 72, STEPS[place], 12, middle=True)
    # The one way back: what people decided teaches what is suggested.
    back, to = LEFT + 4 * step + wide / 2, LEFT + 3 * step + wide / 2
    yield (
        f'<path d="M{back:.0f} 144 C{back:.0f} 188 {to:.0f} 188 {to:.0f} 146"'
        ' fill="none" stroke="#333" stroke-width="1.5" stroke-dasharray="5 4"'
        ' marker-end="url(#to)"/>'
    )
    yield _text((back + to) / 2, 194, "precedents and lessons", 12, middle=True)


def _house(floors: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _text(LEFT, TOP - 20, "The house: imports only fall", 20, bold=True)
    y = TOP
    for rooms in floors:
        name, colour = FLOORS[rooms[0]]
        yield _text(20, y + 29, name, 15, bold=True)
        if name in LIBRARIES:
            for line, words in enumerate(LIBRARIES[name].split(": ")):
                yield _text(20, y + 46 + 15 * line, words, 12)
        wide = (WIDTH - LEFT - RIGHT - GAP * (len(rooms) - 1)) / len(rooms)
        for place, room in enumerate(rooms):
            x = LEFT + place * (wide + GAP)
            yield _box(x, y, wide, FLOOR, colour)
            yield _text(x + wide / 2, y + 29, room, 18, middle=True, bold=True)
            yield _text(x + wide / 2, y + 50, SAYS[room], 12, middle=True)
        y += FLOOR + GAP
    yield _arrow(LEFT - 18, TOP + 6, LEFT - 18, y - GAP - 6)


def _box(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="6"'
        f' fill="{colour}" stroke="#555"/>'
    )


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"'
        ' stroke="#333" stroke-width="1.5" marker-end="url(#to)"/>'
    )


def _text(
    x: float,
    y: float,
    words: str,
    size: int,
    middle: bool = False,
    bold: bool = False,
) -> str:
    anchor = ' text-anchor="middle"' if middle else ""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="#1a1a1a"'
        f"{anchor}{weight}>{escape(words)}</text>"
    )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(PICTURE.read_text("utf-8") != picture())
    PICTURE.write_text(picture(), "utf-8")
