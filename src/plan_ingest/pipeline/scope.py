"""Which plans a comparison counts, under which names, and whether force by force."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from plan_ingest.compare.forces import Force, force_at, latest_at
from plan_ingest.compare.joined import joined
from plan_ingest.errors import UsageError
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import SourceRecord
from plan_ingest.settings import Reporting
from plan_ingest.store.register import load_register
from plan_ingest.text import fold

_Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scope:
    """The sources and items that count; `files` are the plans behind the sources.

    `says` tells what was chosen, left aside, renamed and joined, for the cover.
    """

    sources: tuple[SourceRecord, ...]
    items: tuple[PlanItem, ...]
    files: tuple[SourceRecord, ...]
    says: tuple[_Told, ...]


def scoped(
    records: tuple[SourceRecord, ...],
    items: tuple[PlanItem, ...],
    settings: Reporting,
    register: Iterable[Force] | None = None,
) -> Scope:
    """The sources and items the settings ask for, under the names of the day.

    Raises UsageError for a choice that names no plan, or a day that is none.
    """
    forces = _register(settings, register)
    says: list[_Told] = []
    kept = _chosen(records, settings, forces, says)
    named = _named_at(kept, items, settings.as_at, forces, says)
    if named:
        kept = tuple(replace(r, force=named.get(r.force or "", r.force)) for r in kept)
    wanted = {record.source_id for record in kept}
    left = tuple(
        replace(item, force=named.get(item.force or "", item.force)) if named else item
        for item in items
        if item.source_id in wanted
    )
    if not settings.joined:
        return Scope(kept, left, kept, tuple(says))
    says.append(_told_joined(kept))
    return Scope(*joined(kept, left), kept, tuple(says))


def _register(
    settings: Reporting, register: Iterable[Force] | None
) -> tuple[Force, ...]:
    if settings.plans not in ("all", "latest"):
        raise UsageError(
            f"reporting.plans is {settings.plans!r}; it should be all or latest"
        )
    if not settings.as_at:
        return ()
    try:
        date.fromisoformat(settings.as_at)
    except ValueError as wrong:
        raise UsageError(
            f"reporting.as_at is {settings.as_at!r}; write a day such as 2026-04-01"
        ) from wrong
    return tuple(register if register is not None else load_register())


def _chosen(
    records: tuple[SourceRecord, ...],
    settings: Reporting,
    forces: tuple[Force, ...],
    says: list[_Told],
) -> tuple[SourceRecord, ...]:
    """The plans that count; `says` grows by what was left aside."""
    kept, how = records, []
    if settings.chosen:
        wanted = {
            source
            for one in settings.chosen
            for source in _of(records, one, settings.as_at, forces)
        }
        kept = tuple(r for r in records if r.source_id in wanted)
        how.append("those chosen")
    if settings.plans == "latest":
        newest = set(latest_at(kept, forces, settings.as_at))
        kept = tuple(r for r in kept if r.source_id in newest)
        how.insert(0, "the latest of each force")
    if how:
        aside = sorted({r.source_id for r in records} - {r.source_id for r in kept})
        rest = f"; left aside: {', '.join(aside)}" if aside else ""
        count = f"{len(kept)} of {len(records)}"
        says.append(("Plans counted", f"{' among '.join(how)}, {count}{rest}"))
    return kept


def _of(
    records: tuple[SourceRecord, ...], wanted: str, day: str, forces: tuple[Force, ...]
) -> list[str]:
    """The sources that go by a source id, or by a name of their force."""
    asked = fold(wanted)
    found = []
    for record in records:
        names = [record.source_id, record.force or ""]
        if record.force and day:
            names.append(force_at(forces, record.force, day))
        if asked in map(fold, names):
            found.append(record.source_id)
    if not found:
        there = ", ".join(sorted(record.source_id for record in records))
        raise UsageError(f"no plan or force called {wanted!r}; there is: {there}")
    return found


def _named_at(
    records: tuple[SourceRecord, ...],
    items: tuple[PlanItem, ...],
    day: str,
    forces: tuple[Force, ...],
    says: list[_Told],
) -> dict[str, str]:
    """The name of each force on a day, by its name as given; empty without a day."""
    if not day:
        return {}
    given = {r.force for r in records} | {i.force for i in items}
    named = {name: force_at(forces, name, day) for name in given if name is not None}
    changed = [f"{old} is {new}" for old, new in sorted(named.items()) if old != new]
    told = f": {'; '.join(changed)}" if changed else ", all as given"
    says.append(("Names of forces", f"as at {day}{told}"))
    return named


def _told_joined(records: tuple[SourceRecord, ...]) -> _Told:
    forces: dict[str, int] = {}
    for record in records:
        name = record.force or record.source_id
        forces[name] = forces.get(name, 0) + 1
    several = [
        f"{name} ({count})" for name, count in sorted(forces.items()) if count > 1
    ]
    which = f": {', '.join(several)}" if several else "; none has several"
    return "Plans joined", f"all plans of a force count as one{which}"
