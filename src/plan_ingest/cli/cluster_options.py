"""Options of the verbs that can read on a cluster, and the cluster they name."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from plan_ingest.cli.console import Console
from plan_ingest.errors import UsageError
from plan_ingest.store.project import Project

if TYPE_CHECKING:
    from plan_ingest.pipeline.cluster_ingest import OnCluster

_OPTIONS = (
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Read on a Dask cluster (extra `cluster`), such as tcp://HOST:8786.",
    ),
    click.option(
        "--raw",
        metavar="URL",
        help="With --cluster: a store that has the plans, in place of data/raw.",
    ),
    click.option(
        "--store",
        metavar="URL",
        help="With --cluster: the store for what is read, which the workers reach;"
        " a folder of the project where it is not given.",
    ),
)


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--cluster, --raw and --store, given as arguments of these names."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def on_cluster(
    console: Console,
    project: Project,
    cluster: str | None,
    raw: str | None,
    store: str | None,
) -> "OnCluster | None":
    """The cluster that is named; None where none is.

    Raises UsageError where what a cluster takes is not installed, before any work.
    """
    if cluster is None:
        if raw or store:
            raise UsageError("--raw and --store go with --cluster")
        return None
    from plan_ingest.pipeline.cluster import Cluster, installed
    from plan_ingest.pipeline.cluster_ingest import OnCluster
    from plan_ingest.store.objects import as_url

    installed()
    where = as_url(store or project.normalised / ".store")
    return OnCluster(Cluster(cluster, where), as_url(raw) if raw else None, console.say)


def collect(
    console: Console, project: Project, cluster: "OnCluster | None"
) -> dict[str, str]:
    """What was read as partitioned tables in the cluster's store, and where."""
    if cluster is None:
        return {}
    from plan_ingest.store.objects import shown

    tables = shown(cluster.collect(project))
    console.say(f"tables: {tables}")
    return {"tables": tables}
