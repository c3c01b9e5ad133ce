"""What the tests of packs share: a project to review, and a pack of it."""

from pathlib import Path

import pytest

from tests.workbook.desk import call, made


@pytest.fixture
def root(project: Path) -> Path:
    return made(project)


@pytest.fixture
def pack(root: Path) -> Path:
    path = root / "pack.xlsx"
    assert call(root, "export", path).exit_code == 0
    return path
