"""Killed at any moment, the next run goes on to the bytes of an undisturbed one."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.killing import Stage, Story, disturbed, story

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
