"""Tables: the ICDAR 2013 score, and cells alike with pdfplumber's on ruled tables.

usage: python benchmarks/tables.py [ICDAR_FOLDER] [--score score_tables.py]
       (default: ../shared beside the checkout)
"""

import argparse
import importlib.util
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pdfplumber

from plan_ingest.model.document import Table
from plan_ingest.model.source import Source
from plan_ingest.readers import pdf
from plan_ingest.settings import Reading

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / "../shared"


def tables_of(path: Path) -> list[Table]:
    """The tables of a PDF as its reader gives them, joined over pages."""
    source = Source(path.stem, path.name, "0" * 64, "application/pdf")
    document = pdf.read(source, path, Reading())
    return [block for block in document.blocks if isinstance(block, Table)]


def inspected(tables: list[Table]) -> dict[str, Any]:
    """The tables in the form `plan-ingest inspect --json` prints."""
    return {
        "tables": [
            {
                "pages": list(table.pages),
                "cells": [
                    (c.row, c.col, c.row_end, c.col_end, c.text) for c in table.cells
                ],
            }
            for table in tables
        ]
    }


def scorer(path: Path) -> ModuleType:
    """The competition's measure, from the file that holds it."""
    spec = importlib.util.spec_from_file_location("score_tables", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plumber_tables(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The filled cells of each table that pdfplumber finds by rules.

    Frames and charts are left out: a table has two rows and two columns at least,
    and words in half of its cells.
    """
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for found in page.extract_tables():
                cells = [plain(cell or "") for row in found for cell in row]
                full = [cell for cell in cells if cell]
                if len(found) < 2 or len(found[0]) < 2 or 2 * len(full) < len(cells):
                    continue
                yield page.page_number, full


def plain(text: str) -> str:
    """Text without white space, line-end hyphens and bullets: for comparison.

    pdfplumber prints the number of a bullet that its font gives no character.
    """
    return re.sub(r"[\s\u00ad\u0002•▪\uf0b7-]|\(cid:\d+\)", "", text)


def alike(path: Path, tables: list[Table], right: set[str]) -> tuple[int, ...]:
    """How many of pdfplumber's cells stand in our tables too, and how many it has.

    The second pair counts those cells alone that the reference confirms: pdfplumber
    cuts wrapped lines at hair rules, and leaves rows without rules between them whole.
    """
    ours: Counter[str] = Counter()
    for table in tables:
        for cell in table.cells:
            said = "".join((p.bullet or "") + p.text for p in cell.parts)
            ours[plain(said)] += 1
    same = count = same_right = count_right = 0
    for _, cells in plumber_tables(path):
        for cell in cells:
            found = ours[cell] > 0
            ours[cell] -= found
            same, count = same + found, count + 1
            if cell in right:
                same_right, count_right = same_right + found, count_right + 1
    return same, count, same_right, count_right


def reference(score: ModuleType, path: Path) -> set[str]:
    """The texts of the cells in the reference of a document."""
    tables = score.load_gt(str(path)[:-4] + "-str.xml")
    return {plain(cell[4]) for table in tables for cell in table["cells"]}


def main() -> None:
    """Print the score, the share of like cells and the ratio of CPU time."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("icdar", nargs="?", type=Path, default=SHARED / "icdar2013")
    asked.add_argument("--score", type=Path, default=SHARED / "tools/score_tables.py")
    given = asked.parse_args()
    files = sorted(given.icdar.glob("*/*.pdf"))
    found, ours = {}, 0.0
    for path in files:
        start = time.process_time()
        found[path] = tables_of(path)
        ours += time.process_time() - start
    score = scorer(given.score)
    measured = score.evaluate(
        {path.stem: inspected(tables) for path, tables in found.items()},
        str(given.icdar),
    )
    start = time.process_time()
    ruled = [
        alike(path, tables, reference(score, path)) for path, tables in found.items()
    ]
    theirs = time.process_time() - start
    same, count, same_right, count_right = map(sum, zip(*ruled, strict=True))
    print(
        json.dumps(
            {
                "documents": len(files),
                "macro_p_r_f": [round(part, 4) for part in measured["macro"]],
                "micro_p_r_f": [round(part, 4) for part in measured["micro"]],
                "ruled_cells_alike": round(same / max(count, 1), 4),
                "ruled_cells": count,
                "ruled_cells_right_alike": round(same_right / max(count_right, 1), 4),
                "ruled_cells_right": count_right,
                "cpu_to_pdfplumber_tables": round(ours / max(theirs, 0.01), 3),
            }
        )
    )


if __name__ == "__main__":
    main()
