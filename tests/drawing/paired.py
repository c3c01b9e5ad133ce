"""A plan as two columns: what is asked, numbered and with its theme, and the answer."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from tests.drawing import plan as plans
from tests.drawing import web
from tests.drawing.plan import Plan
from tests.drawing.setter import Paper, Press
from tests.drawing.tables import Grid, Look, Row

SHARE = 0.36
"""Of the width: the first column."""
_ALONE = 2
"""Rows before those whose number stands alone."""


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


def as_page(plan: Plan, path: Path, css: str) -> None:
    """The same as a web page, paragraphs without blanks between.

    From the third row on the number stands alone above its words, and the last row
    fell out of the table: its number, sentences, theme and answer are paragraphs.
    """
    rows, lost = [], ""
    told = wanted(plan)
    for at, row in enumerate(told):
        ref, text = row["ref"], escape(row["text"])
        lines = [f"{ref} {text}"] if at < _ALONE else [ref, text]
        asked = _said([*lines, f"({escape(row['heading_path'][0])})"])
        answer = _said(escape(line) for line in row["response"].split("\n"))
        if at < len(told) - 1:
            rows.append(f"<tr><td>{asked}</td><td>{answer}</td></tr>")
        else:
            lost = asked + answer
    head = "<thead><tr><th>Comment</th><th>Response</th></tr></thead>"
    table = f"<table>{head}<tbody>{''.join(rows)}</tbody></table>"
    web.page(plan, path, css, [_said([escape(plan.title)]), table, lost])


def _said(lines: Iterable[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


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
