"""`plan-ingest inspect`: what the reader saw in one file."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import OUT_FOLDER, project_here
from plan_ingest.model.document import Block, Bullet, Cell, Document, Heading, Table

if TYPE_CHECKING:
    from plan_ingest.extract.accounts import Ledger


@verb("plan-ingest inspect plan.pdf --json > plan.json")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--draw",
    metavar="DIR",
    type=OUT_FOLDER,
    help="Draw blocks, tables, cells and items over a PDF's pages, a PNG a page.",
)
def inspect(console: Console, file: Path, draw: Path | None) -> None:
    """Show what the reader saw in FILE: its pages, blocks, tables and their places."""
    from plan_ingest.pipeline.inspect import look
    from plan_ingest.settings import Settings

    project = project_here(console)
    settings = project.settings if project else Settings()
    seen = look(file, settings.reading, project.mappings if project else None)
    found = as_json(seen.document) | {"accounts": _accounts(seen.ledger)}
    console.give(found, [*_outline(seen.document), *_told(seen.ledger)])
    if draw is not None:
        from plan_ingest.exports.drawing import draw as draw_pages

        for picture in draw_pages(seen.document, seen.items, file, draw):
            console.say(f"drawn: {picture}")


def as_json(document: Document) -> dict[str, Any]:
    """The document as `inspect --json` gives it."""
    source = document.source
    return {
        "file": source.file,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "flags": list(document.flags),
        "characters": document.characters,
        "pages": [
            {
                "number": page.number,
                "width": page.width,
                "height": page.height,
                "characters": page.characters,
                "reason": page.reason,
            }
            for page in document.pages
        ],
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    where = block.anchor
    found: dict[str, Any] = {
        "kind": block.kind,
        "page": where.page,
        "page_end": where.page_end,
        "bbox": where.bbox,
    }
    if isinstance(block, Table):
        first = [where.page] if where.page is not None else []
        cells = sorted(block.cells, key=lambda cell: (cell.row, cell.col))
        return found | {
            "pages": list(block.pages) or first,
            "title": block.title,
            "rows": block.rows,
            "cols": block.cols,
            "header_rows": block.header_rows,
            "flags": list(block.flags),
            "cells": [_cell(cell) for cell in cells],
        }
    if isinstance(block, Heading):
        found["level"] = block.level
    if isinstance(block, Bullet):
        found |= {"level": block.level, "marker": block.marker}
    return found | {"text": block.text}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "row": cell.row,
        "col": cell.col,
        "row_end": cell.row_end,
        "col_end": cell.col_end,
        "text": cell.text,
        "page": cell.page,
        "bbox": cell.bbox,
        "flags": list(cell.flags),
    }


def _accounts(ledger: "Ledger") -> list[dict[str, Any]]:
    return [asdict(account) for account in (*ledger.pages, ledger.whole)]


def _told(ledger: "Ledger") -> list[str]:
    lines = []
    for account in (*ledger.pages, ledger.whole):
        where = f"p.{account.page}" if account.page else "in all"
        shares = asdict(account)
        del shares["page"]
        told = ", ".join(f"{count} {share}" for share, count in shares.items())
        lines.append(f"characters {where}: {told}")
    return lines


def _outline(document: Document) -> list[str]:
    lines = [f"{document.source.file}: {document.source.media_type}"]
    for block in document.blocks:
        page = f"p.{block.anchor.page} " if block.anchor.page else ""
        if isinstance(block, Table):
            lines.append(f"{page}table, {block.rows} rows, {block.cols} columns")
            lines += [
                f"  [{cell.row},{cell.col}] {cell.text}"
                for cell in sorted(block.cells, key=lambda one: (one.row, one.col))
            ]
        else:
            lines.append(f"{page}{block.kind}: {block.text}")
    unread = [page for page in document.pages if page.reason]
    return lines + [f"p.{page.number} not read: {page.reason}" for page in unread]
