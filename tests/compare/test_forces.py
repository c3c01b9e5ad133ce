"""Forces over time: names of the day, latest plans, plans joined."""

from dataclasses import replace
from pathlib import Path

import pytest

from plan_ingest.compare.coverage import coverage
from plan_ingest.compare.forces import Force, by_force, force_at, latest
from plan_ingest.errors import RecordError, UsageError
from plan_ingest.model.plan import PlanItem
from plan_ingest.pipeline.reported import report_of
from plan_ingest.review import links, settle
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.register import load_register
from tests import build

REGISTER = (
    Force("Alder", valid_to="2030-04-01", successor="Greater Alder"),
    Force("Birch", valid_to="2030-04-01", successor="Greater Alder"),
    Force("Greater Alder", valid_from="2030-04-01", other_names=("Alder and Birch",)),
    Force("Cedar", other_names=("Cedarshire",)),
)


@pytest.mark.parametrize(
    ("name", "date", "then"),
    [
        ("Alder", "2029-12-31", "Alder"),
        ("Alder", "2030-04-01", "Greater Alder"),
        ("birch", "2031-01-01", "Greater Alder"),
        ("Alder and Birch", "2031-01-01", "Greater Alder"),
        ("Cedarshire", "2031-01-01", "Cedar"),
        ("Unknown", "2031-01-01", "Unknown"),
    ],
)
def test_a_force_has_the_name_of_the_day(name: str, date: str, then: str) -> None:
    assert force_at(REGISTER, name, date) == then


def test_a_register_that_runs_in_a_ring_ends_somewhere() -> None:
    ring = (
        Force("A", valid_to="2000-01-01", successor="B"),
        Force("B", valid_to="2000-01-01", successor="A"),
    )

    assert force_at(ring, "A", "2020-01-01") in {"A", "B"}


def test_the_latest_plan_of_a_force_is_one_that_could_be_read() -> None:
    old = build.record(source_id="alder/2016", force="Alder", document_date="2016-05")
    new = replace(old, source_id="alder/2019", document_date="2019")
    lost = replace(
        new, source_id="alder/2020", document_date="2020", state="quarantined"
    )
    lone = build.record(source_id="unnamed", force=None)

    assert latest([lost, old, new, lone]) == ("alder/2019", "unnamed")


def test_a_plan_that_is_superseded_is_not_the_latest() -> None:
    undated = build.record(
        source_id="alder/new", force="Alder", document_date=None, supersedes="old.txt"
    )
    dated = build.record(source_id="alder/old", force="Alder", file="old.txt")

    assert latest([undated, dated]) == ("alder/new",)


def _two_plans() -> tuple[list[PlanItem], dict[str, str]]:
    items = [
        build.item("One.", item_id="1", source_id="alder/2016"),
        build.item("Two.", item_id="2", source_id="alder/2019"),
    ]
    return items, {"alder/2016": "Alder", "alder/2019": "Alder"}


def test_plans_of_a_force_are_joined_at_their_highest_level() -> None:
    items, forces = _two_plans()
    settled = settle(
        [
            build.decision("1", "C1a.1"),
            build.decision("2", "C1a.1", verdict="secondary"),
            build.decision("2", "C1b.1", verdict="secondary"),
        ],
        "tiny",
    )
    records = [build.record(source_id=source) for source in forces]
    whole = coverage(
        links(items, (), settled), items, records, build.framework(), settled
    )
    cells = {c.node_id: c for c in by_force(whole, forces, build.framework()).cells}

    assert (cells["C1a.1"].level, cells["C1b.1"].level, cells["C2a"].level) == (2, 1, 0)
    assert cells["C1"].breadth == (2, 3)
    assert cells["C1a.1"].item_ids == ("1", "2")


def test_a_force_is_no_gap_where_one_of_its_plans_could_not_be_judged() -> None:
    items, forces = _two_plans()
    records = [
        build.record(source_id="alder/2016"),
        build.record(source_id="alder/2019", state="quarantined"),
    ]
    settled = settle([build.decision("1", "C1a.1")], "tiny")
    whole = coverage(
        links(items, (), settled), items, records, build.framework(), settled
    )
    cells = {c.node_id: c for c in by_force(whole, forces, build.framework()).cells}

    assert (cells["C1a.1"].level, cells["C1b.1"].level) == (2, None)


def test_settings_choose_latest_plans_and_the_names_of_a_day() -> None:
    items, _ = _two_plans()
    items = [replace(item, force="Alder") for item in items]
    records = [
        build.record(source_id="alder/2016", force="Alder", document_date="2016"),
        build.record(source_id="alder/2019", force="Alder", document_date="2019"),
    ]
    chosen = Settings(reporting=Reporting(plans="latest", as_at="2031-01-01"))
    report = report_of(items, records, build.framework(), (), (), chosen, REGISTER)

    assert [(r.source_id, r.force) for r in report.sources] == [
        ("alder/2019", "Greater Alder")
    ]
    assert [item.force for item in report.items] == ["Greater Alder"]
    assert {change.change for change in report.analyses.editions} == {"new", "dropped"}
    wrong = Settings(reporting=Reporting(plans="newest"))
    with pytest.raises(UsageError, match="all or latest"):
        report_of(items, records, build.framework(), (), (), wrong)


def test_a_project_amends_the_register(tmp_path: Path) -> None:
    path = tmp_path / "force_register.csv"
    path.write_text(
        "force,valid_from,valid_to,successor,other_names\n"
        "Alder,,2030-04-01,Greater Alder,Old Alder; Alderton\n",
        encoding="utf-8",
    )
    known = {force.name: force for force in load_register(tmp_path)}

    assert known["Alder"].successor == "Greater Alder"
    assert known["Alder"].other_names == ("Old Alder", "Alderton")
    assert len(known) == 1 + len(load_register())
    path.write_text("force\nAlder\n", encoding="utf-8")
    with pytest.raises(RecordError, match="no column valid_from"):
        load_register(tmp_path)
