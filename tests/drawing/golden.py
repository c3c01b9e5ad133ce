"""What was read, as lines to be kept beside a file and looked at by a person."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from plan_ingest.model.plan import PlanItem


def golden(path: Path) -> Path:
    """Where a file's expected items stand: beside it, under its whole name."""
    return path.with_name(f"{path.name}.expected.json")


def as_rows(items: Sequence[PlanItem]) -> list[dict[str, Any]]:
    """The items as rows of a golden file: what a person can check on the page.

    The plan's own title above the headings is left out: some formats mark it as a
    heading and some do not.
    """
    numbers = {item.item_id: item.item_no for item in items}
    return [_row(item, numbers) for item in items]


def write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Writes the golden file of `path`."""
    words = json.dumps(rows, ensure_ascii=False, indent=1)
    golden(path).write_text(words + "\n", encoding="utf-8")


def _row(item: PlanItem, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "ref": item.ref,
        "kind": item.kind,
        "text": item.text,
        "headings": [text for text in item.headings if text != item.plan_title],
        "response": list(item.response),
        "evidence_from": numbers.get(item.evidence_from or ""),
        "target": item.target,
        "lead": item.lead,
        "page": item.source.page,
        "page_end": item.source.page_end,
        "flags": list(item.flags),
    }
