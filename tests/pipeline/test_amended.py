"""Corrections laid over the plans they touch alone: the same as over all plans."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import Amendment
from plan_ingest.pipeline import amended as module
from plan_ingest.pipeline.amended import amended, corrected
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.project import Project, make_project
from plan_ingest.store.records import (
    items_lines,
    items_of,
    write_items,
    write_sources,
)
from tests import build

PLANS = ("alder", "birch", "cedar")


def said(number: int, item: str, change: str, value: Any = None) -> Amendment:
    return Amendment(
        id=f"a{number}",
        at=f"2026-01-0{number}T09:00:00+00:00",
        analyst="A",
        item_id=item,
        change=change,  # type: ignore[arg-type]
        value=value,
    )


def items_with(**changed: Any) -> list[PlanItem]:
    """Two items of each plan; the second rests on the response of the first."""
    made = []
    for source in PLANS:
        for at in (0, 1):
            one = build.item(
                f"{source} does {at}",
                item_id=f"{source}-{at}",
                source_id=source,
                item_no=at + 1,
                evidence_from=f"{source}-0" if at else None,
            )
            made.append(replace(one, **changed.get(one.item_id.replace("-", "_"), {})))
    return made


def project_of(root: Path, items: list[PlanItem], *told: Amendment) -> Project:
    project = make_project(root)
    write_items(project.items, items)
    records = [build.record(source_id=one, items=2) for one in PLANS]
    write_sources(project.sources, records)
    append_amendments(project.ledger("tiny").with_name("amendments.jsonl"), told)
    return project


CASES = {
    "a word": [said(1, "birch-0", "text", "Birch says it well")],
    "a plan without items": [
        said(1, "cedar-0", "not_an_item"),
        said(2, "cedar-1", "not_an_item"),
    ],
    "one of two plans": [said(1, "alder-1", "merge", ("cedar-0",))],
    "parts": [said(1, "birch-0", "split", ("One thing", "and another"))],
    "a whole source": [said(1, "birch-1", "force", "Birchshire")],
    "nothing there": [said(1, "gone", "text", "words")],
}


@pytest.mark.parametrize("told", CASES.values(), ids=CASES)
def test_the_same_as_over_all_plans(
    tmp_path: Path, told: list[Amendment], monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(tmp_path, items_with(), *told)
    whole = amended(project, "tiny")
    monkeypatch.setattr(module, "read_items", None)  # not all plans are looked at
    found = corrected(project, "tiny")

    assert found is not None
    touched = {one.item_id.split("-")[0] for one in told} & set(PLANS)
    touched |= {name.split("-")[0] for one in told if one.change == "merge"
                for name in one.value or ()}  # type: ignore[union-attr]  # fmt: skip
    assert found.plans.keys() == touched
    for source in touched:
        mine = tuple(item for item in whole.items if item.source_id == source)
        assert items_of(found.plans[source]) == mine
    assert (found.sources, found.lost) == (whole.sources, whole.lost)


def test_an_item_that_rests_on_another_plans_sends_all_plans_through(
    tmp_path: Path,
) -> None:
    items = items_with(cedar_1={"evidence_from": "alder-0"})
    project = project_of(tmp_path, items, said(1, "alder-0", "not_an_item"))
    found = corrected(project, "tiny")

    assert found is not None
    whole = amended(project, "tiny").items
    assert whole[-1].evidence_from is None
    assert found.plans["cedar"] == items_lines(whole[-2:])


def test_without_corrections_there_is_nothing_to_lay_over(tmp_path: Path) -> None:
    assert corrected(project_of(tmp_path, items_with()), "tiny") is None
