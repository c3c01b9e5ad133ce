"""A committee report as PDF: bold lines, prose, and bullets under workstreams."""

from pathlib import Path
from typing import Any

from tests.drawing.plan import Plan
from tests.drawing.setter import Paper, Press


def draw(plan: Plan, path: Path, paper: Paper) -> None:
    """Prints the report's blocks in order."""
    press = Press(path, paper, plan.title)
    for block in plan.report:
        kind = block["kind"]
        if kind in ("heading", "subheading"):
            press.heading(block["text"], 13 if kind == "heading" else 11)
        else:
            bullet = "•" if kind == "bullet" else ""
            press.paragraph(said(block), bullet, bold=kind == "bold")
    press.save()


def said(block: dict[str, Any]) -> str:
    """A block's words: sentences run on, a workstream's lead in brackets."""
    if block["kind"] == "prose":
        return " ".join(
            " ".join(filter(None, (part["text"], part.get("tail"))))
            for part in block["sentences"]
        )
    lead = f" ({block['lead']})" if block.get("lead") else ""
    return str(block["text"]) + lead
