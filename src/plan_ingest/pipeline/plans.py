"""Files to plans: each read, and its items taken, in a process of its own."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from plan_ingest.errors import SourceError, UnreadableSource
from plan_ingest.model.document import Document
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import Characters, Source, SourceRecord, SourceState
from plan_ingest.pipeline.outcomes import reason_of, state_of, worth_saying
from plan_ingest.readers import read
from plan_ingest.readers.isolation import (
    Made,
    Task,
    awaken_readers,
    in_order,
    isolated,
    pictures_in,
    read_isolated,
)
from plan_ingest.settings import Reading
from plan_ingest.store.kept import kept_document
from plan_ingest.store.records import document_bytes, items_lines
from plan_ingest.store.sources import (
    REGISTER,
    Found,
    as_sources,
    find_plans,
    read_register,
    unknown_columns,
    with_register,
)

if TYPE_CHECKING:
    from plan_ingest.extract import Extraction, Lexicon
    from plan_ingest.extract.accounts import Account


class Advance(Protocol):
    """Called once for each plan that is done."""

    def __call__(self, name: str, outcome: str = "", seconds: float = 0.0) -> None:
        """The plan's name, what became of it, and how long its work took."""


class Progress(Protocol):
    """Told what is to be done to how many plans; gives what is called after each."""

    def __call__(self, total: int, step: str = "reading") -> Advance: ...


UNREADABLE = ("not assessable", "quarantined")
_LOADED = (__name__, "plan_ingest.extract.accounts", "plan_ingest.store.lexicon")
"""What a child has at hand from its start; who waits for children needs little of it.
"""
FEW = 8
"""Plans that are read before it pays to have readers of all kinds at hand."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """One source as it came out: its record, its items, what to tell the user."""

    record: SourceRecord
    items: tuple[PlanItem, ...]
    document: Document | None = None
    warning: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A plan as it is put on disk: its record, its items as lines, its document."""

    record: SourceRecord
    items: bytes
    document: bytes | None = None
    warning: str | None = None
    seconds: float = 0.0


def silent(total: int, step: str = "") -> Advance:  # noqa: ARG001
    """No progress to show."""
    return lambda name, outcome="", seconds=0.0: None  # noqa: ARG005


def gather(
    places: Iterable[Path], raw: Path | None = None
) -> tuple[list[Found], list[str]]:
    """The plans in these places, by source id; and a warning for each oddity.

    With a project's `raw` folder, what its sources.csv says is added.
    """
    found, clashes = as_sources(find_plans(places, raw))
    if raw is None:
        return found, clashes
    register = raw / REGISTER
    told, idle = with_register(found, read_register(register), register)
    return told, clashes + unknown_columns(register, register) + idle


def read_plans(
    found: Sequence[Found],
    limits: Reading,
    mappings: Path | None = None,
    progress: Progress = silent,
) -> Iterator[Extracted]:
    """Plans outside a project, in the order they are found, each as it is ready."""
    check_words(mappings)
    advance = progress(len(found))
    tasks = (plan_task(one, mappings) for one in found)
    made = isolated(tasks, limits, loaded=_LOADED)
    for source, outcome in in_order(made):
        plan = _settled(source, outcome)
        advance(source.file, plan.record.state, plan.seconds)
        yield plan


def awaken_for(plans: int) -> None:
    """Have the children load what they need for so many plans; the caller goes on."""
    if plans > FEW:
        awaken_readers(_LOADED)


def check_words(mappings: Path | None) -> None:
    """Raise UsageError for a bad line of the words plans are understood by."""
    from plan_ingest.store.lexicon import load_lexicon

    load_lexicon(mappings)


def extract_each(
    tasks: Iterable[Task[Extracted]], limits: Reading
) -> Iterator[tuple[Source, Extracted]]:
    """What became of each source, as soon as it is known."""
    for _, source, outcome in isolated(tasks, limits, loaded=_LOADED):
        yield source, _settled(source, outcome)


def plan_task(
    one: Found, mappings: Path | None, folder: Path | None = None
) -> Task[Extracted]:
    """The task of reading a plan and taking its items out.

    With `folder`, the document kept there is taken instead of the file, if it is whole.
    Words are read by each child anew: a project's own may have a bad line, so load
    them once before.
    """
    work = partial(_extract_in_child, one.source, one.path, mappings, folder)
    return Task(one.source, work)


