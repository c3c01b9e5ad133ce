"""Plans as web pages: what a browser saves, and what it prints."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan, Section
from tests.drawing.reports import said

RULED = """
@page { size: A4 landscape; margin: 16mm; }
body { font: 10pt sans-serif; } h1 { font-size: 18pt; } h2 { font-size: 13pt; }
table { border-collapse: collapse; width: 100%; margin-bottom: 14pt; }
th, td { border: 1px solid #333; padding: 4px; vertical-align: top; text-align: left; }
th { background: #d9e2ec; } p, ul { margin: 0; }
"""
ZEBRA = """
@page { size: A4 portrait; margin: 18mm 14mm; }
body { font: 9.5pt serif; } h1 { font-size: 17pt; color: #244; }
h2 { font-size: 12.5pt; color: #244; }
table { border-collapse: collapse; width: 100%; margin-bottom: 14pt; }
th { background: #244; color: white; }
th, td { border: 0; padding: 5px; vertical-align: top; text-align: left; }
tbody tr:nth-child(even) { background: #eef2f6; } p, ul { margin: 0; }
"""
LINES = """
@page { size: A4 portrait; margin: 18mm 14mm; }
body { font: 9.5pt sans-serif; } h1 { font-size: 17pt; } h2 { font-size: 12.5pt; }
table { border-collapse: collapse; width: 100%; margin-bottom: 14pt; }
th, td { border: 0; border-bottom: 0.8px solid #555; padding: 5px;
  vertical-align: top; text-align: left; } p, ul { margin: 0; }
"""
SPACED = """
@page { size: A4 landscape; margin: 14mm; }
body { font: 9.5pt sans-serif; } h1 { font-size: 18pt; } h2 { font-size: 13pt; }
table { border-collapse: separate; border-spacing: 2px; width: 100%; }
th, td { border: 1px solid #777; padding: 4px; vertical-align: middle;
  text-align: justify; } th { background: #333; color: #fff; } p, ul { margin: 0; }
"""
CARDS = """
@page { size: A4 portrait; margin: 16mm; }
body { font: 10pt sans-serif; } h1 { font-size: 18pt; } h2 { font-size: 13pt; }
.card { border: 1px solid #888; border-radius: 6px; margin-bottom: 10px;
  padding: 6px; break-inside: avoid; }
th { text-align: left; width: 30mm; vertical-align: top; color: #555; }
td { vertical-align: top; } p, ul { margin: 0; }
"""
COLUMNS = """
@page { size: A4 portrait; margin: 18mm 14mm; }
body { font: 10pt sans-serif; } main { column-count: 2; column-gap: 10mm; }
h1 { font-size: 20pt; } h2 { font-size: 13pt; color: #1f4e79; }
"""


def tables(plan: Plan, path: Path, css: str = RULED) -> None:
    """A heading and a table for each section."""
    body = opening(plan)
    for section in plan.sections:
        body.append(f"<h2>{escape(section.path[-1])}</h2>")
        body.append(_table(plan, (section,), strands=False))
    page(plan, path, css, body)


def strands(plan: Plan, path: Path, css: str = RULED) -> None:
    """One table for the plan, strands and shared responses as row spans."""
    body = [*opening(plan), _table(plan, plan.sections, strands=True)]
    page(plan, path, css, body)


def bands(plan: Plan, path: Path, css: str = RULED) -> None:
    """One table for the plan, a band across it for each section."""
    words = plans.header(plan)
    head = "".join(f"<th>{escape(word)}</th>" for word in words.values())
    rows = []
    for section in plan.sections:
        name = escape(section.path[-1])
        rows.append(f'<tr><td colspan="{len(words)}"><b>{name}</b></td></tr>')
        for entry in section.entries:
            cells = "".join(f"<td>{said_in(entry, name)}</td>" for name in words)
            rows.append(f"<tr>{cells}</tr>")
    table = (
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
    page(plan, path, css, [*opening(plan), table])


def cards(plan: Plan, path: Path, css: str = CARDS) -> None:
    """A card for each action: its words large, labels and values below."""
    body = opening(plan)
    words = plans.header(plan)
    for section in plan.sections:
        body.append(f"<h2>{escape(section.path[-1])}</h2>")
        for entry in section.entries:
            rows = "".join(
                f"<tr><th>{escape(word)}</th><td>{said_in(entry, name)}</td></tr>"
                for name, word in words.items()
            )
            body.append(f'<div class="card"><table>{rows}</table></div>')
    page(plan, path, css, body)


def bulleted(plan: Plan, path: Path, css: str = COLUMNS) -> None:
    """Pillars and their bullets."""
    body = [f"<h1>{escape(plan.title)}</h1><main>"]
    for section in plan.sections:
        letter = f"{section.letter} - " if section.letter else ""
        body.append(f"<h2>{escape(letter + section.path[-1])}</h2>")
        if section.includes:
            body.append("<p><b>This includes:</b></p>" + _list(section.includes))
        if section.letter:
            body.append("<p><b>Objectives:</b></p>")
        body.append(_list(entry.text for entry in section.entries))
    page(plan, path, css, [*body, "</main>"])


def report(plan: Plan, path: Path, css: str = RULED) -> None:
    """A committee report."""
    body: list[str] = []
    tags = {"heading": "h1", "subheading": "h2", "bullet": "li", "bold": "b"}
    for block in plan.report:
        tag = tags.get(block["kind"], "p")
        words = f"<{tag}>{escape(said(block))}</{tag}>"
        if tag == "b":
            words = f"<p>{words}</p>"
        if tag == "li" and body and body[-1].endswith("</ul>"):
            body[-1] = body[-1].removesuffix("</ul>") + words + "</ul>"
        else:
            body.append(f"<ul>{words}</ul>" if tag == "li" else words)
    page(plan, path, css.replace("landscape", "portrait"), body)


def opening(plan: Plan) -> list[str]:
    """What stands above a plan's tables: title, introduction, aims."""
    body = [f"<h1>{escape(plan.title)}</h1>"]
    for heading, paragraphs in plan.intro:
        body.append(f"<h2>{escape(heading)}</h2>")
        body += [f"<p>{escape(text)}</p>" for text in paragraphs]
    for heading, title, text in plan.aims:
        body.append(f"<h2>{escape(heading)}</h2><h3>{escape(title)}</h3>")
        body.append(f"<p><b>Aim:</b> {escape(text)}</p>")
    if plan.table_heading:
        body.append(f"<h1>{escape(plan.table_heading)}</h1>")
    return body


def _table(plan: Plan, sections: tuple[Section, ...], strands: bool) -> str:
    words = plans.header(plan)
    named = (["Strand"] if strands else []) + list(words.values())
    head = "".join(f"<th>{escape(word)}</th>" for word in named)
    rows = []
    for section in sections:
        for index, entry in enumerate(section.entries):
            cells = _cells(section, index, entry, list(words), strands)
            rows.append(f"<tr>{cells}</tr>")
    body = "\n".join(rows)
    return f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>"


def _cells(
    section: Section, index: int, entry: Entry, names: list[str], strands: bool
) -> str:
    span = f' rowspan="{len(section.entries)}"'
    cells = []
    if strands and not index:
        cells.append(f"<td{span}><b>{escape(section.path[-1])}</b></td>")
    for name in names:
        shared = strands and section.shared and name == "response"
        if not shared:
            cells.append(f"<td>{said_in(entry, name)}</td>")
        elif not index:
            cells.append(f"<td{span}>{said_in(entry, name)}</td>")
    return "".join(cells)


def said_in(entry: Entry, name: str) -> str:
    """A field of an entry as HTML, bullets as a list."""
    if name != "response":
        return escape(str(getattr(entry, name)))
    if len(entry.response) == 1 and not entry.response[0].startswith("• "):
        return escape(plans.plain(entry.response[0]))
    found, listed = [], False
    for line in entry.response:
        bullet = line.startswith("• ")
        if bullet != listed:
            found.append("<ul>" if bullet else "</ul>")
            listed = bullet
        text = escape(plans.plain(line))
        found.append(f"<li>{text}</li>" if bullet else f"<p>{text}</p>")
    return "".join([*found, "</ul>" if listed else ""])


def _list(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>"


def page(plan: Plan, path: Path, css: str, body: list[str]) -> None:
    """Writes the page."""
    whole = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(plan.title)}</title><style>{css}</style></head>\n<body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )
    path.write_text(whole, encoding="utf-8")
