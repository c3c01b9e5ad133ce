"""OpenDocument's styles and lists: what each inherits, how each level is marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.readers.glyphs import readable
from plan_ingest.readers.numbering import numeral

_NS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE = f"{_NS}office:1.0}}", f"{_NS}style:1.0}}"
TEXT, TABLE = f"{_NS}text:1.0}}", f"{_NS}table:1.0}}"
DRAW, FO = f"{_NS}drawing:1.0}}", f"{_NS}xsl-fo-compatible:1.0}}"

_SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman",
          "I": "upperRoman"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A style with what it inherits. `size` is in points, None where unsaid."""

    bold: bool | None = None
    size: float | None = None
    hidden: bool = False
    title: bool = False
    listed: str | None = None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is marked; a sign, or a number in a form."""

    sign: str = ""
    form: str = "decimal"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class Styles:
    """All styles by family and name, and list styles by name and level (from 0)."""

    looks: dict[tuple[str, str], Look] = field(default_factory=dict)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def look(self, family: str, name: str | None) -> Look:
        """A style's look; an empty one where there is none."""
        return self.looks.get((family, name or ""), Look())

    def marker(self, name: str, level: int, counts: Sequence[int]) -> tuple[str, bool]:
        """What is printed before an entry, and whether it is a number.

        `counts` holds how far the levels above and this one have counted.
        """
        levels = self.lists.get(name, {})
        here = levels.get(level, ListLevel(sign="•"))
        if here.sign or not here.form:
            return here.sign, False
        numbers = [
            numeral(counts[at], levels.get(at, ListLevel()).form)
            for at in range(max(0, level + 1 - here.shown), level + 1)
        ]
        return f"{here.before}{'.'.join(numbers)}{here.after}".strip(), True

    def start(self, name: str, level: int) -> int:
        """The number a level begins with."""
        return self.lists.get(name, {}).get(level, ListLevel()).start


def read_styles(roots: Sequence[etree._Element]) -> Styles:
    """The styles in styles.xml and content.xml; the latter's stand on the former's."""
    styles = Styles()
    found: dict[tuple[str, str], etree._Element] = {}
    for root in roots:
        for style in root.iter(f"{STYLE}style"):
            key = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
            found[key] = style
        for listed in root.iter(f"{TEXT}list-style"):
            styles.lists[listed.get(f"{STYLE}name", "")] = _levels(listed)
    for key in found:
        styles.looks[key] = _look(key, found)
    return styles


def _look(key: tuple[str, str], found: dict[tuple[str, str], etree._Element]) -> Look:
    look, seen = Look(), set()
    at: tuple[str, str] | None = key
    while at in found and at not in seen:
        seen.add(at)
        style = found[at]
        text = style.find(f"{STYLE}text-properties")
        look = Look(
            bold=look.bold if look.bold is not None else _bold(text),
            size=look.size if look.size is not None else _size(text),
            hidden=look.hidden or _says(text, f"{TEXT}display", "none"),
            title=look.title or at[1] == "Title",
            listed=look.listed or style.get(f"{STYLE}list-style-name"),
        )
        parent = style.get(f"{STYLE}parent-style-name")
        at = None if parent is None else (key[0], parent)
    return look


def _says(element: etree._Element | None, name: str, wanted: str) -> bool:
    return element is not None and element.get(name) == wanted


def _bold(text: etree._Element | None) -> bool | None:
    weight = None if text is None else text.get(f"{FO}font-weight")
    return None if weight is None else weight in {"bold", "600", "700", "800", "900"}


def _size(text: etree._Element | None) -> float | None:
    size = None if text is None else _SIZE.fullmatch(text.get(f"{FO}font-size", ""))
    return None if size is None else float(size.group(1))


def _levels(listed: etree._Element) -> dict[int, ListLevel]:
    levels = {}
    for level in listed:
        number = level.get(f"{TEXT}level", "")
        if not number.isdecimal() or not isinstance(level.tag, str):
            continue
        if level.tag == f"{TEXT}list-level-style-bullet":
            sign = readable(level.get(f"{TEXT}bullet-char", "•")).strip() or "•"
            levels[int(number) - 1] = ListLevel(sign=sign)
        elif level.tag == f"{TEXT}list-level-style-number":
            levels[int(number) - 1] = ListLevel(
                form=_FORMS.get(level.get(f"{STYLE}num-format", ""), ""),
                before=level.get(f"{STYLE}num-prefix", ""),
                after=level.get(f"{STYLE}num-suffix", ""),
                start=_whole(level.get(f"{TEXT}start-value"), 1),
                shown=_whole(level.get(f"{TEXT}display-levels"), 1),
            )
    return levels


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
