"""A project's plans to items: what has not changed is not read again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from plan_ingest.errors import UsageError
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.grounds import items_key, read_key, state_of
from plan_ingest.pipeline.outcomes import nothing_in
from plan_ingest.pipeline.plans import (
    UNREADABLE,
    Extracted,
    Progress,
    awaken_for,
    check_words,
    extract_each,
    gather,
    plan_task,
    silent,
)
from plan_ingest.readers.isolation import Task
from plan_ingest.store import kept, keys
from plan_ingest.store.files import sweep
from plan_ingest.store.hints import with_hints
from plan_ingest.store.kept import Kept
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources, write_sources
from plan_ingest.store.sources import Found

_AS_BEFORE = " (kept from the last run; --again reads it anew)"


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the project's sources; `read` names those read just now."""

    sources: tuple[SourceRecord, ...]
    warnings: tuple[str, ...]
    read: tuple[str, ...]

    @property
    def unreadable(self) -> bool:
        """Whether a source could not be read at all."""
        return any(one.state in UNREADABLE for one in self.sources)

    @property
    def items(self) -> int:
        """How many items all sources have together."""
        return sum(one.items for one in self.sources)


class Elsewhere(Protocol):
    """Other machines that read plans for a project."""

    def gather(
        self, places: Iterable[Path], raw: Path
    ) -> tuple[list[Found], list[str]]:
        """The plans there are, by source id, and warnings, as `plans.gather`."""
        ...

    def read(
        self,
        project: Project,
        found: Sequence[Found],
        again: bool,
        progress: Progress,
    ) -> dict[str, Kept]:
        """Reads plans into the project's folders; those that changed, by id."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """A plan as it is now, and what is kept of it."""

    found: Found
    before: Kept | None
    read_key: str
    items_key: str
    words: str

    @property
    def current(self) -> bool:
        """Whether what is kept stands."""
        return self.reread is False and (
            self.before is not None and self.before.items_key == self.items_key
        )

    @property
    def reread(self) -> bool:
        """Whether the file is to be read, not only its items taken out."""
        return self.before is None or self.before.read_key != self.read_key


def ingest(
    project: Project,
    places: Sequence[Path] = (),
    again: bool = False,
    progress: Progress = silent,
    elsewhere: Elsewhere | None = None,
) -> Ingested:
    """Read the project's plans into data/normalised; what has not changed is kept.

    `places` narrows it to some files or folders; what was read of others stays.
    `again` reads everything anew, `elsewhere` on other machines.
    """
    checked, warnings = looked(project, places, again, elsewhere)
    found = [one.found for one in checked]
    due = [one for one in checked if not one.current]
    states = {one.found.source.id: one.before for one in checked if one.before}
    if elsewhere:
        wanted = [one.found for one in due]
        fresh = elsewhere.read(project, wanted, again, progress)
    else:
        fresh = _refresh(project, due, progress, understood=len(due) < len(checked))
    states |= fresh
    read = tuple(sorted(fresh))
    warnings += [line for one in found for line in _said(states[one.source.id], read)]
    if places:
        states = _others(project) | states
    sources = [states[source_id].record for source_id in sorted(states)]
    _join(project, sources, changed=bool(fresh))
    return Ingested(tuple(sources), tuple(warnings), read)


def looked(
    project: Project,
    places: Sequence[Path],
    again: bool,
    elsewhere: Elsewhere | None,
) -> tuple[list[Due], list[str]]:
    """Each plan with what is kept of it, and a warning for each oddity.

    Raises UsageError where there is none: a folder that is empty, or cannot be
    reached, must not empty the results.
    """
    look = elsewhere.gather if elsewhere else gather
    plain, warnings = look(places or (project.raw,), project.raw)
    if not plain:
        raise UsageError(nothing_in(places or (project.raw,)))
    words = keys.words_key(project.mappings)
    found = (
        replace(one, source=with_hints(one.source, project.mappings)) for one in plain
    )
    return [_check(project, one, words, again) for one in found], warnings


def _check(project: Project, one: Found, words: str, again: bool) -> Due:
    before = None if again else kept.read_kept(_folder(project, one.source.id))
    read = read_key(one.source, project.settings.reading)
    return Due(one, before, read, items_key(one.source, read, words), words)


def _folder(project: Project, source_id: str) -> Path:
    return project.normalised / source_id


def _refresh(
    project: Project, due: Sequence[Due], progress: Progress, understood: bool
) -> dict[str, Kept]:
    """Reads what is due; `understood` where a plan stands that rests on these words."""
    if not due:
        return {}
    awaken_for(len(due))
    if not understood:
        check_words(project.mappings)  # a bad line is told before any plan is read
    by_id = {one.found.source.id: one for one in due}
    states = {}
    advance = progress(len(due))
    tasks = (_task(project, one) for one in due)
    for source, plan in extract_each(tasks, project.settings.reading):
        words, limits = by_id[source.id].words, project.settings.reading
        state = state_of(source, limits, words, plan.record, plan.warning)
        folder = _folder(project, source.id)
        kept.keep_written(folder, state, plan.document, plan.items)
        states[source.id] = state
        advance(source.file, plan.record.state, plan.seconds)
    return states


def _task(project: Project, one: Due) -> Task[Extracted]:
    """Reads a plan; or only takes its items out anew, where its document stands."""
    folder = None if one.reread else _folder(project, one.found.source.id)
    return plan_task(one.found, project.mappings, folder)


def _others(project: Project) -> dict[str, Kept]:
    """What is kept of all sources that the project had before."""
    if not project.sources.is_file():
        return {}
    ids = [one.source_id for one in read_sources(project.sources)]
    states = {one: kept.read_kept(_folder(project, one)) for one in ids}
    return {source_id: state for source_id, state in states.items() if state}


def _join(project: Project, sources: Sequence[SourceRecord], changed: bool) -> None:
    before = list(read_sources(project.sources)) if project.sources.is_file() else None
    if not changed and before == list(sources) and project.items.is_file():
        sweep(project.items)
        sweep(project.sources)
        return
    folders = [_folder(project, one.source_id) for one in sources]
    kept.join_items(folders, project.items)
    write_sources(project.sources, sources)


def _said(state: Kept, read: Sequence[str]) -> list[str]:
    if state.warning is None:
        return []
    stale = state.record.state in UNREADABLE and state.record.source_id not in read
    return [f"{state.warning}{_AS_BEFORE if stale else ''}"]
