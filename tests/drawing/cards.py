"""Plans as web pages of cards: a box an action, its labels and values set in it."""

from html import escape
from pathlib import Path
from typing import Any

from tests.drawing import plan as plans
from tests.drawing import web
from tests.drawing.plan import Entry, Plan


def draw(plan: Plan, path: Path, css: str, form: str) -> None:
    """A card for each action; `form` is "rows", "grid", "lines" or "stacked"."""
    body = web.opening(plan)
    words = plans.header(plan)
    for section in plan.sections:
        body.append(f"<h2>{escape(section.path[-1])}</h2>")
        for entry in section.entries:
            inside = _inside(entry, words, form)
            body.append(f'<div class="card {form}">{inside}</div>')
    web.page(plan, path, css, body)


def paired(plan: Plan, path: Path, css: str) -> None:
    """Two columns: number, objective and theme in one cell, the answer beside it."""
    rows = []
    for section in plan.sections:
        for entry in section.entries:
            rows.append((entry, section.path[-1]))
    body = "".join(
        f"<tr><td><p>{number} {escape(entry.text)}</p><p>({escape(theme)})</p></td>"
        f"<td>{web.said_in(entry, 'response')}</td></tr>"
        for number, (entry, theme) in enumerate(rows, 1)
    )
    head = "<tr><th>Comment</th><th>Response</th></tr>"
    table = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    web.page(plan, path, css, [*web.opening(plan), table])


def _inside(entry: Entry, words: dict[str, str], form: str) -> str:
    told = [(escape(word), web.said_in(entry, name)) for name, word in words.items()]
    if form == "rows":
        rows = "".join(f"<tr><th>{a}</th><td>{b}</td></tr>" for a, b in told)
        return f"<table>{rows}</table>"
    if form == "lines":
        return "".join(f"<div><b>{a}:</b> {b}</div>" for a, b in told if b)
    pairs = "".join(f"<dt>{a}</dt><dd>{b or '&nbsp;'}</dd>" for a, b in told)
    return f"<dl>{pairs}</dl>"


def in_pairs(plan: Plan) -> list[dict[str, Any]]:
    """The items as the two columns say them: numbered, each under its theme."""
    rows = [
        row for row in plans.expected(plan) if row["kind"] != "aim" or not plan.aims
    ]
    themes = [section.path[-1] for section in plan.sections for _ in section.entries]
    aims = [row for row in plans.expected(plan) if row not in rows]
    told = [
        {**row, "ref": str(number), "heading_path": [theme], "target": "", "lead": ""}
        for number, (row, theme) in enumerate(zip(rows, themes, strict=True), 1)
    ]
    return [*aims, *told]
