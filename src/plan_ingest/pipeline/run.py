"""The story of a project without the person: ingest, suggest, compare."""

from dataclasses import asdict, dataclass
from pathlib import Path

from plan_ingest.pipeline.amended import amendments_of
from plan_ingest.pipeline.asked import LEDGERS, Asked, asked
from plan_ingest.pipeline.ingest import Elsewhere, Ingested, ingest
from plan_ingest.pipeline.plans import Progress, silent
from plan_ingest.pipeline.suggested import CODE, suggest_project
from plan_ingest.readers.children import awaken
from plan_ingest.store import keys, stages
from plan_ingest.store.blocks import has_blocks
from plan_ingest.store.journal import journal_key
from plan_ingest.store.keys import Grounds
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.project import Project
from plan_ingest.store.register import REGISTER

_COMPARE = ("compare", "review", "exports", "templates", "pipeline")
_GROUND = ("model", "text.py", "data")
_COUNTING = "plan_ingest.pipeline.gathering"


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
    wanted = asked(project, framework)
    ingested = ingest(project, (), again, progress, elsewhere)
    mapped = _suggest(project, wanted, again, progress)
    return Ran(ingested, mapped, _compare(project, wanted, again))


def suggest_in(
    project: Project,
    framework: str | None = None,
    again: bool = False,
    progress: Progress = silent,
) -> int:
    """Map the project's items onto a framework; how many items were mapped."""
    return _suggest(project, asked(project, framework), again, progress)


def compare_in(
    project: Project, framework: str | None = None, again: bool = False
) -> Compared:
    """Compare the project's sources by a framework, into its outputs."""
    return _compare(project, asked(project, framework), again)


def suggest_grounds(project: Project, wanted: Asked) -> Grounds:
    """What all of a project's suggestions rest on."""
    ledger = project.ledger(wanted.framework.id)
    said = [ledger, amendments_of(project, wanted.framework.id)]
    matching = asdict(project.settings.matching) | {"cache": None}
    return (
        ("the items", keys.contents_key([project.items, project.sources])),
        ("the framework", keys.contents_key(wanted.files)),
        ("what analysts decided", journal_key(said)),
        ("the settings of matching", keys.key(matching)),
        ("the matchers", keys.code_key(*CODE)),
    )


def compare_grounds(project: Project, wanted: Asked) -> Grounds:
    """What a project's comparison rests on."""
    framework = wanted.framework.id
    suggested, ledger = project.suggestions(framework), project.ledger(framework)
    settings = asdict(project.settings) | {"reading": None}
    return (
        ("the items", keys.contents_key([project.items])),
        ("the sources", keys.contents_key([project.sources])),
        ("the suggestions", keys.contents_key([suggested])),
        ("the framework", keys.contents_key(wanted.files)),
        (
            "what analysts decided",
            journal_key(ledger.with_name(one) for one in LEDGERS),
        ),
        (
            "the register of forces",
            keys.contents_key([project.mappings / REGISTER]),
        ),
        ("the settings", keys.key(settings)),
        ("plan_ingest", keys.code_key(*_COMPARE, *_GROUND)),
    )


def compare_stage(framework_id: str) -> str:
    """The name under which a comparison is noted as done."""
    return f"outputs.{framework_id}"


def _suggest(project: Project, wanted: Asked, again: bool, progress: Progress) -> int:
    target = project.suggestions(wanted.framework.id)
    grounds = suggest_grounds(project, wanted)
    before = stages.done(project.normalised, target.stem, keys.key(*grounds))
    if before is not None and not again:
        return dict(before.counts)["items"]
    count = suggest_project(project, wanted, again, progress).items
    stage = stages.resting_on(grounds, {"items": count})
    stages.mark(project.normalised, target.stem, stage, [target])
    return count


def _awake_counters(project: Project, framework_id: str) -> None:
    """Where very many plans are to be counted, lets those load who will do it."""
    jobs, whole = project.settings.reading.jobs, project.settings.reporting.whole
    if jobs > 1 and not has_blocks(project.normalised, framework_id):
        with project.sources.open("rb") as records:
            if sum(1 for _ in records) > whole:
                awaken((_COUNTING,))


def _compare(project: Project, wanted: Asked, again: bool) -> Compared:
    framework = wanted.framework
    outputs, name = project.outputs(framework.id), compare_stage(framework.id)
    grounds = compare_grounds(project, wanted)
    words = read_ledger(project.ledger(framework.id))
    before = stages.done(project.normalised, name, keys.key(*grounds))
    if before is not None and not again:
        return Compared(outputs, **dict(before.counts), torn=words.torn)
    _awake_counters(project, framework.id)
    from plan_ingest.pipeline.compared import compare_project

    stages.forget(project.normalised, name)
    report = compare_project(project, wanted, words.decisions)
    counts = {
        "conflicts": len(report.settled.conflicts),
        "orphans": len(report.orphans),
        "lost": len(report.lost),
    }
    made = [path for path in outputs.iterdir() if path.is_file()]
    stage = stages.resting_on(grounds, counts)
    stages.mark(project.normalised, name, stage, made)
    return Compared(outputs, **counts, torn=words.torn)
