"""A plan as it is about to be drawn, and the items a careful reader finds in it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
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


def of_items(name: str, title: str, rows: Iterable[dict[str, Any]]) -> Plan:
    """A plan made of reference items: a section for each run of equal headings."""
    listed = list(rows)
    if any(row["flags"].get("pillar") for row in listed):
        return Plan(name, title, _pillars(listed))
    aims = [row for row in listed if row["kind"] == "aim"]
    listed = [row for row in listed if row["kind"] != "aim"]
    numbers = {row["item_no"]: row for row in listed}
    outer = {row["heading_path"][0] for row in listed if len(row["heading_path"]) > 1}
    sections = []
    for path, group in groupby(listed, key=lambda row: tuple(row["heading_path"])):
        members = list(group)
        strand = any(_sharer(row, numbers) for row in members)
        sections.append(Section(path[-1:], tuple(map(_entry, members)), shared=strand))
    return Plan(
        name,
        title,
        tuple(sections),
        aims=tuple((*row["heading_path"][:2], row["text"]) for row in aims),
        table_heading=outer.pop() if outer else "",
    )


def unlettered(plan: Plan) -> Plan:
    """The plan with its pillars as plain sections of objectives, for a table."""
    sections = (replace(section, letter="", includes=()) for section in plan.sections)
    return replace(plan, sections=tuple(sections))


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


def _pillars(rows: Sequence[dict[str, Any]]) -> tuple[Section, ...]:
    found = []
    for pillar, group in groupby(rows, key=lambda row: row["heading_path"][0]):
        members = list(group)
        below = {row["item_no"]: row["heading_path"][-1] for row in members[1:]}
        found.append(
            Section(
                path=(members[0]["text"],),
                letter=pillar.partition(" - ")[0],
                includes=tuple(
                    row["text"]
                    for row in members[1:]
                    if below[row["item_no"]] == "This includes"
                ),
                entries=tuple(
                    _entry(row)
                    for row in members[1:]
                    if below[row["item_no"]] == "Objectives"
                ),
            )
        )
    return tuple(found)


def _sharer(row: dict[str, Any], numbers: dict[int, dict[str, Any]]) -> bool:
    return row["flags"].get("evidence_from_item") in numbers


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        text=row["text"],
        ref=row["ref"],
        kind=row["kind"],
        response=tuple(line for line in (row["response"] or "").split("\n") if line),
        target=row["target"],
        lead=row["lead"],
        pair="evidence_shared_by" in row["flags"],
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
