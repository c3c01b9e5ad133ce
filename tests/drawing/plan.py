"""A plan as it is about to be drawn, and the items a careful reader finds in it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: its words, and what stands beside it.

    `response` is a line a paragraph; a line that opens with "• " is a bullet.
    `shared` marks the first entry of a strand whose response all its entries share.
    """

    text: str
    ref: str = ""
    kind: str = "action"
    response: tuple[str, ...] = ()
    target: str = ""
    lead: str = ""
    status: str = ""
    pair: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section, strand, theme or pillar: `path` is its headings, outermost first."""

    path: tuple[str, ...]
    entries: tuple[Entry, ...]
    shared: bool = False
    letter: str = ""
    includes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table that holds no items: a glossary, a list of capabilities."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is drawn, in order: words before, sections, words after."""

    name: str
    title: str
    sections: tuple[Section, ...]
    file: str = ""
    layout: str = ""
    force: str | None = None
    period: str | None = None
    document_date: str | None = None
    intro: tuple[tuple[str, tuple[str, ...]], ...] = ()
    capabilities: Grid | None = None
    glossary: Grid | None = None
    columns: tuple[tuple[str, str], ...] = ()
    aims: tuple[tuple[str, str, str], ...] = ()
    table_heading: str = ""
    report: tuple[dict[str, Any], ...] = field(default=())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order in which they are printed."""
        return tuple(entry for section in self.sections for entry in section.entries)

    def has(self, name: str) -> bool:
        """Whether any entry fills this field: a column nobody fills is not drawn."""
        return any(getattr(entry, name) for entry in self.entries)


HEADER = {
    "ref": "Ref.",
    "text": "Action",
    "response": "Response",
    "status": "Status",
    "target": "Target",
    "lead": "Lead",
}


def header(plan: Plan) -> dict[str, str]:
    """The plan's columns in order: field to the word printed above it."""
    words = dict(plan.columns) or HEADER
    return {name: word for name, word in words.items() if plan.has(name)}


def samples() -> tuple[Plan, ...]:
    """The sample plans, by name."""
    return tuple(load(path) for path in sorted(SAMPLES.glob("*.yaml")))


def load(path: Path) -> Plan:
    """One sample plan from its file of content."""
    return from_content(yaml.safe_load(path.read_text(encoding="utf-8")))


def from_content(found: dict[str, Any]) -> Plan:
    """A plan from its content as it stands in a file."""
    return Plan(
        name=found["name"],
        title=found["title"],
        file=found["file"],
        layout=found["layout"],
        force=found["force"],
        period=found.get("period"),
        document_date=found.get("document_date"),
        intro=tuple(
            (part["heading"], tuple(part["paragraphs"]))
            for part in found.get("intro", ())
        ),
        capabilities=_grid(found.get("capabilities")),
        glossary=_grid(found.get("glossary") or found.get("guide")),
        columns=tuple(found.get("columns", {}).items()),
        aims=tuple(
            (aim["heading"], aim["title"], aim["text"]) for aim in found.get("aims", ())
        ),
        table_heading=found.get("table_heading", ""),
        report=tuple(found.get("report", ())),
        sections=tuple(_section(part) for part in found.get("sections", ())),
    )


def unlettered(plan: Plan) -> Plan:
    """The plan with its pillars as plain sections of objectives, for a table."""
    sections = (replace(section, letter="", includes=()) for section in plan.sections)
    return replace(plan, sections=tuple(sections))


def shortened(plan: Plan, sections: int) -> Plan:
    """The first sections of a plan, for what is slow."""
    return replace(plan, sections=plan.sections[:sections], glossary=None)


def expected(plan: Plan) -> list[dict[str, Any]]:
    """The items of a plan, as rows of a reference file."""
    rows = [
        _row(plan, (head, title), Entry(text, kind="aim"))
        for head, title, text in plan.aims
    ]
    for section in plan.sections:
        rows += _section_rows(plan, section)
    rows += _report_rows(plan)
    return [{**row, "item_no": number} for number, row in enumerate(rows, 1)]


def write_expected(plan: Plan, path: Path) -> None:
    """Writes the items of a plan, one JSON line an item."""
    rows = expected(plan)
    lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")


def _grid(found: dict[str, Any] | None) -> Grid | None:
    if not found:
        return None
    rows = tuple(tuple(str(cell) for cell in row) for row in found["rows"])
    return Grid(tuple(found["header"]), rows)


def _section(found: dict[str, Any]) -> Section:
    letter = found.get("letter", "")
    return Section(
        path=(found["heading"],),
        entries=tuple(
            Entry(
                text=row["text"],
                ref=str(row.get("ref", "")),
                kind=row.get("kind", "objective" if letter else "action"),
                response=tuple(row.get("response", ())),
                target=str(row.get("target", "")),
                lead=row.get("lead", ""),
                status=row.get("status", ""),
                pair=row.get("pair", False),
                cut=row.get("split", False),
            )
            for row in found["items"]
        ),
        shared=found.get("shared", False),
        letter=letter,
        includes=tuple(found.get("includes", ())),
    )


def _section_rows(plan: Plan, section: Section) -> list[dict[str, Any]]:
    table = ((plan.table_heading,) if plan.table_heading else ()) + section.path
    if not section.letter:
        return [_row(plan, table, entry) for entry in section.entries]
    pillar = f"{section.letter} - {section.path[0]}"
    opening = Entry(section.path[0], ref=section.letter, kind="aim")
    return [
        _row(plan, (pillar,), opening),
        *(
            _row(plan, (pillar, "This includes"), Entry(text, kind="aim"))
            for text in section.includes
        ),
        *(_row(plan, (pillar, "Objectives"), entry) for entry in section.entries),
    ]


def _report_rows(plan: Plan) -> list[dict[str, Any]]:
    rows, heading = [], ""
    for block in plan.report:
        if block["kind"] in ("heading", "subheading"):
            heading = block["text"]
        for part in block.get("sentences", (block,)):
            if "item" in part:
                words = " ".join(filter(None, (part["text"], part.get("tail"))))
                lead = part.get("lead", "")
                entry = Entry(words, kind=part["item"], lead=lead)
                row = _row(plan, () if lead else (heading,), entry)
                if part.get("optional"):
                    row["flags"] = {"optional": True}
                rows.append(row)
    return rows


def _row(plan: Plan, path: Sequence[str], entry: Entry) -> dict[str, Any]:
    return {
        "plan": plan.name,
        "ref": entry.ref,
        "heading_path": list(path),
        "kind": entry.kind,
        "text": entry.text,
        "response": "\n".join(plain(line) for line in entry.response),
        "target": entry.target,
        "lead": entry.lead,
        "flags": {},
    }


def plain(line: str) -> str:
    """A response line as read: without its bullet and without mark-up."""
    return line.removeprefix("• ").replace("<em>", "").replace("</em>", "")
