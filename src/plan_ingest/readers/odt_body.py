"""An OpenDocument body in order: drafts of paragraphs, entries of lists, tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from plan_ingest.model.document import Cell, Table
from plan_ingest.readers.drafts import PLACE, BodyPart, Draft, cell_parts, is_frame
from plan_ingest.readers.odt_styles import DRAW, OFFICE, TABLE, TEXT, Look, Styles

_UNSEEN = frozenset({
    f"{OFFICE}annotation", f"{OFFICE}annotation-end", f"{OFFICE}forms",
    f"{TEXT}tracked-changes", f"{TEXT}hidden-text", f"{TEXT}hidden-paragraph",
    f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
    f"{TEXT}ruby-text", f"{DRAW}image", f"{DRAW}glue-point",
    f"{DRAW}enhanced-geometry",
})  # fmt: skip
_INDEXES = frozenset({
    f"{TEXT}table-of-content", f"{TEXT}alphabetical-index", f"{TEXT}table-index",
    f"{TEXT}illustration-index", f"{TEXT}bibliography", f"{TEXT}user-index",
    f"{TEXT}object-index",
})  # fmt: skip
_PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST = 10
_WIDEST = 200
"""Columns no table has more of; a hostile number of repeats is cut to it."""


@dataclass(slots=True)
class Text:
    """One run through a text: its lists and notes count on."""

    styles: Styles
    counts: dict[str, list[int]] = field(default_factory=dict)
    notes: list[tuple[str, etree._Element]] = field(default_factory=list)


def body_parts(container: etree._Element, text: Text) -> list[BodyPart]:
    """What a body, a section, a cell, a text box or a note holds, in order."""
    parts: list[BodyPart] = []
    for child in container:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            continue
        if tag in _PARAGRAPHS:
            parts.extend(_paragraph(child, text))
        elif tag == f"{TEXT}list":
            parts.extend(_list(child, text, 0, None))
        elif tag == f"{TABLE}table":
            parts.extend(_table(child, text))
        elif tag in _INDEXES:
            parts.extend(_aside(body_parts(child, text)))
        else:
            parts.extend(body_parts(child, text))
    return parts


def plain_words(container: etree._Element, text: Text) -> str:
    """The words of a container's paragraphs, a line a paragraph."""
    parts = body_parts(container, text)
    return "\n".join(part.text for part in parts if isinstance(part, Draft))


def _aside(parts: list[BodyPart]) -> Iterator[Draft]:
    for part in parts:
        if isinstance(part, Draft):
            yield Draft(part.text, aside=True)


def _paragraph(
    element: etree._Element, text: Text, marker: tuple[str, int, bool] | None = None
) -> list[BodyPart]:
    look = text.styles.look("paragraph", element.get(f"{TEXT}style-name"))
    words: list[tuple[str, Look]] = []
    boxes: list[etree._Element] = []
    if not look.hidden:
        _gather(element, look, text, words, boxes)
    said = [style for part, style in words if part.strip()]
    found: list[BodyPart] = []
    if said:
        sign, level, numbered = marker or (None, 0, False)
        found.append(
            Draft(
                text="".join(part for part, _ in words),
                bold=all(style.bold for style in said),
                size=max((style.size for style in said if style.size), default=None),
                heading=_heading(element, look),
                marker=sign or None,
                level=level,
                numbered=numbered,
            )
        )
    for box in boxes:
        found.extend(body_parts(box, text))
    return found


def _heading(element: etree._Element, look: Look) -> int | None:
    if element.tag == f"{TEXT}h":
        return max(1, _whole(element.get(f"{TEXT}outline-level"), 1))
    return 1 if look.title else None


def _gather(
    element: etree._Element,
    look: Look,
    text: Text,
    words: list[tuple[str, Look]],
    boxes: list[etree._Element],
) -> None:
    """A paragraph's words, each with its look, and the boxes anchored in it."""
    words.append((element.text or "", look))
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSEEN:
            pass
        elif tag == f"{TEXT}s":
            words.append((" " * min(_whole(child.get(f"{TEXT}c"), 1), 100), look))
        elif tag == f"{TEXT}tab":
            words.append(("\t", look))
        elif tag == f"{TEXT}line-break":
            words.append(("\n", look))
        elif tag == f"{TEXT}note":
            words.append((_note(child, text), look))
        elif tag.startswith(DRAW) and tag != f"{DRAW}a":
            boxes.append(child)
        else:
            own = text.styles.look("text", child.get(f"{TEXT}style-name"))
            if not own.hidden:
                _gather(child, _over(look, own), text, words, boxes)
        words.append((child.tail or "", look))


