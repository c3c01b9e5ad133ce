"""A plan as two columns: what is asked, numbered and with its theme, and the answer."""

from pathlib import Path
from typing import Any

from tests.drawing import plan as plans
from tests.drawing.plan import Plan
from tests.drawing.setter import Paper, Press
from tests.drawing.tables import Grid, Look, Row

SHARE = 0.36
"""Of the width: the first column."""


def draw(plan: Plan, path: Path, paper: Paper, look: Look) -> None:
    """Prints the plan's items as rows of long cells."""
    press = Press(path, paper, plan.title)
    press.heading(plan.title, 18)
    rows = []
    for row in wanted(plan):
        asked = (f"{row['ref']} {row['text']}", f"({row['heading_path'][0]})")
        answer = row["response"].split("\n")
        cells = (asked, answer)
        rows.append(Row(tuple(tuple(("", said) for said in cell) for cell in cells)))
    head = Row(((("", "Comment"),), (("", "Response"),)), bold=True)
    widths = [press.width * SHARE, press.width * (1 - SHARE)]
    Grid(press, look, widths, head).draw(rows)
    press.save()


def wanted(plan: Plan) -> list[dict[str, Any]]:
    """The items as such a table says them: numbered, each under its theme."""
    answers = [
        "\n".join(plans.plain(line) for line in entry.response)
        for entry in plan.entries
    ]
    told = [
        (section.path[-1], entry)
        for section in plan.sections
        for entry in section.entries
    ]
    rows = []
    for number, (theme, entry) in enumerate(told, 1):
        # Long answers: each row carries the answers of the three rows from it on.
        answer = "\n".join(filter(None, answers[number - 1 : number + 2]))
        rows.append(
            {
                "ref": str(number),
                "text": entry.text,
                "heading_path": [theme],
                "response": answer or "Nothing yet.",
                "target": "",
                "lead": "",
                "flags": {},
            }
        )
    return rows
