"""The story of a project without the person: ingest, suggest, compare."""

from dataclasses import asdict, dataclass
from pathlib import Path

from plan_ingest.model.framework import Framework
from plan_ingest.pipeline.amended import amended, amendments_of
from plan_ingest.pipeline.ingest import Elsewhere, Ingested, ingest
from plan_ingest.pipeline.plans import Progress, silent
from plan_ingest.store import keys, stages
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project, framework_path
from plan_ingest.store.records import read_suggestions, write_suggestions
from plan_ingest.store.register import REGISTER, load_register
from plan_ingest.store.stages import Stage

_GROUND = ("model", "text.py", "data")
_SUGGEST = ("suggest", "matchers", "review", "pipeline")
_COMPARE = ("compare", "review", "exports", "templates", "pipeline")
_LEDGERS = ("decisions.jsonl", "amendments.jsonl")


@dataclass(frozen=True, slots=True)
class Compared:
    """Where the comparison lies, and what a person must see to.

    `conflicts` counts pairs the analysts disagree on, `orphans` decisions whose item
    or node is gone, `lost` amendments whose item is gone, `torn` names lines of the
    ledger that were lost.
    """

    outputs: Path
    conflicts: int
    orphans: int = 0
    lost: int = 0
    torn: tuple[str, ...] = ()


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
    elsewhere: Elsewhere | None = None,
) -> Ran:
    """Ingest, suggest and compare; a step whose inputs stand is not repeated."""
    asked = _asked(project, framework)
    ingested = ingest(project, (), again, progress, elsewhere)
    mapped = _suggest(project, asked, again)
    return Ran(ingested, mapped, _compare(project, asked, again))


def suggest_in(
    project: Project, framework: str | None = None, again: bool = False
) -> int:
    """Map the project's items onto a framework; how many items were mapped."""
    return _suggest(project, _asked(project, framework), again)


def compare_in(
    project: Project, framework: str | None = None, again: bool = False
) -> Compared:
    """Compare the project's sources by a framework, into its outputs."""
    return _compare(project, _asked(project, framework), again)


@dataclass(frozen=True, slots=True)
class _Asked:
    framework: Framework
    files: tuple[Path, ...]


def _asked(project: Project, given: str | None) -> _Asked:
    path = framework_path(given or project.settings.reporting.framework, project)
    inside = path.iterdir() if path.is_dir() else [path]
    files = tuple(sorted(one for one in inside if one.name not in _LEDGERS))
    return _Asked(read_framework(path), files)


def _suggest(project: Project, asked: _Asked, again: bool) -> int:
    framework, matching = asked.framework, project.settings.matching
    target, ledger = project.suggestions(framework.id), project.ledger(framework.id)
    key = keys.key(
        keys.contents_key([project.items, *asked.files]),
        keys.contents_key([ledger, amendments_of(project, framework.id)]),
        asdict(matching),
        keys.code_key(*_SUGGEST, *_GROUND),
    )
    before = None if again else stages.done(project.normalised, target.stem, key)
    if before is not None:
        return dict(before.counts)["items"]
    # Imported only here: an unchanged project is told so in no time.
    from plan_ingest.pipeline.suggest import suggest

    words = read_ledger(ledger).decisions
    items = amended(project, framework.id).items
    found = suggest(items, framework, matching, words, matching.top)
    count = write_suggestions(target, found)
    stage = Stage(key, counts=(("items", count),))
    stages.mark(project.normalised, target.stem, stage, [target])
    return count


def _compare(project: Project, asked: _Asked, again: bool) -> Compared:
    framework = asked.framework
    suggested, ledger = project.suggestions(framework.id), project.ledger(framework.id)
    outputs, name = project.outputs(framework.id), f"outputs.{framework.id}"
    key = keys.key(
        keys.contents_key([project.items, project.sources, suggested, *asked.files]),
        keys.contents_key(ledger.with_name(one) for one in _LEDGERS),
        keys.contents_key([project.mappings / REGISTER]),
        asdict(project.settings) | {"reading": None},
        keys.code_key(*_COMPARE, *_GROUND),
    )
    words = read_ledger(ledger)
    before = None if again else stages.done(project.normalised, name, key)
    if before is not None:
        return Compared(outputs, **dict(before.counts), torn=words.torn)
    from plan_ingest.pipeline.compare import compare

    stages.forget(project.normalised, name)
    corrected = amended(project, framework.id)
    report = compare(
        corrected.items,
        corrected.sources,
        framework,
        read_suggestions(suggested) if suggested.is_file() else (),
        words.decisions,
        outputs,
        project.settings,
        register=load_register(project.mappings),
        lost=corrected.lost,
    )
    counts = {
        "conflicts": len(report.settled.conflicts),
        "orphans": len(report.orphans),
        "lost": len(corrected.lost),
    }
    made = [path for path in outputs.iterdir() if path.is_file()]
    stages.mark(
        project.normalised, name, Stage(key, counts=tuple(counts.items())), made
    )
    return Compared(outputs, **counts, torn=words.torn)
