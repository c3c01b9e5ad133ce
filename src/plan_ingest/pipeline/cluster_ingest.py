"""A project's plans read by a cluster, and collected into partitioned Parquet."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from plan_ingest.pipeline.cluster import Cluster, Connected, connected
from plan_ingest.pipeline.cluster_parts import parts, remove_others, write_part
from plan_ingest.pipeline.cluster_share import (
    WORDS,
    Done,
    Placed,
    Share,
    code_here,
    read_share,
)
from plan_ingest.settings import Reading
from plan_ingest.store.objects import Objects, as_url, is_local
from plan_ingest.store.sources import Found

_SHARE = 20
"""Plans a share holds at most: as many as a reading child serves."""
_SHARES_A_THREAD = 4
"""Shares of a small run for each thread of the cluster, so that none stands idle."""
_WORD_FILES = ("columns", "headings", "words", "forces", "force_aliases")


def read_on_cluster(
    cluster: Cluster,
    plans: Sequence[Placed],
    words: str,
    limits: Reading,
    again: bool,
    told: Callable[[str], None],
) -> Iterator[Done]:
    """Each plan as its reading lies in the store, in no set order.

    `words` is the key of the words by which plans are understood, put there by
    `put_words`. `again` reads also what the store has.
    """
    common = Share((), cluster.store, words, limits, code_here(), again)
    with connected(cluster, told) as there:
        for done in there.each(read_share, _shares(there, plans, common)):
            yield from done


def collect(
    cluster: Cluster, parcels: Iterable[str], told: Callable[[str], None]
) -> None:
    """The readings, in the order of their sources, as tables in the store."""
    with connected(cluster, told) as there:
        written = [
            name
            for names in there.each(write_part, parts(parcels, cluster.store))
            for name in names
        ]
    remove_others(cluster.store, written)


def place(found: Iterable[Found], store: str) -> Iterator[Placed]:
    """Each plan with the URL under which the workers find its file.

    With a store in a folder the workers share the disk and read the file itself;
    otherwise it is put into the store, under its content, once.
    """
    objects = Objects(store)
    for one in found:
        if is_local(store):
            yield Placed(one.source, as_url(one.path))
            continue
        sha256 = one.source.sha256
        name = f"raw/{sha256[:2]}/{sha256}{one.path.suffix.lower()}"
        if not objects.has(name):
            objects.write(name, one.path.read_bytes())
        yield Placed(one.source, f"{store}/{name}")


def put_words(mappings: Path, key: str, store: str) -> None:
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
