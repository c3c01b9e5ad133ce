"""What the tests in a real browser share: the browser, and plans to review in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.web.browsers import launched
from tests.web.samples import sample_project


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = launched(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_project(tmp_path_factory.mktemp("samples") / "project")


@pytest.fixture
def root(samples: Path, tmp_path: Path) -> Path:
    """The sample plans, read and mapped, with an empty ledger."""
    return Path(shutil.copytree(samples, tmp_path / "project"))
