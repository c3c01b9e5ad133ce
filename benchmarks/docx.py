"""How much of Word files' visible text is kept, and in order: the shared scorer's word.

usage: python -m benchmarks.docx [FOLDER]     (default: ../shared)
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from plan_ingest.model.document import Document, Table
from plan_ingest.model.source import Source
from plan_ingest.readers import read
from plan_ingest.settings import Reading

SHARED = Path(__file__).parents[1] / "../shared"


def docx_scores(shared: Path, scratch: Path) -> Iterator[tuple[str, float, float]]:
    """For each shared Word file with words: its name, share kept, share in order."""
    for path in sorted((shared / "docx/sources").glob("*.docx")):
        source = Source(path.stem, path.name, "", "")
        seen = scratch / "inspect.json"
        seen.write_text(json.dumps(_inspected(read(source, path, Reading()))), "utf-8")
        tool = shared / "tools/score_docx.py"
        told = subprocess.run(
            [sys.executable, str(tool), str(path), str(seen)],
            capture_output=True,
            check=True,
            text=True,
        )
        score = json.loads(told.stdout)
        if score["words"]:
            yield path.name, score["kept"], score["order"]


def _inspected(document: Document) -> dict[str, object]:
    blocks: list[dict[str, object]] = []
    for block in document.blocks:
        if isinstance(block, Table):
            cells = [
                {"row": cell.row, "col": cell.col, "text": cell.text}
                for cell in block.cells
            ]
            blocks.append({"kind": "table", "cells": cells})
        else:
            blocks.append({"kind": block.kind, "text": block.text})
    return {"pages": [], "blocks": blocks}


def main() -> None:
    """Print a line a file, and the means."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    with TemporaryDirectory() as scratch:
        scores = list(docx_scores(shared.resolve(), Path(scratch)))
    for name, kept, order in scores:
        print(f"{kept:.4f} kept  {order:.4f} in order  {name}")
    kept = fmean(kept for _, kept, _ in scores)
    order = fmean(order for _, _, order in scores)
    print(f"{kept:.4f} kept  {order:.4f} in order  mean of {len(scores)}")


if __name__ == "__main__":
    main()