def read_each(
    found: Iterable[Found], limits: Reading
) -> Iterator[tuple[Source, Document | SourceError]]:
    """Each source with its document, or with what was wrong; in no set order."""
    tasks = [(one.source, one.path) for one in found]
    return iter(read_isolated(tasks, limits, limits.jobs)) if tasks else iter(())


def as_plan(
    source: Source, outcome: Document | SourceError, lexicon: "Lexicon"
) -> Plan:
    """The plan a source turned out to be; never an exception, whatever it holds."""
    from plan_ingest.extract import extract

    if isinstance(outcome, SourceError):
        return _unread(source, outcome)
    try:
        return _read(outcome, extract(outcome, lexicon))
    except Exception as wrong:
        # One plan that trips the extraction must not cost the others their run.
        _log.debug("extracting %s", source.file, exc_info=True)
        return _unread(
            source,
            UnreadableSource(
                source.file,
                f"its items could not be taken out ({type(wrong).__name__}: {wrong})",
                "send the file to whoever keeps plan_ingest",
            ),
        )


def _extract_in_child(
    source: Source,
    path: Path,
    mappings: Path | None,
    folder: Path | None,
    limits: Reading,
) -> Made[Extracted]:
    began = time.monotonic()
    document = kept_document(folder) if folder else None
    pictures = 0
    if document is None:
        document = read(source, path, limits)
        pictures = pictures_in(document)
    else:
        source = replace(source, media_type=document.source.media_type)
        document = replace(document, source=source)
    plan = as_plan(document.source, document, _words(mappings))
    seconds = time.monotonic() - began
    return Made(replace(_written(plan), seconds=seconds), pictures)


@lru_cache(maxsize=1)
def _words(mappings: Path | None) -> "Lexicon":
    """The lexicon, read once in the life of a child."""
    from plan_ingest.store.lexicon import load_lexicon

    return load_lexicon(mappings)


def _settled(source: Source, outcome: Extracted | SourceError) -> Extracted:
    if isinstance(outcome, SourceError):
        return _written(_unread(source, outcome))
    return outcome


def _written(plan: Plan) -> Extracted:
    document = document_bytes(plan.document) if plan.document else None
    return Extracted(plan.record, items_lines(plan.items), document, plan.warning)


def characters(account: "Account") -> Characters:
    """An account's totals as the source's record has them."""
    return Characters(
        item=account.item,
        heading=account.heading,
        furniture=account.furniture,
        boilerplate=account.boilerplate,
        unread=account.unread,
    )


def _unread(source: Source, error: SourceError) -> Plan:
    state: SourceState = (
        "quarantined" if error.state == "quarantined" else "not assessable"
    )
    record = SourceRecord(
        source_id=source.id,
        file=source.file,
        sha256=source.sha256,
        media_type=source.media_type,
        force=source.force,
        plan_title=source.title,
        period=source.period,
        document_date=source.document_date,
        state=state,
        reason=f"{error.wrong}; {error.mend}",
        pages=None,
        pages_unread=(),
        items=0,
        supersedes=source.supersedes,
    )
    return Plan(record, (), None, str(error))


def _read(document: Document, extraction: "Extraction") -> Plan:
    from plan_ingest.extract.accounts import accounts, bare_pages

    source, said = document.source, extraction.metadata
    unread = [page for page in document.pages if page.reason]
    numbers = tuple(page.number for page in unread)
    found = len(extraction.items)
    ledger = accounts(document, extraction.items)
    record = SourceRecord(
        source_id=source.id,
        file=source.file,
        sha256=source.sha256,
        media_type=source.media_type,
        force=said.force,
        plan_title=said.title,
        period=said.period,
        document_date=said.document_date,
        state=state_of(found, bool(unread)),
        reason=reason_of(found, unread),
        pages=len(document.pages) or None,
        pages_unread=numbers,
        items=found,
        supersedes=source.supersedes,
        characters=characters(ledger.whole),
    )
    told = worth_saying(record, said, bare_pages(ledger))
    return Plan(record, extraction.items, document, told)
