"""Plans read by a real scheduler and two worker processes, which are killed on the way.

What is left in the project is what reading on this machine leaves there, byte for byte.
"""

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow.parquet as pq
import pytest

from plan_ingest.errors import UsageError
from plan_ingest.pipeline import cluster as clusters
from plan_ingest.pipeline.cluster import Cluster, connected
from plan_ingest.pipeline.cluster_ingest import OnCluster
from plan_ingest.pipeline.cluster_share import Share, read_share
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.settings import Reading, Settings
from plan_ingest.store.project import Project, open_project
from plan_ingest.store.records import read_items

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
ROOT = Path(__file__).parents[1]
WORDS = "Officers ask about children at every call.\n\nThe force reviews each case.\n"


@dataclass(frozen=True, slots=True)
class Running:
    """A scheduler with two workers."""

    address: str
    workers: tuple[psutil.Process, ...]

    def kill_a_worker(self, which: int) -> bool:
        """Kill -9 the process that reads, below its nanny; whether there was one."""
        for child in self.workers[which].children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.kill()
                return True
        return False


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("cluster")
    contact = folder / "scheduler.json"
    alone = ("--no-dashboard", "--scheduler-file", str(contact))
    scheduler = _started(
        folder, "scheduler", "--host", "127.0.0.1", "--port", "0", *alone
    )
    local = ("--nthreads", "1", "--local-directory", str(folder))
    workers = [_started(folder, "worker", *alone, *local) for _ in range(2)]
    try:
        address = json.loads(_there(contact))["address"]
        yield Running(address, tuple(psutil.Process(one.pid) for one in workers))
    finally:
        for process in (*workers, scheduler):
            _end(process)


@pytest.fixture
def here(tmp_path: Path) -> Project:
    """A project of thirty plans: the samples, and plans of a few words."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data/raw", root / "data/raw")
    for number in range(22):
        path = root / f"data/raw/force-{number:02}/plan.txt"
        path.parent.mkdir()
        path.write_text(f"Action plan {number}\n\n1. {WORDS}", "utf-8")
    (root / "data/raw/force-00/broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (root / "mappings").mkdir()
    (root / "mappings/columns.csv").write_text(
        "phrase,role,kind\nwhat we shall do,action,\n", "utf-8"
    )
    return open_project(root)


def test_a_cluster_leaves_what_this_machine_leaves(
    running: Running, here: Project, tmp_path: Path
) -> None:
    there = open_project(shutil.copytree(here.root, tmp_path / "there"))
    local = ingest(here)
    killed: list[int] = []
    killer = threading.Thread(target=_kill_both, args=(running, there, killed))
    killer.start()
    done = _called(there, "ingest", "--cluster", running.address)
    killer.join()

    assert done.returncode == 3, done.stderr
    assert killed == [0, 1]
    assert _kept(there) == _kept(here)
    assert len(local.sources) == 31

    tables = there.normalised / ".store/tables"
    parted = pq.read_table(tables / "items").to_pylist()
    items = {item.item_id: item for item in read_items(here.items)}
    assert sorted(row["item_id"] for row in parted) == sorted(items)
    forces = {row["item_id"]: row["force"] for row in parted}
    assert forces == {item_id: item.force for item_id, item in items.items()}
    sources = pq.read_table(tables / "sources").to_pylist()
    assert [row["state"] for row in sources].count("quarantined") == 1


def test_an_unchanged_project_asks_nothing_of_the_cluster(
    running: Running, here: Project
) -> None:
    first = ingest(here, elsewhere=_elsewhere(running, here))
    again = ingest(here, elsewhere=_elsewhere(running, here))
    (here.raw / "force-03/plan.txt").write_text(f"Another plan\n\n1. {WORDS}", "utf-8")
    changed = ingest(here, elsewhere=_elsewhere(running, here))

    assert len(first.read) == 31
    assert again.read == ()
    assert changed.read == ("force-03/plan",)


def test_plans_are_read_from_another_store(
    running: Running, here: Project, tmp_path: Path
) -> None:
    there = tmp_path / "bucket"
    shutil.copytree(here.raw, there / "plans")
    shutil.copyfile(here.raw / "sources.csv", there / "plans/sources.csv")
    ingest(here)
    empty = tmp_path / "empty"
    shutil.copytree(here.mappings, empty / "mappings")
    (empty / "data/raw").mkdir(parents=True)
    words = ("--cluster", running.address, "--raw", str(there / "plans"))
    done = _called(
        open_project(empty), "ingest", *words, "--store", str(there / "read")
    )

    assert done.returncode == 3, done.stderr
    assert _kept(open_project(empty)) == _kept(here)
    assert (there / "read/tables/sources/part-00000.parquet").is_file()


IN_MEMORY = """
import sys
from pathlib import Path
from distributed import LocalCluster
from plan_ingest.pipeline.cluster import Cluster
from plan_ingest.pipeline.cluster_ingest import OnCluster
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.store.objects import Objects
from plan_ingest.store.project import open_project

if __name__ == "__main__":
    project = open_project(Path(sys.argv[1]))
    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        dashboard_address="127.0.0.1:0",
    ) as inside:
        cluster = Cluster(inside.scheduler_address, "memory://plans")
        there = OnCluster(cluster, None, print)
        found = ingest(project, elsewhere=there)
        assert len(found.read) == len(found.sources) == 3
        there.collect(project)
    print(*Objects("memory://plans").names())
