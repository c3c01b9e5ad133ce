"""A project's suggestions, kept plan by plan: what stands is not scored again.

Beside a plan's items lie its suggestions for each framework, under a key of all that
they rest on: those items, the framework, the settings, the matchers' code and what
analysts decided.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from plan_ingest.model.review import Decision
from plan_ingest.pipeline.amended import corrected
from plan_ingest.pipeline.asked import Asked
from plan_ingest.pipeline.desks import FEW
from plan_ingest.pipeline.plans import Progress, silent
from plan_ingest.readers.children import awaken
from plan_ingest.settings import Matching
from plan_ingest.store import kept, keys
from plan_ingest.store.files import written_whole
from plan_ingest.store.keys import Grounds
from plan_ingest.store.ledger import read_ledger
from plan_ingest.store.offers import Offer, join_offers, keep_offer, read_offer
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources

if TYPE_CHECKING:
    from plan_ingest.pipeline.lessons import DecidedItem

CODE = ("suggest", "matchers", "review", "pipeline", "model", "text.py", "data")
"""What a suggestion rests on in our own code."""
_SCORERS = "plan_ingest.pipeline.scorers"


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many items have suggestions; `scored` names the plans scored just now."""

    items: int
    scored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan's suggestions as they are kept, and what they should rest on now."""

    source_id: str
    folder: Path
    grounds: Grounds
    before: Offer | None

    @property
    def due(self) -> bool:
        """Whether the plan is to be scored."""
        return self.before is None or self.before.grounds != self.grounds


@dataclass(frozen=True, slots=True)
class Readings:
    """The items of each plan as lines; those of plans that were amended are held."""

    project: Project
    sources: tuple[str, ...]
    amended: Mapping[str, bytes] = field(default_factory=dict)

    def lines(self, source_id: str) -> bytes:
        """A plan's items as analysts corrected them."""
        if source_id in self.amended:
            return self.amended[source_id]
        path = self.project.normalised / source_id / kept.ITEMS
        return path.read_bytes()


def suggest_project(
    project: Project, asked: Asked, again: bool = False, progress: Progress = silent
) -> Suggested:
    """Map the project's items onto a framework, plan by plan; what stands is kept."""
    framework, matching = asked.framework, project.settings.matching
    jobs = project.settings.reading.jobs
    readings = readings_of(project, framework.id)
    words = read_ledger(project.ledger(framework.id)).decisions
    decided, wanted = _decided(readings, words, asked)
    looked = _standings(project, asked, readings, _key(decided, wanted))
    standings = list(_awaking(looked, matching, jobs, again))
    due = {one.source_id: one for one in standings if again or one.due}
    # Imported only here: other processes import them meanwhile.
    from plan_ingest.pipeline.scorers import Teaching, scored

    teaching = Teaching(framework, matching, decided, wanted)
    advance = progress(len(due), "scoring")
    tasks = ((source_id, readings.lines(source_id)) for source_id in due)
    items = {one.source_id: one.before.items for one in standings if one.before}
    for one in scored(tasks, teaching, jobs):
        wished = due[one.source_id]
        offer = Offer(wished.grounds, one.items)
        keep_offer(wished.folder, framework.id, offer, one.lines)
        items[one.source_id] = one.items
        advance(one.source_id, "scored", one.seconds)
    folders = [one.folder for one in standings]
    with written_whole(project.suggestions(framework.id)) as whole:
        join_offers(folders, framework.id, whole)
    return Suggested(sum(items.values()), tuple(sorted(due)))


def _awaking(
    standings: Iterable[Standing], matching: Matching, jobs: int, again: bool
) -> Iterator[Standing]:
    """The plans as they come; once many are due, what will score them is loaded."""
    due = 0
    for one in standings:
        due += again or one.due
        if due > FEW and jobs > 1:
            awaken(_modules(matching))
            jobs = 1  # they are awake
        yield one


def _modules(matching: Matching) -> tuple[str, ...]:
    """What those who score have at hand from their start."""
    from plan_ingest.matchers import MATCHERS

    found = (MATCHERS[name] for name in matching.matchers if name in MATCHERS)
    return (_SCORERS, *(target.partition(":")[0] for target in found))


def standings(project: Project, asked: Asked) -> list[Standing]:
    """Each plan's suggestions as they are kept, with what they should rest on."""
    readings = readings_of(project, asked.framework.id)
    words = read_ledger(project.ledger(asked.framework.id)).decisions
    decided, wanted = _decided(readings, words, asked)
    return list(_standings(project, asked, readings, _key(decided, wanted)))


def readings_of(project: Project, framework_id: str) -> Readings:
    """The project's plans; of those that were amended the items are held."""
    sources = tuple(one.source_id for one in read_sources(project.sources))
    mended = corrected(project, framework_id)
    return Readings(project, sources, mended.plans if mended else {})


def _standings(
    project: Project, asked: Asked, readings: Readings, decisions: str
) -> Iterator[Standing]:
    framework = asked.framework
    common: Grounds = (
        ("the framework", keys.contents_key(asked.files)),
        ("the settings of matching", _settings_key(project.settings.matching)),
        ("the matchers", keys.code_key(*CODE)),
        ("what analysts decided", decisions),
    )
    for source_id in readings.sources:
        folder = project.normalised / source_id
        items = sha256(readings.lines(source_id)).hexdigest()
        grounds = (("its items", items), *common)
        yield Standing(source_id, folder, grounds, read_offer(folder, framework.id))


def _settings_key(matching: Matching) -> str:
    return keys.key(asdict(matching) | {"cache": None})


_Wanted = tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


def _decided(
    readings: Readings, words: Sequence[Decision], asked: Asked
) -> tuple[tuple["DecidedItem", ...], _Wanted]:
    """The items that analysts decided, in the order of the plans, and their nodes."""
    if not words:
        return (), ()
    from plan_ingest.pipeline.lessons import DecidedItem, wanted_nodes
    from plan_ingest.pipeline.scorers import statements

    wanted = wanted_nodes(words, asked.framework)
    found = tuple(
        DecidedItem(one.item_id, one.source_id, one.text, one.headings)
        for source_id in (readings.sources if wanted else ())
        for one in statements(readings.lines(source_id))
        if one.item_id in wanted and one.text.strip()
    )
    there = {one.item_id for one in found}
    nodes = ((item, tuple(sorted(of.items()))) for item, of in sorted(wanted.items()))
    return found, tuple(one for one in nodes if one[0] in there)


def _key(decided: Sequence["DecidedItem"], wanted: _Wanted) -> str:
    return keys.key([asdict(one) for one in decided], wanted)
