"""The story of a project without the person: ingest, suggest, compare."""

from dataclasses import asdict, dataclass
from pathlib import Path

from plan_ingest.pipeline.ingest import Ingested, ingest
from plan_ingest.pipeline.plans import Progress, silent
from plan_ingest.store import keys, stages
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import (
    read_items,
    read_sources,
    read_suggestions,
    write_suggestions,
)
from plan_ingest.store.stages import Stage

_GROUND = ("model", "text.py", "data")
_SUGGEST = ("suggest", "matchers", "pipeline")
_COMPARE = ("compare", "review", "exports", "templates", "pipeline")
_LEDGERS = ("decisions.jsonl", "amendments.jsonl")


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the comparison lies, and how many pairs the analysts disagree on."""

    outputs: Path
    conflicts: int


@dataclass(frozen=True, slots=True)
class Ran:
    """What a whole run came to; `mapped` counts items."""

    ingested: Ingested
    mapped: int
    compared: Compared


def run(
    project: Project,
    framework: str | None = None,
    again: bool = False,
    progress: Progress = silent,
) -> Ran:
    """Ingest, suggest and compare; a step whose inputs stand is not repeated."""
    ingested = ingest(project, again=again, progress=progress)
    mapped = suggest_in(project, framework, again)
    return Ran(ingested, mapped, compare_in(project, framework, again))


def suggest_in(
    project: Project, framework: str | None = None, again: bool = False
) -> int:
    """Map the project's items onto a framework; how many items were mapped."""
    folder = _framework(project, framework)
    asked = read_framework(folder)
    words = read_ledger(project.ledger(asked.id)).decisions
    matching = project.settings.matching
    target = project.suggestions(asked.id)
    key = keys.key(
        keys.contents_key([project.items, *_parts(folder)]),
        keys.contents_key([project.ledger(asked.id)]),
        asdict(matching),
        keys.code_key(*_SUGGEST, *_GROUND),
    )
    before = None if again else stages.done(project.normalised, target.stem, key)
    if before is not None:
        return dict(before.counts)["items"]
    # Imported only here: an unchanged project is told so in no time.
    from plan_ingest.pipeline.suggest import suggest

    found = suggest(read_items(project.items), asked, matching, words, matching.top)
    count = write_suggestions(target, found)
    stage = Stage(key, counts=(("items", count),))
    stages.mark(project.normalised, target.stem, stage, [target])
    return count


def compare_in(
    project: Project, framework: str | None = None, again: bool = False
) -> Compared:
    """Compare the project's sources by a framework, into its outputs."""
    folder = _framework(project, framework)
    asked = read_framework(folder)
    suggested, ledger = project.suggestions(asked.id), project.ledger(asked.id)
    outputs, name = project.outputs(asked.id), f"outputs.{asked.id}"
    inputs = [project.items, project.sources, suggested, *_parts(folder)]
    key = keys.key(
        keys.contents_key(inputs),
        keys.contents_key(ledger.with_name(one) for one in _LEDGERS),
        asdict(project.settings) | {"reading": None},
        keys.code_key(*_COMPARE, *_GROUND),
    )
    before = None if again else stages.done(project.normalised, name, key)
    if before is not None:
        return Compared(outputs, dict(before.counts)["conflicts"])
    from plan_ingest.pipeline.compare import compare

    stages.forget(project.normalised, name)
    report = compare(
        read_items(project.items),
        read_sources(project.sources),
        asked,
        read_suggestions(suggested) if suggested.is_file() else (),
        read_ledger(ledger).decisions,
        outputs,
        project.settings,
    )
    conflicts = len(report.settled.conflicts)
    made = [path for path in outputs.iterdir() if path.is_file()]
    stage = Stage(key, counts=(("conflicts", conflicts),))
    stages.mark(project.normalised, name, stage, made)
    return Compared(outputs, conflicts)


def _framework(project: Project, given: str | None) -> Path:
    return framework_path(given or project.settings.reporting.framework, project)


def _parts(framework: Path) -> list[Path]:
    if framework.is_file():
        return [framework]
    return [path for path in framework.iterdir() if path.name not in _LEDGERS]
