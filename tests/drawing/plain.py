"""Plans as plain text with tab-separated cells, and as Markdown."""

from collections.abc import Iterable
from pathlib import Path

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Grid, Plan


def tab_text(plan: Plan, path: Path) -> None:
    """Tables as tab-separated lines with HTML in the cells; cut rows go on below."""
    lines = [plan.title, ""]
    for heading, paragraphs in plan.intro:
        lines += [heading, ""]
        for text in paragraphs:
            lines += [text, ""]
    for heading, title, text in plan.aims:
        lines += [f"# {heading}", "", f"## {title}", "", f"**Aim:** {text}", ""]
    lines += _side(plan.capabilities)
    names = list(plans.header(plan))
    words = "\t".join(plans.header(plan).values())
    for section in plan.sections:
        lines += [section.path[-1] + "\t" * (len(names) - 1), words]
        for entry in section.entries:
            lines += _entry(entry, names)
        lines += [""]
    lines += _side(plan.glossary)
    path.write_text("\n".join(lines), encoding="utf-8")


def markdown(plan: Plan, path: Path) -> None:
    """A heading a section and a pipe table of its items."""
    lines = [f"# {plan.title}", ""]
    for heading, paragraphs in plan.intro:
        lines += [f"## {heading}", "", *paragraphs, ""]
    for heading, title, text in plan.aims:
        lines += [f"## {heading}", "", f"### {title}", "", f"**Aim:** {text}", ""]
    words = plans.header(plan)
    for section in plan.sections:
        lines += [f"## {section.path[-1]}", ""]
        lines += [_piped(words.values()), _piped("---" for _ in words)]
        for entry in section.entries:
            lines.append(_piped(_marked(entry, name) for name in words))
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def bulleted(plan: Plan, path: Path) -> None:
    """Pillars and their bullets in Markdown."""
    lines = [f"# {plan.title}", ""]
    for section in plan.sections:
        letter = f"{section.letter} - " if section.letter else ""
        lines += [f"## {letter}{section.path[-1]}", ""]
        if section.includes:
            lines += ["This includes:", ""]
            lines += [*(f"- {text}" for text in section.includes), ""]
        if section.letter:
            lines += ["Objectives:", ""]
        lines += [*(f"- {entry.text}" for entry in section.entries), ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def _side(grid: Grid | None) -> list[str]:
    if not grid:
        return []
    rows = ["\t".join(_fragment(cell) for cell in row) for row in grid.rows]
    return ["\t".join(grid.header), *rows, ""]


def _entry(entry: Entry, names: list[str]) -> list[str]:
    """An entry's line; one that is cut leaves half its response for the next page."""
    cells = {name: getattr(entry, name) for name in names}
    lines = list(entry.response)
    if not entry.cut:
        cells["response"] = _response(lines)
        return ["\t".join(cells.values())]
    before, after = _halves(lines)
    rest = {name: _response(after) if name == "response" else "" for name in names}
    cells["response"] = _response(before)
    return ["\t".join(cells.values()), "", "\t".join(rest.values()), _dashes(names)]


def _halves(lines: list[str]) -> tuple[list[str], list[str]]:
    """Response lines cut by the end of a page: between bullets, or in a sentence."""
    if len(lines) > 1:
        return lines[: len(lines) // 2], lines[len(lines) // 2 :]
    words = lines[0].split()
    middle = len(words) // 2
    while words[middle - 1].endswith("."):
        middle += 1
    return [" ".join(words[:middle])], [" ".join(words[middle:])]


def _response(lines: list[str]) -> str:
    if len(lines) < 2:
        return "".join(lines)
    found, listed = [], False
    for line in lines:
        bullet = line.startswith("• ")
        if bullet and not listed:
            found.append('<ul style="list-style-type: none">')
        if listed and not bullet:
            found.append("</ul>")
        listed = bullet
        found.append(line if bullet else f"<p>{line}</p>")
    return " ".join([*found, *(["</ul>"] if listed else [])])


def _fragment(cell: str) -> str:
    lines = cell.split("\n")
    return lines[0] if len(lines) == 1 else _response(lines)


def _dashes(names: list[str]) -> str:
    return "\t".join("--" for _ in names)


def _piped(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _marked(entry: Entry, name: str) -> str:
    if name == "response":
        return "<br>".join(plans.plain(line) for line in entry.response)
    return str(getattr(entry, name)).replace("|", "\\|")
