"""Word's list numbering: what is printed before each entry of each list.

A list (`num`) borrows the levels of an abstract list and may restart or replace
some of them; lists of one abstract list count on together. Counters run through
the document, so markers must be asked for in document order.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Protocol

from lxml import etree

from plan_ingest.readers.docx_package import W
from plan_ingest.readers.glyphs import readable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEEPEST = 8


class StyleList(Protocol):
    """The list that a style belongs to: ids as in w:numPr, None for none."""

    def list_of(self, style_id: str) -> tuple[str | None, int | None]:
        """(numId, ilvl) of a style."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str = ""


@dataclass(frozen=True, slots=True)
class _List:
    abstract: str
    levels: tuple[_Level, ...]
    starts: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Numbering:
    """The lists of one document, and how far each has counted."""

    lists: dict[str, _List]
    counts: dict[str, list[int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def has(self, num_id: str) -> bool:
        """Whether there is a list of this id ("0" takes a paragraph off its list)."""
        return num_id in self.lists

    def level_of_style(self, num_id: str, style_id: str) -> int:
        """The level a list ties to a style; 0 when it ties none."""
        levels = self.lists[num_id].levels
        return next((n for n, lvl in enumerate(levels) if lvl.style == style_id), 0)

    def is_bullet(self, num_id: str, level: int) -> bool:
        """Whether entries at this level carry a sign, not a number."""
        return self._level(num_id, level).form in {"bullet", "none"}

    def next_marker(self, num_id: str, level: int) -> str:
        """What is printed before the list's next entry at `level`; it is counted."""
        listed = self.lists[num_id]
        level = min(max(level, 0), len(listed.levels) - 1, _DEEPEST)
        counts = self.counts.setdefault(
            listed.abstract, [lvl.start - 1 for lvl in listed.levels]
        )
        if num_id not in self.begun:
            self.begun.add(num_id)
            for at, start in listed.starts:
                counts[at] = start - 1
        counts[level] += 1
        self._restart_below(listed, counts, level)
        return _marker(listed.levels, counts, level)

    def _restart_below(self, listed: _List, counts: list[int], level: int) -> None:
        starts = dict(listed.starts)
        for deeper in range(level + 1, len(listed.levels)):
            below = listed.levels[deeper]
            if below.restart == 0 or (below.restart or deeper) <= level:
                continue
            counts[deeper] = starts.get(deeper, below.start) - 1

    def _level(self, num_id: str, level: int) -> _Level:
        levels = self.lists[num_id].levels
        return levels[min(max(level, 0), len(levels) - 1)]


def read_numbering(root: etree._Element | None, styles: StyleList) -> Numbering:
    """The lists in a numbering part; none where there is no part."""
    if root is None:
        return Numbering({})
    abstracts = {
        found.get(f"{W}abstractNumId", ""): found
        for found in root.findall(f"{W}abstractNum")
    }
    nums = {found.get(f"{W}numId", ""): found for found in root.findall(f"{W}num")}
    lists = {}
    for num_id, num in nums.items():
        abstract = _resolved(num, nums, abstracts, styles)
        if abstract is not None and num_id != "0":
            lists[num_id] = _list(num, abstract)
    return Numbering(lists)


def value(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child, None where either is missing."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def whole(text: str | None, default: int) -> int:
    """A whole number as Word writes it; `default` for anything else."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def _resolved(
    num: etree._Element,
    nums: dict[str, etree._Element],
    abstracts: dict[str, etree._Element],
    styles: StyleList,
) -> etree._Element | None:
    """A list's abstract list; one that only links to a list style is followed."""
    for _ in range(4):
        abstract = abstracts.get(value(num, "abstractNumId") or "")
        link = value(abstract, "numStyleLink")
        if link is None:
            return abstract
        linked = nums.get(styles.list_of(link)[0] or "")
        if linked is None:
            return abstract
        num = linked
    return None


def _list(num: etree._Element, abstract: etree._Element) -> _List:
    levels = [_Level() for _ in range(_DEEPEST + 1)]
    for found in abstract.findall(f"{W}lvl"):
        at = whole(found.get(f"{W}ilvl"), -1)
        if 0 <= at <= _DEEPEST:
            levels[at] = _level(found)
    starts = []
    for override in num.findall(f"{W}lvlOverride"):
        at = whole(override.get(f"{W}ilvl"), -1)
        if not 0 <= at <= _DEEPEST:
            continue
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[at] = _level(own)
        start = value(override, "startOverride")
        if start is not None:
            starts.append((at, whole(start, 1)))
            levels[at] = replace(levels[at], start=whole(start, 1))
    key = abstract.get(f"{W}abstractNumId", "")
    return _List(key, tuple(levels), tuple(starts))


def _level(found: etree._Element) -> _Level:
    restart = value(found, "lvlRestart")
    legal = found.find(f"{W}isLgl")
    fonts = found.find(f"{W}rPr/{W}rFonts")
    return _Level(
        form=value(found, "numFmt") or "decimal",
        text=value(found, "lvlText") or "",
        start=whole(value(found, "start"), 1),
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and legal.get(f"{W}val") not in {"0", "false", "off"},
        style=value(found, "pStyle"),
        font="" if fonts is None else fonts.get(f"{W}ascii", ""),
    )


def _marker(levels: tuple[_Level, ...], counts: list[int], level: int) -> str:
    here = levels[level]
    if here.form == "bullet":
        return readable(here.text, here.font).strip()[:1] or "•"
    if here.form == "none":
        return ""

    def number(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        if at > level:
            return ""
        form = "decimal" if here.legal else levels[at].form
        return numeral(max(counts[at], levels[at].start), form)

    return re.sub(r"%([1-9])", number, here.text).strip()


def numeral(count: int, form: str) -> str:
    """A count in one of Word's number forms: decimal, lowerLetter, upperRoman, ..."""
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "ordinal":
        return f"{count}{_ordinal_end(count)}"
    return "" if form in {"none", "bullet"} else str(count)


def _roman(count: int) -> str:
    digits = ""
    for size, letters in _ROMAN:
        digits += letters * (count // size)
        count %= size
    return digits


def _ordinal_end(count: int) -> str:
    if 10 < count % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
