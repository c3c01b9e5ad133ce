"""Layouts by chance: a plan's look, drawn from a seed and the same each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

SIDES = ("grid", "grid", "light", "rows", "columns", "outer", "inner", "head", "none")
FONTS = (
    "Liberation Sans",
    "Liberation Serif",
    "DejaVu Sans",
    "DejaVu Serif",
    "Liberation Sans Narrow",
)
BORDERS = {
    "grid": "th, td { border: 1px solid #333; }",
    "light": "th, td { border: 0.5px dotted #999; }",
    "rows": "th, td { border-bottom: 0.8px solid #555; }",
    "columns": "th + th, td + td { border-left: 1px solid #444; }"
    " table { border: 1px solid #444; } th { border-bottom: 1px solid #444; }",
    "outer": "table { border: 1px solid #444; } th { border-bottom: 1px solid #444; }",
    "inner": "th + th, td + td { border-left: 1px solid #333; }"
    " td { border-top: 1px solid #333; }",
    "head": "th { border-bottom: 2px solid #000; }",
    "none": "",
}
HEADS = {
    "plain": "",
    "light": "th { background: #d9e2ec; }",
    "dark": "th { background: #244; color: #fff; }",
    "thin": "th { font-weight: normal; background: #eee; }",
    "capitals": "th { text-transform: uppercase; }",
    "centred": "th { text-align: center; background: #cdd; }",
}
TITLES = {
    "large": "",
    "coloured": "h1, h2, h3 { color: #1f4e79; }",
    "ruled": "h2 { border-bottom: 1px solid #666; }",
    "underlined": "h2 { text-decoration: underline; font-weight: normal; }"
    " h2 { font-size: 1.1em; }",
    "capitals": "h2 { text-transform: uppercase; font-size: 1em; }",
    "small": "h2 { font-size: 1em; }",
    "banded": "h2 { background: #244; color: #fff; padding: 4px; }",
}


@dataclass(frozen=True, slots=True)
class Chance:
    """Answers by chance, each from the seed and the question alone."""

    seed: str

    def pick(self, asked: str, options: Sequence[T]) -> T:
        """One of the options."""
        digest = sha256(f"{self.seed}/{asked}".encode()).digest()
        return options[int.from_bytes(digest[:6]) % len(options)]


@dataclass(frozen=True, slots=True)
class Style:
    """A style sheet, and in words what was chosen."""

    css: str
    chosen: tuple[str, ...]
    rows_seen: bool
    """Whether rules, shades or blank tell one row from the next."""


def style(chance: Chance, kind: str) -> Style:
    """A style sheet for a page of this kind: "tables", "cards", "columns", "text"."""
    sides = chance.pick("sides", SIDES)
    zebra = sides not in ("grid", "light") and chance.pick("zebra", (0, 0, 1))
    size = chance.pick("size", ("8pt", "9pt", "10pt", "11pt", "12pt"))
    paper = chance.pick("paper", ("A4", "A4", "A4 landscape", "A4 landscape", "letter"))
    if kind != "tables":
        paper = chance.pick("sheet", ("A4", "A4", "A5", "A4 landscape", "letter"))
    head = chance.pick("head", tuple(HEADS))
    titles = chance.pick("titles", tuple(TITLES))
    align = chance.pick("align", ("left", "left", "left", "justify"))
    font = chance.pick("font", FONTS)
    pad = chance.pick("pad", (3, 4, 6, 9))
    bare = sides in ("none", "head", "columns", "outer") and not zebra
    if bare:
        pad = chance.pick("blank", (7, 9, 12))
    repeat = chance.pick("repeat", (True, True, False))
    whole = chance.pick("whole", (True, False))
    level = chance.pick("level", ("top", "top", "middle"))
    css = [
        f"@page {{ size: {paper}; margin: {chance.pick('margin', (12, 16, 20))}mm; }}",
        f'body {{ font: {size}/{chance.pick("leading", (1.15, 1.3, 1.5))} "{font}"; }}',
        "table { border-collapse: collapse; width: 100%; margin-bottom: 14pt; }",
        f"th, td {{ padding: {pad}px; vertical-align: {level}; text-align: {align}; }}",
        "th { text-align: left; } p, ul { margin: 0; }",
        "h1 { font-size: 1.7em; } h2 { font-size: 1.25em; }",
        BORDERS[sides],
        HEADS[head],
        TITLES[titles],
        "tbody tr:nth-child(even) { background: #e9eff5; }" if zebra else "",
        "" if repeat else "thead { display: table-row-group; }",
        "tr { break-inside: avoid; }" if whole or bare else "",
        f"p, li {{ text-align: {align}; }}",
    ]
    chosen = (sides, "zebra" if zebra else "", paper, size, head, titles, align, font)
    said = (*chosen, level, "" if repeat else "head-once", "whole" if whole else "cut")
    return Style("\n".join(css), tuple(filter(None, said)), not bare)


def cards(chance: Chance) -> tuple[str, str]:
    """How the labels and values of a card are set, and the style sheet for it."""
    frame = {
        "boxed": ".card { border: 1px solid #888; }",
        "rounded": ".card { border: 1px solid #888; border-radius: 8px; }",
        "shaded": ".card { background: #eef2f6; }",
        "round-shaded": ".card { background: #eef2f6; border-radius: 10px; }",
        "edged": ".card { border-left: 4px solid #1f4e79; }",
        "bare": "",
    }
    labels = {
        "grey": "th, dt { color: #555; font-weight: bold; }",
        "plain": "th, dt { font-weight: normal; }",
        "bold": "th, dt { font-weight: bold; }",
        "ruled": "th, td { border-bottom: 0.5px solid #ccc; } dt { color: #246; }",
    }
    sides = chance.pick("frame", tuple(frame))
    label = chance.pick("label", tuple(labels))
    form = chance.pick("form", ("rows", "grid", "lines", "stacked"))
    css = [
        ".card { margin-bottom: 12px; padding: 7px; break-inside: avoid; }",
        "th, td { border: 0; background: none; color: #000; text-align: left; }",
        "th { width: 28mm; } table { margin: 0; }",
        "dl { margin: 0; } dd { margin: 0 0 3px 0; }",
        ".grid dl { display: grid; grid-template-columns: 30mm 1fr; }",
        ".stacked dt { font-weight: bold; }",
        "tbody tr:nth-child(even) { background: none; }",
        frame[sides],
        labels[label],
    ]
    return form, "\n".join((*css, f"/* {sides} {label} {form} */"))
