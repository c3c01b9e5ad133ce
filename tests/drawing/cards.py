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


FRAMES = """
@page { size: A4 portrait; margin: 14mm; } body { font: 9.5pt sans-serif; }
.abreast { display: flex; flex-wrap: wrap; gap: 8px; }
.abreast .frame { box-sizing: border-box; width: 48.5%; padding: 6px; }
.frame { border: 1px solid #777; break-inside: avoid; } .no { font-size: 12pt; }
.barred .frame { border-radius: 6px; margin-bottom: 10px; overflow: hidden; }
.bar { background: #1f4e79; color: #fff; padding: 3px 8px; font-weight: bold; }
.words, .pair, .full { padding: 4px 8px; } .words { font-weight: bold; }
.pair { display: grid; grid-template-columns: 1fr 1fr; }
.label { font-size: 6.5pt; font-weight: bold; color: #1f4e79; display: block;
  text-transform: uppercase; }
table { border-collapse: collapse; width: 100%; }
td { border: 1px solid #555; padding: 4px; vertical-align: top; }
p, ul { margin: 0 0 3px; }
"""


def framed(plan: Plan, path: Path, css: str, form: str) -> None:
    """A frame or block for each action, under one heading a section.

    `form` is "abreast": two beside each other, lines of labels; "barred": a bar, labels
    above their values; or "blocks": rows of one table, the labels in the cells.
    """
    body, words = web.opening(plan), plans.header(plan)
    draw = {"abreast": _lined, "barred": _barred, "blocks": _rows}[form]
    for section in plan.sections:
        inside = "".join(draw(entry, words) for entry in section.entries)
        inside = f"<table>{inside}</table>" if form == "blocks" else inside
        body.append(f"<h2>{escape(section.path[-1])}</h2>")
        body.append(f'<div class="{form}">{inside}</div>')
    web.page(plan, path, css, body)


def _said(entry: Entry, words: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Label and value of each field that is printed for an entry."""
    told = {
        name: (escape(word), web.said_in(entry, name)) for name, word in words.items()
    }
    return {name: pair for name, pair in told.items() if pair[1]}


def _lined(entry: Entry, words: dict[str, str]) -> str:
    told = _said(entry, words)
    fields = (told[name] for name in told if name not in ("ref", "text"))
    lines = "".join(f"<div><b>{word}:</b> {value}</div>" for word, value in fields)
    no = f'<b class="no">{escape(entry.ref)}</b>'
    return f'<div class="frame">{no}<p>{escape(entry.text)}</p>{lines}</div>'


def _barred(entry: Entry, words: dict[str, str]) -> str:
    told = _said(entry, words)

    def field(name: str) -> str:
        word, value = told[name]
        return f'<div><span class="label">{word}</span>{value}</div>'

    pair = "".join(field(name) for name in ("lead", "target") if name in told)
    full = field("response") if "response" in told else ""
    return (
        f'<div class="frame"><div class="bar">Action {escape(entry.ref)}</div>'
        f'<div class="words">{escape(entry.text)}</div>'
        f'<div class="pair">{pair}</div><div class="full">{full}</div></div>'
    )


def _rows(entry: Entry, words: dict[str, str]) -> str:
    told = _said(entry, words)

    def field(name: str) -> str:
        return f"{told[name][0]}: {told[name][1]}" if name in told else ""

    below = f"<td></td><td>{field('lead')}</td><td>{field('target')}</td>"
    last = field("response")
    no, asked = escape(entry.ref), escape(entry.text)
    return f'<tr><td>{no}</td><td colspan="2">{asked}</td></tr><tr>{below}</tr>' + (
        f'<tr><td></td><td colspan="2">{last}</td></tr>' if last else ""
    )


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
