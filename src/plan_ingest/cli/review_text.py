"""`plan-ingest review --text`: a review by keyboard in the terminal."""

import sys
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import click

from plan_ingest.cli.console import one_line
from plan_ingest.errors import PlanIngestError
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Decision, Verdict
from plan_ingest.pipeline.review_desk import Desk, alike, record, reviewer, rows
from plan_ingest.pipeline.review_mends import correct
from plan_ingest.review.corrections import CHANGES, change_of
from plan_ingest.review.duplicates import Group
from plan_ingest.review.queue import Order, ReviewRow
from plan_ingest.review.spoken import spoken, undone
from plan_ingest.workbook.rows import place, reasons

KEYS = (
    ("1-9", "accept that suggestion"),
    ("a", "accept the first"),
    ("s", "secondary: the first, or s2 for the second"),
    ("r", "reject the first, or r2 for the second"),
    ("o", "other node: o and its id or words of its title"),
    ("n", "nothing in the framework fits"),
    ("u", "unsure"),
    ("t", "note: t and the words, kept with the next decision on this item"),
    ("g", "group: g all, or g 2 3; the next decision goes to these too"),
    ("c", "correct what was read: c, what is wrong and the right value (c kind aim)"),
    (".", "done with this item, after several decisions"),
    ("k", "skip"),
    ("z", "undo the last decision and go back to its item"),
    ("?", "keys"),
    ("q", "quit"),
)


@dataclass(slots=True)
class _Sitting:
    """One analyst before the queue: where it stands, and what was said so far."""

    desk: Desk
    analyst: str
    groups: dict[str, Group[PlanItem]]
    said: list[tuple[int, tuple[Decision, ...]]] = field(default_factory=list)
    at: int = 0
    note: str = ""
    also: tuple[str, ...] = ()


def review_text(
    desk: Desk,
    analyst: str,
    order: Order,
    own: bool,
    only: Collection[str] | None = None,
) -> int:
    """Review item after item, keys from standard input; how many decisions stand.

    Every decision is on disk before the next item is shown. `only` are ids of items.
    """
    waiting = [
        row
        for row in rows(desk, order, analyst if own else None)
        if row.state != "decided" and (only is None or row.item.item_id in only)
    ]
    groups = {item.item_id: group for group in alike(desk) for item in group.items}
    sitting = _Sitting(desk, analyst, groups)
    _say("keys: " + "; ".join(f"{key} {what}" for key, what in KEYS))
    while sitting.at < len(waiting):
        row = _present(sitting, waiting[sitting.at])
        if row is None:
            sitting.at += 1
            continue
        _show(sitting, row, len(waiting))
        while True:
            line = _asked()
            if line is None or line == "q":
                return _given(sitting)
            if _done(sitting, row, line):
                break
    _say("nothing is left to review")
    return _given(sitting)


def _done(sitting: _Sitting, row: ReviewRow, line: str) -> bool:
    """Do what the line says; whether another item is due."""
    key, rest = line[:1], line[1:].strip()
    if key == "z":
        return _undo(sitting)
    if key in ("k", "."):
        return _on(sitting)
    if key == "t":
        sitting.note = rest
        _say(f"note: {rest}")
    elif key == "g":
        _choose(sitting, row, rest)
    elif key in ("n", "u"):
        return _decide(sitting, row, None, "none" if key == "n" else "unsure")
    elif key.isdigit() or key in ("a", "s", "r"):
        return _of_offered(sitting, row, key, rest)
    elif key == "o":
        return _other(sitting, row, rest)
    elif key == "c":
        return _correct(sitting, row, rest)
    else:
        _say("; ".join(f"{key} {what}" for key, what in KEYS))
    return False


def _of_offered(sitting: _Sitting, row: ReviewRow, key: str, rest: str) -> bool:
    number = key if key.isdigit() else rest or "1"
    at = int(number) - 1 if number.isdecimal() else -1
    if not 0 <= at < len(row.offered):
        _say(f"no suggestion {number}; there are {len(row.offered)}")
        return False
    verdicts: dict[str, Verdict] = {"s": "secondary", "r": "reject"}
    verdict = verdicts.get(key, "primary")
    return _decide(sitting, row, row.offered[at].node_id, verdict)


def _other(sitting: _Sitting, row: ReviewRow, said: str) -> bool:
    found = _nodes(sitting.desk.framework, said) if said else []
    if len(found) == 1:
        return _decide(sitting, row, found[0], "primary")
    labels = _labels(sitting.desk.framework)
    for node in found[:15]:
        _say(f"  {labels[node]}")
    _say(f"{len(found)} nodes match; say o and an id, or more of the title")
    return False


