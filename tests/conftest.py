"""Fixtures every room uses: a scratch project, a small framework, the shared plans."""

from pathlib import Path

import pytest

from plan_ingest.model.framework import Framework
from tests import build

SHARED = Path(__file__).parents[1] / "../shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real plans and references beside the checkout, where they are."""
    if not (SHARED / "plans").is_dir():
        pytest.skip("the real plans (../shared) are not on this machine")
    return SHARED.resolve()


@pytest.fixture
def framework() -> Framework:
    """Two criteria, three areas, four requirements."""
    return build.framework()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The root of an empty project folder: raw plans, mappings, outputs."""
    for folder in ("data/raw", "data/normalised", "mappings", "outputs"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "plan_ingest.toml").write_text("", encoding="utf-8")
    return tmp_path
