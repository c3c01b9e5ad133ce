"""A document that was read, set again as a web page: the same words in a new look."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from plan_ingest.model.document import (
    Block,
    Bullet,
    Document,
    Furniture,
    Heading,
    Part,
    Table,
)
from plan_ingest.model.plan import PlanItem


def draw(document: Document, path: Path, css: str) -> None:
    """Writes headings, paragraphs, lists and tables as HTML."""
    body = [part for block in _grouped(document.blocks) for part in block]
    path.write_text(
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(path.stem)}</title><style>{css}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n",
        encoding="utf-8",
    )


def _grouped(blocks: Sequence[Block]) -> Iterator[list[str]]:
    shown = [block for block in blocks if not isinstance(block, Furniture)]
    for listed, group in groupby(shown, key=lambda block: isinstance(block, Bullet)):
        said = [_block(block) for block in group]
        yield ["<ul>", *said, "</ul>"] if listed else said


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Heading):
        tag = f"h{min(block.level, 3)}"
        words = f"{block.marker} {block.text}" if block.marker else block.text
        return f"<{tag}>{escape(words)}</{tag}>"
    if isinstance(block, Bullet):
        return _bullet(block)
    words = escape(block.text)
    return (
        f"<p><b>{words}</b></p>" if getattr(block, "bold", False) else f"<p>{words}</p>"
    )


def _bullet(block: Bullet) -> str:
    """An entry with its own number, or with the disc of the list."""
    inset = f"margin-left: {1.5 * block.level}em"
    if block.marker[:1].isalnum():
        words = f"{block.marker} {block.text}"
        return f'<li style="{inset}; list-style: none">{escape(words)}</li>'
    return f'<li style="{inset}">{escape(block.text)}</li>'


def _table(table: Table) -> str:
    rows = []
    for row in range(table.rows):
        cells = [cell for cell in table.cells if cell.row == row]
        tag = "th" if row == 0 else "td"
        rows.append(
            "<tr>"
            + "".join(
                f'<{tag} colspan="{cell.col_end - cell.col + 1}"'
                f' rowspan="{cell.row_end - row + 1}">{_parts(cell.parts)}</{tag}>'
                for cell in cells
            )
            + "</tr>"
        )
    return (
        f"<table><thead>{rows[0]}</thead><tbody>"
        + "\n".join(rows[1:])
        + "</tbody></table>"
    )


def _parts(parts: Sequence[Part]) -> str:
    said = []
    for listed, group in groupby(parts, key=lambda part: bool(part.bullet)):
        tag = "li" if listed else "p"
        inner = "".join(f"<{tag}>{_words(part)}</{tag}>" for part in group)
        said.append(f"<ul>{inner}</ul>" if listed else inner)
    return "".join(said)


def _words(part: Part) -> str:
    return f"<b>{escape(part.text)}</b>" if part.bold else escape(part.text)


def rows_of(items: Sequence[PlanItem]) -> list[dict[str, Any]]:
    """Items that were found, as rows of a reference."""
    return [
        {
            "ref": item.ref,
            "text": item.text,
            "heading_path": list(item.headings),
            "kind": item.kind,
            "response": "\n".join(item.response),
            "target": item.target,
            "lead": item.lead,
            "flags": {},
        }
        for item in items
    ]