def _nodes(framework: Framework, said: str) -> list[str]:
    asked = said.casefold()
    exact = [node.id for node in framework.nodes if node.id.casefold() == asked]
    words = asked.split()
    return exact or [
        node.id
        for node in framework.nodes
        if all(word in f"{node.id} {node.title}".casefold() for word in words)
    ]


def _decide(
    sitting: _Sitting, row: ReviewRow, node: str | None, verdict: Verdict
) -> bool:
    """Put a word on the record; a primary or an item's whole word brings the next."""
    at = sum(len(words) for _, words in sitting.said)
    by = reviewer(sitting.desk, sitting.analyst, False, None)
    items = (row.item.item_id, *sitting.also)
    if len(items) > 1:
        by = replace(by, batch=f"group-{row.item.item_id}-{at}")
    words = spoken(items, node, verdict, by, sitting.note)
    _keep(sitting, words)
    sitting.said.append((sitting.at, words))
    _say(f"on record: {verdict} {node or ''} for {len(items)} item(s)")
    if verdict in ("secondary", "reject"):
        return False
    return _on(sitting)


def _correct(sitting: _Sitting, row: ReviewRow, said: str) -> bool:
    """Put a correction on the record; the item is shown anew, or the next one."""
    first, _, value = said.partition(" ")
    change = change_of(first)
    if change is None:
        _say(f"c and one of {', '.join(CHANGES)}, then the right value")
        return False
    try:
        desk = correct(sitting.desk, sitting.analyst, row.item.item_id, change, value)
    except PlanIngestError as wrong:
        _say(str(wrong))
        return False
    sitting.desk = desk
    _say(f"on record: {change} corrected")
    return True


def _present(sitting: _Sitting, row: ReviewRow) -> ReviewRow | None:
    """The row with its item as corrected now, None where it was corrected away."""
    for item in sitting.desk.items:
        if item.item_id == row.item.item_id:
            return replace(row, item=item)
    return None


def _keep(sitting: _Sitting, words: tuple[Decision, ...]) -> None:
    record(sitting.desk, words)
    desk = sitting.desk
    sitting.desk = replace(desk, decisions=(*desk.decisions, *words))


def _undo(sitting: _Sitting) -> bool:
    if not sitting.said:
        _say("nothing to undo")
        return False
    sitting.at, words = sitting.said.pop()
    by = reviewer(sitting.desk, sitting.analyst, False, words[0].batch)
    _keep(sitting, undone(words, by))
    sitting.note, sitting.also = "", ()
    _say("undone")
    return True


def _on(sitting: _Sitting) -> bool:
    sitting.at += 1
    sitting.note, sitting.also = "", ()
    return True


def _choose(sitting: _Sitting, row: ReviewRow, said: str) -> None:
    """Which others of the item's group the next decision goes to as well."""
    group = sitting.groups.get(row.item.item_id)
    items = group.items if group else ()
    wanted = {int(n) for n in said.replace(",", " ").split() if n.isdecimal()}
    sitting.also = tuple(
        item.item_id
        for number, item in enumerate(items, 1)
        if item.item_id != row.item.item_id and (said == "all" or number in wanted)
    )
    _say(f"the next decision goes to {len(sitting.also)} more")


def _show(sitting: _Sitting, row: ReviewRow, waiting: int) -> None:
    item, labels = row.item, _labels(sitting.desk.framework)
    _say("")
    _say(f"[{sitting.at + 1} of {waiting}, {row.state}] {item.force or item.source_id}")
    _say(f"  {place(item)}: {' > '.join(item.headings)}")
    _say(f"  {item.kind}: {item.text}")
    told = (("response", " / ".join(item.response)), ("target", item.target),
            ("lead", item.lead))  # fmt: skip
    for what, words in told:
        if words:
            _say(f"  {what}: {words}")
    for word in row.words:
        _say(f"  {word.analyst}: {word.verdict} {word.node_id or ''} {word.note}")
    for number, offered in enumerate(row.offered, 1):
        _say(f"  {number}. {reasons(offered, labels)}")
    group = sitting.groups.get(item.item_id)
    for number, other in enumerate(group.items if group else (), 1):
        same = " (this one)" if other.item_id == item.item_id else ""
        _say(f"  worded alike {number}: {place(other)}{same}")


def _labels(framework: Framework) -> dict[str, str]:
    return {node.id: f"{node.id} {node.title}" for node in framework.nodes}


def _given(sitting: _Sitting) -> int:
    return sum(len(words) for _, words in sitting.said)


def _asked() -> str | None:
    """The next line, None at the end of input."""
    if sys.stdin.isatty():
        click.echo("> ", nl=False, err=True)
    line = sys.stdin.readline()
    return line.strip() if line else None


def _say(line: str) -> None:
    indent = len(line) - len(line.lstrip(" "))
    click.echo(" " * indent + one_line(line), err=True)
