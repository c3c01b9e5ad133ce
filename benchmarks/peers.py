"""The peers: what a user would write with the libraries there are, file for file."""

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import docx
import pandas as pd
from pdfminer.high_level import extract_pages
from rapidfuzz import fuzz
from tests.drawing.many import draw_many

from benchmarks.pdf import _prose as draw_prose
from benchmarks.pdf import _tables as draw_tables
from benchmarks.pdf import _text as plumber_text
from benchmarks.pdf import _whole as plumber_tables
from benchmarks.pdf import ours as our_pdf
from plan_ingest.exports.gap_matrix.book import render
from plan_ingest.model.coverage import Report
from plan_ingest.model.source import Source
from plan_ingest.pipeline.reported import report_of
from plan_ingest.pipeline.suggest import suggest
from plan_ingest.readers import read
from plan_ingest.settings import Matching, Reading, Settings
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.records import read_items

FRAMEWORK = Path(__file__).parents[1] / "mappings/hmic_da_2014"
Work = Callable[[], int]
Contest = tuple[str, str, list[tuple[str, Work]]]


def contests(folder: Path, quick: bool) -> Iterator[Contest]:
    """Each contest: its title, what is counted, and who does it, ours first."""
    pages = 8 if quick else 30
    tables = draw_tables(folder / "tables.pdf", pages)
    prose = draw_prose(folder / "prose.pdf", pages)
    yield (
        "PDF, ruled tables: words, tables, blocks",
        "page",
        [
            ("plan_ingest, all of it", partial(our_pdf, tables)),
            (
                "pdfplumber, extract_tables and extract_text",
                partial(plumber_tables, tables),
            ),
            ("pdfminer.six, layout alone", partial(pdfminer_layout, tables)),
        ],
    )
    yield (
        "PDF, prose",
        "page",
        [
            ("plan_ingest, all of it", partial(our_pdf, prose)),
            ("pdfplumber, extract_text", partial(plumber_text, prose)),
            ("pdfminer.six, layout alone", partial(pdfminer_layout, prose)),
        ],
    )
    drawn = draw_many(folder / "raw", 40 if quick else 200)
    words = [path for path in drawn if path.suffix == ".docx"]
    yield (
        "Word files: the whole body; python-docx alone has its paragraphs and tables",
        "file",
        [
            ("plan_ingest", partial(our_words, words)),
            ("python-docx, paragraphs and tables", partial(docx_words, words)),
        ],
    )
    items = folder / "items.jsonl"
    _written_items(items, 200 if quick else 2000)
    yield (
        "Items onto the 90 requirements, reasons and confidence with ours",
        "item",
        [
            ("plan_ingest, suggest", partial(our_suggestions, items)),
            ("rapidfuzz, a loop of token_set_ratio", partial(fuzzy_loop, items)),
        ],
    )
    yield (
        "Workbook: ours with all its sheets and links; pandas with the bare evidence",
        "item",
        [
            ("plan_ingest, gap-matrix.xlsx", partial(our_workbook, items)),
            ("pandas and openpyxl, three tables", partial(pandas_workbook, items)),
        ],
    )


def pdfminer_layout(path: Path) -> int:
    """What pdfminer.six takes for the layout of each page."""
    return sum(1 for _ in extract_pages(str(path)))


def our_words(paths: list[Path]) -> int:
    """Word files read whole by our reader."""
    for path in paths:
        read(_source(path), path, Reading())
    return len(paths)


def docx_words(paths: list[Path]) -> int:
    """Word files through python-docx's paragraphs and tables."""
    for path in paths:
        document = docx.Document(str(path))
        texts = [paragraph.text for paragraph in document.paragraphs]
        for table in document.tables:
            texts += [cell.text for row in table.rows for cell in row.cells]
    return len(paths)


def our_suggestions(path: Path) -> int:
    """Items with ranked, explained suggestions."""
    framework = read_framework(FRAMEWORK)
    return sum(1 for _ in suggest(read_items(path), framework, Matching()))


def fuzzy_loop(path: Path) -> int:
    """The nearest requirement of each item by rapidfuzz, as a user would write it."""
    framework = read_framework(FRAMEWORK)
    asked = [
        f"{node.title} {node.description}".lower()
        for node in framework.at(framework.levels[-1])
    ]
    best = []
    for item in read_items(path):
        scores = [fuzz.token_set_ratio(item.text.lower(), words) for words in asked]
        best.append(max(range(len(asked)), key=scores.__getitem__))
    return len(best)


def our_workbook(path: Path) -> int:
    """The working workbook of a comparison."""
    report = _report(path)
    render(report)
    return len(report.items)


def pandas_workbook(path: Path) -> int:
    """Items, links and a matrix through pandas and openpyxl."""
    report = _report(path)
    target = path.with_suffix(".xlsx")
    rows = [
        {"id": one.item_id, "plan": one.source_id, "text": one.text, "lead": one.lead}
        for one in report.items
    ]
    links = [
        {"item": one.item_id, "node": one.node_id, "confidence": one.confidence}
        for one in report.links
    ]
    cells = pd.DataFrame(
        {"plan": cell.source_id, "node": cell.node_id, "level": cell.level}
        for cell in report.coverage.cells
    )
    with pd.ExcelWriter(target, engine="openpyxl") as book:
        pd.DataFrame(rows).to_excel(book, sheet_name="Items", index=False)
        pd.DataFrame(links).to_excel(book, sheet_name="Evidence", index=False)
        wide = cells.pivot(index="node", columns="plan", values="level")
        wide.to_excel(book, sheet_name="Matrix")
    return len(report.items)


@cache
def _report(path: Path) -> Report:
    framework = read_framework(FRAMEWORK)
    items = list(read_items(path))
    offered = list(suggest(items, framework, Matching()))
    return report_of(items, None, framework, offered, (), Settings())


def _source(path: Path) -> Source:
    return Source(path.stem, path.name, "", "")


def _written_items(path: Path, count: int) -> None:
    """Items made of the framework's exemplars, twenty a plan."""
    framework = read_framework(FRAMEWORK)
    said = [one.text for one in framework.exemplars]
    step = max(1, len(said) // count)
    lines = []
    for number, text in enumerate(said[::step][:count]):
        plan = f"force-{number % 43:02}/plan-{number // 20:04}"
        row = {
            "item_id": f"{number:020}",
            "source_id": plan,
            "text": f"{text} ({number})",
        }
        lines.append(json.dumps(row))
    path.write_text("\n".join(lines) + "\n", "utf-8")
