"""The five real plans beside the checkout, scored against their references."""

import importlib.util
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plan_ingest.extract import Extraction, extract
from plan_ingest.model.source import Source
from plan_ingest.readers import text
from plan_ingest.settings import Reading
from plan_ingest.store.lexicon import load_lexicon
from tests.conftest import SHARED

SCORED = ("avon_somerset_2014", "dorset", "stop_2018")
FIELDS = ("response", "target", "lead", "ref", "heading")
LEAST = 0.97


@cache
def _extracted(name: str) -> Extraction:
    path = SHARED / "plans" / f"{name}.txt"
    source = Source(name, path.name, "0" * 64, "text/plain")
    return extract(text.read(source, path, Reading()), load_lexicon())


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def _scorer(shared: Path) -> Callable[..., dict[str, float]]:
    spec = importlib.util.spec_from_file_location("score", shared / "tools/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[..., dict[str, float]] = module.score
    return found


@pytest.mark.parametrize("name", SCORED)
def test_items_and_fields_are_those_of_the_reference(name: str, shared: Path) -> None:
    reference = _rows(shared / "gold/items.jsonl")
    gold = [row for row in reference if row["plan"] == name]
    items = _extracted(name).items
    found = json.loads(json.dumps([asdict(item) for item in items]))

    scores = _scorer(shared)(found, gold)

    assert scores["f1"] >= LEAST
    assert all(scores[field] >= LEAST for field in FIELDS if field in scores)
    assert scores["order"] == 1.0


@pytest.mark.parametrize("name", SCORED)
def test_attributes_are_those_of_the_coverage_reference(
    name: str, shared: Path
) -> None:
    rows = _rows(shared / "gold/coverage/items.jsonl")
    gold = [row for row in rows if row["source_id"] == name]
    items = _extracted(name).items

    assert len(items) == len(gold)
    for item, row in zip(items, gold, strict=True):
        assert asdict(item.smart) == row["smart"], item.text
        assert (item.kind, item.status) == (row["kind"], row["status"]), item.text


def test_what_each_plan_says_of_itself(shared: Path) -> None:
    for row in json.loads((shared / "gold/plan_metadata.json").read_text("utf-8")):
        found = _extracted(row["plan"])
        said = found.metadata

        assert said.force == row["force"], row["plan"]
        assert said.period == row["period"], row["plan"]
        assert said.document_date == row["document_date"], row["plan"]
        assert said.title is not None


def test_the_plan_of_comments_and_responses_keeps_its_lost_row(shared: Path) -> None:
    assert shared.is_dir()
    items = _extracted("staffordshire_2016").items

    assert [item.ref for item in items] == ["1", "2", "3", "4", "5"]
    assert [len(item.response) for item in items] == [4, 3, 4, 3, 7]
    assert all(item.kind == "objective" for item in items)
    assert sum(item.smart.measure for item in items) == 4
    assert "table_lost" in items[-1].flags


def test_the_committee_report_gives_what_the_conventions_count(shared: Path) -> None:
    """Five workstreams, 16 and 9 bullets, 4, 3 and 3 statements; leads above."""
    assert shared.is_dir()
    items = _extracted("lancashire_2015").items
    last = [item.headings[-1][:2] for item in items[5:]]

    assert [item.kind for item in items[:5]] == ["aim"] * 5
    assert all(item.lead for item in items[:5])
    assert [last.count(f"{number}.") for number in range(1, 6)] == [16, 9, 4, 3, 3]
    assert {item.smart.owner for item in items} == {"heading"}
    assert sum(item.smart.evidence == "self" for item in items) == 5
    assert sum(item.smart.measure for item in items) == 1
