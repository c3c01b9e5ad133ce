"""Killed at any moment, the next run goes on to the bytes of an undisturbed one."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing import Stage, Story, digests, disturbed, story

ROUNDS, KILLS = 4, 5
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="a process that kills itself so is POSIX's"
)


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    program = Stage()
    yield program
    program.close()


@pytest.fixture(scope="module")
def told(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Story:
    return story(stage, tmp_path_factory.mktemp("story"), plans=5)


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_story_cut_short_ends_as_an_undisturbed_one(
    stage: Stage, told: Story, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)  # noqa: S311

    assert disturbed(stage, told, tmp_path / "project", draw, KILLS) == []


def test_a_comparison_joined_from_parts_ends_as_an_undisturbed_one(
    stage: Stage, tmp_path: Path
) -> None:
    many = story(stage, tmp_path, 5, "whole = 2\nprofiles = 2\n")
    draw = random.Random(7)  # noqa: S311

    assert any(name.endswith(".part") for name in many.whole)
    assert disturbed(stage, many, tmp_path / "project", draw, KILLS) == []


def test_a_full_disk_is_one_line_and_leaves_the_old_files_whole(
    stage: Stage, told: Story, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(told.fresh.parent / "undisturbed", project)
    settings = project / "plan_ingest.toml"
    settings.write_text(settings.read_text("utf-8") + "title = 'Anew'\n", "utf-8")
    before = digests(project / "outputs")
    full = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))\n"
        "from plan_ingest.cli import main; main()"
    )

    ended = subprocess.run(
        [sys.executable, "-c", full, "--project", str(project), "compare"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    (line,) = ended.stderr.splitlines()
    assert "outputs/" in line
    assert "File too large; check the path, the rights and the space" in line
    after = digests(project / "outputs")
    assert after.keys() == before.keys()
    assert stage.play(project, "compare") > 0
    assert digests(project / "outputs") != before
