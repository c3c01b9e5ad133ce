"""Fixtures every room uses: a scratch project, a small framework, the shared plans."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from plan_ingest.model.framework import Framework
from tests import build

SHARED = Path(__file__).parents[1] / "../shared"

# No test is judged by the clock: a busy machine would fail what is right.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of this test run's own, one for all of its workers."""
    base = tmp_path_factory.getbasetemp()
    cache = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "cache"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        patch.setenv("LOCALAPPDATA", str(cache))
        yield cache


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
