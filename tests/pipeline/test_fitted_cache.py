"""What was fitted is found again only by the code that would fit the same."""

from pathlib import Path

import pytest

import plan_ingest
from plan_ingest.pipeline import fitted_cache
from plan_ingest.settings import Matching
from plan_ingest.store import keys
from tests import build


def test_the_key_names_all_code_that_fits() -> None:
    package = Path(plan_ingest.__file__).parent
    named = {package / name for name in fitted_cache.CODE}

    assert all(path.exists() for path in named)
    fitting = ("matchers/ridge.py", "suggest/calibrate.py", "pipeline/fitting.py")
    for name in fitting:
        assert {package / name, (package / name).parent} & named


def test_other_code_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    settings, framework = Matching(), build.framework()
    before = fitted_cache.key(framework, settings)
    assert fitted_cache.key(framework, settings) == before

    monkeypatch.setattr(keys, "code_key", lambda *_: "a better machine")

    assert fitted_cache.key(framework, settings) != before
    assert fitted_cache.key(framework, Matching(precision=0.5)) != before
