"""The sample plans as a project, read and mapped, with one plan twice."""

import shutil
from pathlib import Path

from plan_ingest.pipeline.ingest import ingest
from plan_ingest.pipeline.run import suggest_in
from plan_ingest.store.project import make_project

RAW = Path(__file__).parents[2] / "data/raw"
TWIN = "thornleigh/plan-2015"
"""A plan worded like another force's, so that its items have likes."""


def sample_project(root: Path) -> Path:
    """A project of the sample plans, items read and nodes suggested."""
    project = make_project(root)
    shutil.copytree(RAW, project.raw, dirs_exist_ok=True)
    twin = project.raw / f"{TWIN}.txt"
    twin.parent.mkdir()
    shutil.copyfile(RAW / "oakenshire/plan-2014.txt", twin)
    ingest(project)
    suggest_in(project)
    return root
