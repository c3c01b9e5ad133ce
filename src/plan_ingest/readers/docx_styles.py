"""Word's styles: for each, what it inherits along the chain of those it is based on."""

import re
from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.readers.docx_package import W
from plan_ingest.readers.numbering import value, whole

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"(?:toc|table of figures|index) ?[1-9]?")
_OFF = frozenset({"0", "false", "off", "none"})
_BODY_TEXT = 9
"""The outline level that says: no heading."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits; None where the whole chain is silent.

    `outline` is 0 for the outermost headings. `size` is in points.
    """

    id: str = ""
    name: str = ""
    outline: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    num_id: str | None = None
    num_level: int | None = None

    @property
    def heading(self) -> int | None:
        """The level of a heading style, 1 for the outermost; None for others."""
        if self.name == "title":
            return 1
        if found := _HEADING.fullmatch(self.name):
            return int(found.group(1))
        if self.outline is not None and self.outline < _BODY_TEXT:
            return self.outline + 1
        return None

    @property
    def contents(self) -> bool:
        """Whether its paragraphs are lines of a table of contents."""
        return bool(_CONTENTS.fullmatch(self.name))


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document; `plain` is that of paragraphs that name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    plain: Style = Style()

    def paragraph(self, style_id: str | None) -> Style:
        """A paragraph's style; the plain one for none or one that is missing."""
        return self.by_id.get(style_id or "", self.plain)

    def character(self, style_id: str | None) -> Style:
        """A run's style; an empty one for none or one that is missing."""
        return self.by_id.get(style_id or "", Style())

    def list_of(self, style_id: str) -> tuple[str | None, int | None]:
        """The (numId, ilvl) a style gives its paragraphs."""
        found = self.by_id.get(style_id, Style())
        return found.num_id, found.num_level


def read_styles(root: etree._Element | None) -> Styles:
    """The styles in a styles part; none where there is no part."""
    if root is None:
        return Styles()
    base = _look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    found = {style.get(f"{W}styleId", ""): style for style in root.findall(f"{W}style")}
    by_id = {key: _resolved(key, found, base) for key in found}
    plain = Style(bold=base[0], hidden=base[1], size=base[2])
    for key, style in found.items():
        is_plain = style.get(f"{W}type", "paragraph") == "paragraph"
        if is_plain and style.get(f"{W}default") in {"1", "true", "on"}:
            plain = by_id[key]
    return Styles(by_id, plain)


def switched(parent: etree._Element | None, name: str) -> bool | None:
    """A toggle such as w:b: on, off, or None where it is not said."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val") not in _OFF


def points(parent: etree._Element | None) -> float | None:
    """The size of type in points (w:sz counts half points)."""
    size = whole(value(parent, "sz"), 0)
    return size / 2 if size > 0 else None


_Look = tuple[bool | None, bool | None, float | None]


def _look(properties: etree._Element | None) -> _Look:
    return (
        switched(properties, "b"),
        switched(properties, "vanish"),
        points(properties),
    )


def _resolved(key: str, found: dict[str, etree._Element], base: _Look) -> Style:
    chain: list[etree._Element] = []
    at: str | None = key
    seen: set[str] = set()
    while at in found and at not in seen:
        seen.add(at)
        chain.append(found[at])
        at = value(found[at], "basedOn")
    kind = chain[0].get(f"{W}type", "paragraph")
    style = Style(id=key, name=(value(chain[0], "name") or "").strip().lower())
    looks = [_look(one.find(f"{W}rPr")) for one in chain]
    if kind == "paragraph":
        looks.append(base)
    outlines = [value(one.find(f"{W}pPr"), "outlineLvl") for one in chain]
    outline = next((text for text in outlines if text is not None), None)
    num_id, num_level = _listed(chain)
    return Style(
        id=style.id,
        name=style.name,
        outline=None if outline is None else whole(outline, _BODY_TEXT),
        bold=next((look[0] for look in looks if look[0] is not None), None),
        hidden=next((look[1] for look in looks if look[1] is not None), None),
        size=next((look[2] for look in looks if look[2] is not None), None),
        num_id=num_id,
        num_level=num_level,
    )


def _listed(chain: list[etree._Element]) -> tuple[str | None, int | None]:
    levels, ids = [], []
    for one in chain:
        listed = one.find(f"{W}pPr/{W}numPr")
        levels.append(value(listed, "ilvl"))
        ids.append(value(listed, "numId"))
    num_id = next((text for text in ids if text is not None), None)
    level = next((text for text in levels if text is not None), None)
    return num_id, None if level is None else whole(level, 0)
