"""What would be done and why, told before it is done: nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plan_ingest.pipeline.asked import asked
from plan_ingest.pipeline.grounds import grounds
from plan_ingest.pipeline.ingest import Due, Elsewhere, looked
from plan_ingest.pipeline.run import compare_grounds, compare_stage, suggest_grounds
from plan_ingest.pipeline.suggested import Standing, standings
from plan_ingest.store import keys, stages
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources

Verb = Literal["read", "extract", "score", "write", "drop", "keep"]
_AGAIN = "--again asks for it"


@dataclass(frozen=True, slots=True)
class Intent:
    """What a step would do with a plan, or with an output folder, and why."""

    step: Literal["ingest", "suggest", "compare"]
    name: str
    verb: Verb
    why: str = ""


def explain_run(
    project: Project,
    framework: str | None = None,
    again: bool = False,
    elsewhere: Elsewhere | None = None,
) -> list[Intent]:
    """What a run would do, step by step; what follows from a step before says so."""
    read = explain_ingest(project, (), again, elsewhere)
    fresh = {one.name: one for one in read if one.verb in ("read", "extract")}
    gone = {one.name for one in read if one.verb == "drop"}
    told = []
    for one in explain_suggest(project, framework, again):
        if one.name in fresh:
            fresh.pop(one.name)
            told.append(_follows(one.name))
        elif one.name not in gone:
            told.append(one)
    told += [_follows(name) for name in fresh]
    rewritten = explain_compare(project, framework, again)
    if gone or any(one.verb != "keep" for one in told):
        why = "plans or suggestions before it change"
        rewritten = [
            Intent("compare", one.name, "write", one.why or why) for one in rewritten
        ]
    return [*read, *sorted(told, key=lambda one: one.name), *rewritten]


def explain_ingest(
    project: Project,
    places: Sequence[Path] = (),
    again: bool = False,
    elsewhere: Elsewhere | None = None,
) -> list[Intent]:
    """What ingesting would do with each plan."""
    checked, _ = looked(project, places, False, elsewhere)
    told = [_of_plan(project, one, again) for one in checked]
    if not places and project.sources.is_file():
        here = {one.found.source.id for one in checked}
        before = {one.source_id for one in read_sources(project.sources)}
        told += [
            Intent("ingest", name, "drop", "its file is gone")
            for name in sorted(before - here)
        ]
    return told


def explain_suggest(
    project: Project, framework: str | None = None, again: bool = False
) -> list[Intent]:
    """What mapping would do with each plan that is read."""
    wanted = asked(project, framework)
    if not project.sources.is_file():
        return []
    target = project.suggestions(wanted.framework.id)
    whole = suggest_grounds(project, wanted)
    if not again and stages.why(project.normalised, target.stem, whole) is None:
        names = [one.source_id for one in read_sources(project.sources)]
        return [Intent("suggest", name, "keep") for name in names]
    return [_of_standing(one, again) for one in standings(project, wanted)]


def explain_compare(
    project: Project, framework: str | None = None, again: bool = False
) -> list[Intent]:
    """What comparing would do with the output folder."""
    wanted = asked(project, framework)
    name = str(project.outputs(wanted.framework.id))
    stage = compare_stage(wanted.framework.id)
    why = stages.why(project.normalised, stage, compare_grounds(project, wanted))
    if again:
        why = _AGAIN
    return [Intent("compare", name, "write" if why else "keep", why or "")]


def _follows(name: str) -> Intent:
    return Intent("suggest", name, "score", "its items are taken out anew")


def _of_plan(project: Project, one: Due, again: bool) -> Intent:
    source = one.found.source
    if again:
        return Intent("ingest", source.id, "read", _AGAIN)
    if one.before is None:
        known = (project.normalised / source.id).is_dir()
        why = "not read whole yet" if known else "new"
        return Intent("ingest", source.id, "read", why)
    if one.current:
        return Intent("ingest", source.id, "keep")
    now = grounds(source, project.settings.reading, one.words)
    verb: Verb = "read" if one.reread else "extract"
    return Intent("ingest", source.id, verb, _changed(one.before.grounds, now))


def _of_standing(one: Standing, again: bool) -> Intent:
    if again:
        return Intent("suggest", one.source_id, "score", _AGAIN)
    if one.before is None:
        return Intent("suggest", one.source_id, "score", "not scored yet")
    if not one.due:
        return Intent("suggest", one.source_id, "keep")
    why = _changed(one.before.grounds, one.grounds)
    return Intent("suggest", one.source_id, "score", why)


def _changed(before: keys.Grounds, now: keys.Grounds) -> str:
    names = keys.changed(before, now)
    return f"{' and '.join(names)} changed" if names else "plan_ingest changed"
