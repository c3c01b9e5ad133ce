"""What a worker of a cluster does: reads its share of the plans into the store.

Each plan is read in a limited child of the worker, as on one machine; what came of
it is put into the store under the key of all that it rests on. A share that is done
again, because its worker was lost, finds what is there and does the rest.
"""

import multiprocessing
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from plan_ingest.errors import UsageError
from plan_ingest.model.source import Source
from plan_ingest.pipeline.grounds import items_key, read_key, state_of
from plan_ingest.pipeline.plans import Extracted, extract_each, plan_task
from plan_ingest.readers.isolation import Task
from plan_ingest.settings import Reading
from plan_ingest.store import keys
from plan_ingest.store.kept import kept_files
from plan_ingest.store.objects import Objects, fetch
from plan_ingest.store.parcels import packed_files, parcel_name
from plan_ingest.store.sources import Found

WORDS = "words"
"""Where in the store a project's own words lie, a folder for each key of them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A source and the URL of its file; its sha256 is "" where not known yet."""

    source: Source
    url: str


@dataclass(frozen=True, slots=True)
class Share:
    """Plans for one worker. `store` is a URL, `code` is `code_here`.

    `words` is the key of the words by which plans are understood; `again` reads also
    what the store has.
    """

    plans: tuple[Placed, ...]
    store: str
    words: str
    limits: Reading
    code: str
    again: bool = False

    @property
    def named(self) -> str:
        """The share in a message: its first plan, and how many more."""
        first, more = self.plans[0].source.file, len(self.plans) - 1
        return f"{first} (with {more} more plans)" if more else first


@dataclass(frozen=True, slots=True)
class Done:
    """A source whose reading is in the store, under `parcel`."""

    source: Source
    parcel: str


def read_share(share: Share) -> tuple[Done, ...]:
    """Read the plans of a share that the store does not have yet.

    Raises UsageError where this worker runs another plan_ingest.
    """
    if share.code != code_here():
        raise UsageError(
            "a worker runs another version of plan_ingest, of Python or of a reading"
            " library than this machine; install the same lock on both"
        )
    _may_have_children()
    store = Objects(share.store)
    done: dict[str, Done] = {}
    with TemporaryDirectory(prefix="plan-ingest-") as scratch:
        here: dict[str, Path] = {}
        tasks = _tasks(share, Path(scratch), here, done)
        for source, plan in extract_each(tasks, replace(share.limits, jobs=1)):
            parcel = _put(store, source, plan, share)
            done[source.id] = Done(source, parcel)
            here.pop(source.id).unlink()
    return tuple(done[placed.source.id] for placed in share.plans)


def _tasks(
    share: Share, scratch: Path, here: dict[str, Path], done: dict[str, Done]
) -> Iterator[Task[Extracted]]:
    """What is to be read, each file fetched when its turn is near, to lie `here`.

    What the store has already is `done`.
    """
    words = Path(_words(share.store, share.words).name)
    for number, placed in enumerate(share.plans):
        found = _fetched(placed, share, scratch / str(number))
        if isinstance(found, Done):
            done[placed.source.id] = found
        else:
            here[found.source.id] = found.path
            yield plan_task(found, words)


@lru_cache(maxsize=1)
def code_here() -> str:
    """A key of the program this machine runs: our own code, Python, the libraries."""
    code = keys.code_key("pipeline", "readers", "layout", "extract", "store")
    rest = keys.code_key("model", "data", "text.py", "settings.py", "errors.py")
    return keys.key(code, rest, keys.reader_key(), sys.version_info[:2])


def parcel_of(source: Source, limits: Reading, words: str) -> str:
    """The name of the parcel that a source's reading gets."""
    return parcel_name(items_key(source, read_key(source, limits), words))


def _fetched(placed: Placed, share: Share, folder: Path) -> Found | Done:
    """The plan's file on this machine; or its parcel, where the store has that."""
    store = Objects(share.store)
    if placed.source.sha256 and not share.again:
        parcel = parcel_of(placed.source, share.limits, share.words)
        if store.has(parcel):
            return Done(placed.source, parcel)
    folder.mkdir()
    path = folder / f"plan{PurePosixPath(placed.source.file).suffix}"
    sha256 = fetch(placed.url, path)
    source = replace(placed.source, sha256=sha256)
    parcel = parcel_of(source, share.limits, share.words)
    if not placed.source.sha256 and not share.again and store.has(parcel):
        return Done(source, parcel)
    return Found(source, path)


def _put(store: Objects, source: Source, plan: Extracted, share: Share) -> str:
    limits, words = share.limits, share.words
    state = state_of(source, limits, words, plan.record, plan.warning)
    files = kept_files(state, plan.document, plan.items)
    store.write(parcel_name(state.items_key), packed_files(files))
    return parcel_name(state.items_key)


@lru_cache(maxsize=4)
def _words(url: str, key: str) -> TemporaryDirectory[str]:
    """A folder of this worker with a project's own words, as the store has them."""
    store = Objects(url)
    folder = TemporaryDirectory(prefix="plan-ingest-")
    for name in store.names(f"{WORDS}/{key}"):
        (Path(folder.name) / PurePosixPath(name).name).write_bytes(store.read(name))
    return folder


def _may_have_children() -> None:
    """Let this worker have children of its own, though its nanny calls it a daemon.

    Python refuses children to daemons only so that none outlives them; ours end when
    the pipe to the worker closes.
    """
    config = getattr(multiprocessing.current_process(), "_config", {})
    config["daemon"] = False
