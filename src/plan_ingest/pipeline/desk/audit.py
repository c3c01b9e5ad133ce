"""Who decided what and when: every decision and correction, taken back or not."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Literal, TypeAlias

from plan_ingest.exports.safe import csv_text
from plan_ingest.model.review import Amendment
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.desk.corrections import every
from plan_ingest.review.amendments import standing
from plan_ingest.review.corrections import shown_value
from plan_ingest.review.filters import with_descendants
from plan_ingest.store.desk_items import unpacked

Standing: TypeAlias = Literal["stands", "overtaken", "taken back", "takes back"]
_AT_ONCE = 2000
_WORDS = (
    "SELECT w.moment AS moment, w.id AS id, w.at AS at, w.analyst AS analyst,"
    " 'decision' AS kind, w.item_id AS item_id, coalesce(i.source_id, '') AS source_id,"
    " w.verdict AS verdict, coalesce(w.node_id, '') AS node_id, w.basis AS basis,"
    " w.note AS note, coalesce(w.batch, '') AS batch,"
    " coalesce(w.retracts, '') AS retracts, coalesce(w.shown, '') AS shown,"
    " CASE WHEN w.verdict = 'retract' THEN 'takes back'"
    " WHEN w.counts = 0 THEN 'taken back'"
    " WHEN w.id IN (SELECT word FROM standing) THEN 'stands' ELSE 'overtaken' END"
    " AS standing, NULL AS record"
    " FROM words w LEFT JOIN items i ON i.item_id = w.item_id"
)
_AMENDMENTS = (
    "SELECT a.moment, a.id, '', a.analyst, 'correction', a.item_id,"
    " coalesce(i.source_id, r.source_id, ''), a.change, '', '', '', '', '', '', '',"
    " a.record FROM amendments a LEFT JOIN items i ON i.item_id = a.item_id"
    " LEFT JOIN readings r ON r.item_id = a.item_id"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the record is asked for; empty asks for nothing. Times are ISO.

    `nodes` with their descendants; `verdicts` of decisions and changes of
    corrections alike; `kind` is decision, correction or both.
    """

    analysts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    verdicts: tuple[str, ...] = ()
    nodes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    item_id: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A line of the record; `value` is a correction's, `standing` what became of it."""

    at: str
    analyst: str
    kind: str
    item_id: str
    source_id: str
    verdict: str
    node_id: str
    value: str
    basis: str
    note: str
    batch: str
    retracts: str
    shown: str
    standing: str
    id: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines from `start` on, newest first, of `total`."""

    rows: tuple[AuditRow, ...]
    start: int
    total: int


def audit(bench: Bench, asked: Asked, start: int, count: int) -> AuditPage:
    """A page of the record."""
    condition, values = _condition(bench, asked)
    every = f"SELECT * FROM ({_WORDS} UNION ALL {_AMENDMENTS}) WHERE {condition}"  # noqa: S608
    reading = bench.index.reading
    total = reading.execute(f"SELECT count(*) FROM ({every})", values).fetchone()  # noqa: S608
    rows = reading.execute(
        f"{every} ORDER BY moment DESC, id DESC LIMIT ? OFFSET ?",
        (*values, max(0, count), max(0, start)),
    ).fetchall()
    return AuditPage(_told(bench, rows), max(0, start), int(total[0]))


def audit_csv(bench: Bench, asked: Asked) -> Iterator[str]:
    """The record as CSV, piece by piece, inert in a spreadsheet."""
    yield _line([field.name for field in fields(AuditRow)])
    start = 0
    while rows := audit(bench, asked, start, _AT_ONCE).rows:
        for row in rows:
            said = (getattr(row, field.name) for field in fields(AuditRow))
            yield _line([csv_text(str(value)) for value in said])
        start += len(rows)


def _told(bench: Bench, rows: Sequence[Sequence[Any]]) -> tuple[AuditRow, ...]:
    states: Mapping[str, Standing] = {}
    if any(row[15] is not None for row in rows):
        states = _states(bench)
    return tuple(
        _correction(row, states) if row[15] is not None else _decision(row)
        for row in rows
    )


def _states(bench: Bench) -> dict[str, Standing]:
    """What became of each correction."""
    known = every(bench.index.reading)
    struck = {one.retracts for one in known if one.change == "retract"}
    stands = {one.id for one in standing(known, bench.adjudicators)}
    found: dict[str, Standing] = {}
    for one in known:
        if one.change == "retract":
            found[one.id] = "takes back"
        elif one.id in stands:
            found[one.id] = "stands"
        else:
            found[one.id] = "taken back" if one.id in struck else "overtaken"
    return found


def _decision(row: Sequence[Any]) -> AuditRow:
    return AuditRow(*(*row[2:9], "", *row[9:15], row[1]))


def _correction(row: Sequence[Any], states: Mapping[str, Standing]) -> AuditRow:
    one: Amendment = unpacked(Amendment, row[15])
    return AuditRow(one.at, one.analyst, row[4], one.item_id, row[6], one.change, "",
                    shown_value(one.value), "", one.note, "", one.retracts or "", "",
                    states[one.id], one.id)  # fmt: skip


def _condition(bench: Bench, asked: Asked) -> tuple[str, tuple[object, ...]]:
    nodes = with_descendants(asked.nodes, bench.framework.nodes)
    conditions, values = ["1"], list[object]()
    for column, wanted in (
        ("analyst", asked.analysts),
        ("verdict", asked.verdicts),
        ("node_id", nodes),
        ("source_id", asked.sources),
        ("item_id", (asked.item_id,) if asked.item_id else ()),
        ("kind", (asked.kind,) if asked.kind else ()),
    ):
        if wanted:
            conditions.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    # A day as the end is meant with all its hours.
    until = (
        f"{asked.until}T99" if len(asked.until) == len("2026-01-05") else asked.until
    )
    for sign, moment in ((">=", asked.since), ("<", until)):
        if moment:
            conditions.append(f"moment {sign} ?")
            values.append(moment)
    return " AND ".join(conditions), tuple(values)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()
