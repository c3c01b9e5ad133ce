"""The sample plans as a project, read and mapped once a run; one plan twice."""

import os
import shutil
from pathlib import Path

from filelock import FileLock

from plan_ingest.pipeline.ingest import ingest
from plan_ingest.pipeline.run import suggest_in
from plan_ingest.store.project import make_project

RAW = Path(__file__).parents[2] / "data/raw"
TWIN = "thornleigh/plan-2015"
"""A plan worded like another force's, so that its items have likes."""


def sample_project(root: Path) -> Path:
    """A project of the sample plans at `root`, items read and nodes suggested."""
    made = Path(os.environ["XDG_CACHE_HOME"]) / "sample-project"
    made.parent.mkdir(parents=True, exist_ok=True)
    # Workers of one run share the cache, and so what reading and mapping took.
    with FileLock(f"{made}.lock"):
        if not made.is_dir():
            _make(made.with_name("sample-project-begun")).rename(made)
    return Path(shutil.copytree(made, root))


def _make(root: Path) -> Path:
    project = make_project(root)
    shutil.copytree(RAW, project.raw, dirs_exist_ok=True)
    twin = project.raw / f"{TWIN}.txt"
    twin.parent.mkdir()
    shutil.copyfile(RAW / "oakenshire/plan-2014.txt", twin)
    ingest(project)
    suggest_in(project)
    return root