def _over(look: Look, own: Look) -> Look:
    bold = look.bold if own.bold is None else own.bold
    return Look(bold=bold, size=own.size or look.size)


def _note(element: etree._Element, text: Text) -> str:
    """A note is called up: its number, raised."""
    body = element.find(f"{TEXT}note-body")
    number = str(len(text.notes) + 1).translate(_RAISED)
    if body is not None:
        text.notes.append((number, body))
    return number


def _list(
    element: etree._Element, text: Text, level: int, above: str | None
) -> Iterator[BodyPart]:
    name = element.get(f"{TEXT}style-name") or above or ""
    counts = text.counts.setdefault(name, [0] * (_DEEPEST + 1))
    level = min(level, _DEEPEST)
    goes_on = (
        element.get(f"{TEXT}continue-numbering") == "true"
        or element.get(f"{TEXT}continue-list") is not None
    )
    if not goes_on:
        counts[level] = text.styles.start(name, level) - 1
    for item in element:
        if item.tag == f"{TEXT}list-header":
            yield from body_parts(item, text)
        elif item.tag == f"{TEXT}list-item":
            yield from _list_item(item, text, level, name)


def _list_item(
    item: etree._Element, text: Text, level: int, name: str
) -> Iterator[BodyPart]:
    counts = text.counts[name]
    marked = False
    for child in item:
        if child.tag == f"{TEXT}list":
            yield from _list(child, text, level + 1, name)
        elif child.tag in _PARAGRAPHS and not marked:
            counts[level] = _whole(item.get(f"{TEXT}start-value"), counts[level] + 1)
            sign, numbered = text.styles.marker(name, level, counts)
            marked = True
            yield from _paragraph(child, text, (sign, level, numbered))
        elif child.tag in _PARAGRAPHS:
            yield from _paragraph(child, text)


def _table(element: etree._Element, text: Text) -> list[BodyPart]:
    rows = list(_rows(element))
    cells: list[Cell] = []
    contents: list[list[BodyPart]] = []
    for r, (row, _) in enumerate(rows):
        c = 0
        for cell in row.iterchildren(
            f"{TABLE}table-cell", f"{TABLE}covered-table-cell"
        ):
            repeats = _whole(cell.get(f"{TABLE}number-columns-repeated"), 1)
            content = [] if c > _WIDEST else body_parts(cell, text)
            if cell.tag == f"{TABLE}table-cell" and c <= _WIDEST:
                down = _whole(cell.get(f"{TABLE}number-rows-spanned"), 1)
                across = _whole(cell.get(f"{TABLE}number-columns-spanned"), 1)
                last = min(r + max(down, 1), len(rows)) - 1
                end = min(c + max(across, 1), c + _WIDEST) - 1
                parts = cell_parts(content)
                cells.append(Cell(r, c, last, end, parts, flags=_flags(row)))
                contents.append(content)
            c += max(repeats, 1)
    in_a_line = len(rows) == 1 or len({cell.col for cell in cells}) <= 1
    if is_frame(contents, in_a_line):
        return [part for content in contents for part in content]
    if not any(cell.parts for cell in cells):
        return []
    heads = sum(1 for _, head in rows if head)
    known = heads if 0 < heads < len(rows) else None
    return [Table(tuple(cells), PLACE, header_rows=known)]


def _rows(
    container: etree._Element, head: bool = False
) -> Iterator[tuple[etree._Element, bool]]:
    """The table's rows, each with whether it is one of the repeated header rows."""
    for child in container:
        if child.tag == f"{TABLE}table-row":
            yield child, head
        elif child.tag == f"{TABLE}table-header-rows":
            yield from _rows(child, True)
        elif child.tag in {f"{TABLE}table-rows", f"{TABLE}table-row-group"}:
            yield from _rows(child, head)


def _flags(row: etree._Element) -> tuple[str, ...]:
    shown = row.get(f"{TABLE}visibility", "visible")
    return () if shown == "visible" else ("hidden_row",)


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
