"""A project's plans read by a cluster, and collected into partitioned Parquet.

The plans lie in the project, or in any store that the workers reach. What is kept in
the project afterwards is, byte for byte, what reading on one machine leaves there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize

from plan_ingest.pipeline.cluster import Cluster, Connected, connected
from plan_ingest.pipeline.cluster_parts import (
    TABLES,
    parts,
    remove_others,
    write_part,
)
from plan_ingest.pipeline.cluster_share import (
    WORDS,
    Done,
    Placed,
    Share,
    code_here,
    read_share,
)
from plan_ingest.pipeline.plans import Progress, gather
from plan_ingest.store import keys
from plan_ingest.store.kept import Kept, read_kept
from plan_ingest.store.lexicon import load_lexicon
from plan_ingest.store.objects import Objects, as_url, is_local
from plan_ingest.store.parcels import READINGS, packed, parcel_name, unpacked
from plan_ingest.store.project import Project
from plan_ingest.store.records import read_sources
from plan_ingest.store.sources import (
    REGISTER,
    Found,
    as_sources,
    is_plan,
    read_register,
    unknown_columns,
    with_register,
)

_SHARE = 80
"""Plans a share holds at most: each costs its worker the start of a child, and what a
lost worker had read of its share is in the store already."""
_SHARES_A_THREAD = 4
"""Shares of a small run for each thread of the cluster, so that none stands idle."""
_WORD_FILES = ("columns", "headings", "words", "forces", "force_aliases")


@dataclass(slots=True)
class OnCluster:
    """The cluster as a project's `Elsewhere`.

    `raw` is the URL of a store that has the plans, as data/raw has them; None where
    they lie in the project. `told` is given lines for the user.
    """

    cluster: Cluster
    raw: str | None
    told: Callable[[str], None]
    _urls: dict[str, str] = field(default_factory=dict)

    def gather(
        self, places: Iterable[Path], raw: Path
    ) -> tuple[list[Found], list[str]]:
        """The plans in the project, or in the store that has them."""
        if self.raw is None:
            return gather(places, raw)
        store = Objects(self.raw)
        names = [name for name in store.names() if is_plan(name)]
        self._urls = {normalize("NFC", name): f"{self.raw}/{name}" for name in names}
        plain = [(name, Path(name)) for name in sorted(self._urls)]
        found, clashes = as_sources(plain, hashed=lambda path: "")  # noqa: ARG005
        with TemporaryDirectory(prefix="plan-ingest-") as scratch:
            register = Path(scratch) / REGISTER
            if store.has(REGISTER):
                register.write_bytes(store.read(REGISTER))
            said, idle = with_register(found, read_register(register), Path(REGISTER))
            odd = unknown_columns(register, Path(REGISTER))
        return said, clashes + odd + idle

    def read(
        self,
        project: Project,
        found: Sequence[Found],
        again: bool,
        progress: Progress,
    ) -> dict[str, Kept]:
        """Have plans read, and lay those that changed into the project."""
        if not found:
            return {}
        load_lexicon(project.mappings)  # a bad line is told before any plan is read
        store = Objects(self.cluster.store)
        fresh: dict[str, Kept] = {}
        advance = progress(len(found))
        for done in self._readings(project, found, again):
            folder = project.normalised / done.source.id
            before = None if again else read_kept(folder)
            if before is None or parcel_name(before.items_key) != done.parcel:
                fresh[done.source.id] = unpacked(store.read(done.parcel), folder)
            advance(done.source.file)
        return fresh

    def collect(self, project: Project) -> str:
        """All that the project has read as tables in the store; their URL."""
        parcels = list(self._parcels(project))
        with connected(self.cluster, self.told) as there:
            written = [
                name
                for names in there.each(write_part, parts(parcels, self.cluster.store))
                for name in names
            ]
        remove_others(self.cluster.store, written)
        return f"{self.cluster.store}/{TABLES}"

    def _parcels(self, project: Project) -> Iterator[str]:
        """What the project has read, by source, put into the store where it lacks."""
        store = Objects(self.cluster.store)
        there = set(store.names(READINGS))
        for one in read_sources(project.sources):
            folder = project.normalised / one.source_id
            kept = read_kept(folder)
            if kept is not None:
                name = parcel_name(kept.items_key)
                if name not in there:
                    store.write(name, packed(folder))
                yield name

    def _readings(
        self, project: Project, found: Sequence[Found], again: bool
    ) -> Iterator[Done]:
        words, store = keys.words_key(project.mappings), self.cluster.store
        limits = project.settings.reading
        common = Share((), store, words, limits, code_here(), again)
        with connected(self.cluster, self.told) as there:
            _put_words(project.mappings, words, store)
            plans = [self._placed(one) for one in found]
            for done in there.each(read_share, _shares(there, plans, common)):
                yield from done

    def _placed(self, one: Found) -> Placed:
        """A plan with the URL under which the workers find its file.

        With plans in the project and a store in a folder, the workers share the disk
        and read the file itself; otherwise it is put into the store, by its content.
        """
        if self.raw is not None:
            return Placed(one.source, self._urls[one.source.file])
        if is_local(self.cluster.store):
            return Placed(one.source, as_url(one.path))
        store, sha256 = Objects(self.cluster.store), one.source.sha256
        name = f"raw/{sha256[:2]}/{sha256}{one.path.suffix.lower()}"
        if not store.has(name):
            store.write(name, one.path.read_bytes())
        return Placed(one.source, f"{self.cluster.store}/{name}")


def _put_words(mappings: Path, key: str, store: str) -> None:
    """Put a project's own words into the store, where the workers read them."""
    objects = Objects(store)
    for name in _WORD_FILES:
        path = mappings / f"{name}.csv"
        if path.is_file():
            objects.write(f"{WORDS}/{key}/{path.name}", path.read_bytes())


def _shares(
    there: Connected, plans: Sequence[Placed], common: Share
) -> Iterator[Share]:
    wanted = -(-len(plans) // (max(1, there.threads) * _SHARES_A_THREAD))
    waiting = iter(plans)
    while part := tuple(islice(waiting, max(1, min(_SHARE, wanted)))):
        yield replace(common, plans=part)