"""


def test_a_store_that_is_no_folder_gets_the_plans_by_their_content(
    here: Project, tmp_path: Path
) -> None:
    for folder in sorted(here.raw.glob("*/"))[:-3]:
        shutil.rmtree(folder)
    (here.raw / "sources.csv").unlink()
    there = open_project(shutil.copytree(here.root, tmp_path / "there"))
    script = tmp_path / "in_memory.py"
    script.write_text(IN_MEMORY, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(there.root)],
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
    ingest(here)

    assert done.returncode == 0, done.stderr
    assert _kept(there) == _kept(here)
    names = done.stdout.split()
    assert len([name for name in names if name.startswith("raw/")]) == 3
    assert len([name for name in names if name.startswith("readings/")]) == 3
    assert "tables/sources/part-00000.parquet" in names


def test_a_share_done_twice_is_read_once(running: Running, here: Project) -> None:
    elsewhere = _elsewhere(running, here)
    ingest(here, elsewhere=elsewhere)
    parcels = {p: p.stat().st_mtime_ns for p in here.root.rglob("readings/*/*.zip")}
    shutil.rmtree(here.normalised / "westmarch")
    ingest(here, elsewhere=elsewhere)

    assert len(parcels) == 31
    for path, when in parcels.items():
        assert path.stat().st_mtime_ns == when
    assert (here.normalised / "westmarch").is_dir()


def test_the_commands_of_the_page_on_scale_work(tmp_path: Path) -> None:
    page = (ROOT / "docs/scale.md").read_text("utf-8")
    blocks = re.findall(r"^```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    said = "".join(blocks).replace("HOST", "127.0.0.1").replace("8786", port)
    scheduler, worker, run = (line.split() for line in said.splitlines())
    place = tmp_path / "data/raw/oakenshire"
    shutil.copytree(ROOT / "data/raw/oakenshire", place)
    running = [_started(tmp_path, *words[1:]) for words in (scheduler, worker)]
    try:
        done = _called(Project(tmp_path, Settings()), *run[1:])
    finally:
        for process in running:
            _end(process)

    assert scheduler[:2] + worker[:2] == ["dask", "scheduler", "dask", "worker"]
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data/normalised/items.jsonl").is_file()
    assert (tmp_path / "data/normalised/.store/tables/sources").is_dir()


def test_where_no_scheduler_is_it_is_said(
    here: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "_CONNECT_SECONDS", 1)
    elsewhere = OnCluster(
        Cluster("tcp://127.0.0.1:9", here.root.as_uri()), None, _silent
    )
    with pytest.raises(UsageError, match="no Dask scheduler answers there"):
        ingest(here, elsewhere=elsewhere)


class _OtherCode:
    """Says something else here than it does once it has travelled to a worker."""

    def __call__(self) -> str:
        return "another version"

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (sys.modules["plan_ingest.pipeline.cluster_share"], "code_here")


def test_workers_of_another_version_are_named(
    running: Running, here: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "code_here", _OtherCode())
    cluster = Cluster(running.address, here.root.as_uri())

    with (
        pytest.raises(UsageError, match=r"tcp://.*runs another version"),
        connected(cluster, print),
    ):
        pass


def test_a_worker_refuses_a_share_of_another_version(tmp_path: Path) -> None:
    share = Share((), tmp_path.as_uri(), "", Reading(), code="another")

    with pytest.raises(UsageError, match="another version"):
        read_share(share)


def test_without_the_extra_it_is_said(
    here: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    cluster = Cluster("tcp://127.0.0.1:9", here.root.as_uri())

    with (
        pytest.raises(UsageError, match=r"pip install \"plan-ingest\[cluster\]\""),
        connected(cluster, print),
    ):
        pass


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--store", "s3://bucket/read"], "go with --cluster"),
        (["--raw", "s3://bucket/plans"], "go with --cluster"),
        (["--cluster", "tcp://h:1", "--out", "items.jsonl", "x.txt"], "with a project"),
        (["--cluster", "tcp://h:1", "--raw", "s3://k:TOKEN@b"], "do not belong"),
    ],
)
def test_a_wrong_call_is_told(words: list[str], said: str, here: Project) -> None:
    (here.root / "x.txt").write_text(WORDS, "utf-8")
    done = _called(here, "ingest", *words)

    assert done.returncode == 2
    assert said in done.stderr
    assert "TOKEN" not in done.stderr


def _elsewhere(running: Running, project: Project) -> OnCluster:
    store = (project.normalised / ".store").as_uri()
    return OnCluster(Cluster(running.address, store), None, _silent)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started."""
    for below in psutil.Process(process.pid).children(recursive=True):
        below.kill()
    process.kill()
    process.wait()


def _silent(line: str) -> None:
    assert line


def _started(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words], cwd=folder, stdout=log, stderr=log
        )


def _there(path: Path) -> str:
    for _ in range(600):
        if path.is_file() and path.read_text("utf-8").strip().endswith("}"):
            return path.read_text("utf-8")
        time.sleep(0.1)
    pytest.fail(f"{path} is not there after a minute: {list(path.parent.iterdir())}")


def _kill_both(running: Running, project: Project, killed: list[int]) -> None:
    """Kill each worker once, when something of the work is done."""
    store = project.normalised / ".store"
    for which, done in ((0, 2), (1, 10)):
        for _ in range(1200):
            if len(list(store.rglob("*.zip"))) >= done and running.kill_a_worker(which):
                killed.append(which)
                break
            time.sleep(0.05)


def _called(project: Project, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plan_ingest", *words],
        cwd=project.root,
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )


def _kept(project: Project) -> dict[str, bytes]:
    """Every file under data/normalised, but the store's own."""
    return {
        path.relative_to(project.normalised).as_posix(): path.read_bytes()
        for path in sorted(project.normalised.rglob("*"))
        if path.is_file() and ".store" not in path.parts
    }
