"""Packs for forces: of their own plans, and refused before anything is written."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from plan_ingest.cli import main
from plan_ingest.errors import UsageError
from plan_ingest.model.coverage import Report
from plan_ingest.pipeline import packs
from plan_ingest.pipeline.asked import asked
from plan_ingest.pipeline.compare import compare
from plan_ingest.pipeline.compared import compare_project
from plan_ingest.pipeline.in_order import Records
from plan_ingest.store.project import Project
from tests import build
from tests.pipeline.test_many import decided, listings, many, offered, plans, settings

__all__ = ["many"]
FORCES = ("Force 1", "plan-06")


def compared(out: Path, forces: tuple[str, ...] = FORCES, **given: Any) -> Report:
    records, items = plans(12)
    told, words = offered(items), decided(items)
    asking = settings(**given)
    return compare(items, records, build.framework(), told, words, out, asking, forces)


def packs_of(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "packs").iterdir()}


@pytest.mark.parametrize(
    "given",
    [{}, {"plans": "latest"}, {"chosen": ("Force 1", "plan-06", "plan-02")}],
    ids=str,
)
def test_packs_are_the_same_from_few_plans_and_from_very_many(
    tmp_path: Path, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[int] = []
    whole = packs.reported

    def seen(given: Records, *rest: Any) -> Report:
        counted.append(len(given.sources))
        return whole(given, *rest)

    monkeypatch.setattr(packs, "reported", seen)
    compared(tmp_path / "few", **given)
    compared(tmp_path / "many", whole=2, profiles=2, **given)

    few, very_many = packs_of(tmp_path / "few"), packs_of(tmp_path / "many")
    assert sorted(few) == [
        f"{name}{ending}"
        for name in ("force-1", "plan-06")
        for ending in (".docx", ".xlsx")
    ]
    assert few == very_many
    assert max(counted) < 12


def test_a_pack_of_plans_joined_by_force_is_of_all_of_them(tmp_path: Path) -> None:
    compared(tmp_path, ("Force 1",), joined=True)

    assert len(packs_of(tmp_path)) == 2


@pytest.mark.parametrize("whole", [200, 2])
def test_a_wrong_name_is_refused_before_anything_is_written(
    tmp_path: Path, whole: int
) -> None:
    with pytest.raises(UsageError, match="no plan of a force called 'Nowhere'"):
        compared(tmp_path / "out", ("Force 1", "Nowhere"), whole=whole)

    assert not (tmp_path / "out").exists()


def test_a_projects_packs_are_checked_first_and_of_its_plans(many: Project) -> None:
    with pytest.raises(UsageError, match="there is: Force 0, Force 1"):
        packs.check_packs(many, None, ["Force 1", "Nowhere"])
    packs.check_packs(many, None, FORCES)
    assert not any(many.outputs("tiny").iterdir())

    compare_project(many, asked(many, None), ())
    made = packs.packs_in(many, None, FORCES)
    reporting = replace(many.settings.reporting, whole=200)
    few = replace(many, settings=replace(many.settings, reporting=reporting))

    found = packs_of(many.outputs("tiny"))
    assert sorted(path.name for path in made) == sorted(found)
    packs.packs_in(few, None, FORCES)
    assert packs_of(many.outputs("tiny")) == found


def test_the_command_refuses_a_wrong_name_before_a_project_is_compared(
    many: Project,
) -> None:
    asking = ["--project", str(many.root), "compare", "--pack"]
    outcome = CliRunner().invoke(main, [*asking, "Nowhere"])

    assert outcome.exit_code == 2, outcome.output
    assert "there is: Force 0, Force 1" in outcome.output
    assert not any(many.outputs("tiny").iterdir())

    outcome = CliRunner().invoke(main, [*asking, "Force 1"])
    assert outcome.exit_code == 0, outcome.output
    assert len(packs_of(many.outputs("tiny"))) == 2


def test_an_item_that_rests_on_another_plans_response_counts_the_same(
    tmp_path: Path,
) -> None:
    records, items = plans(12)
    items = [replace(item, response=()) for item in items]
    first, *_, last = items
    items[0] = replace(first, response=("Done and seen to be done.",))
    items[-1] = replace(last, evidence_from=first.item_id)
    told = [build.suggestions(one, "C1a.1", accepted=("C1a.1",)) for one in items]
    for name, whole in (("few", 200), ("many", 2)):
        compare(
            items,
            records,
            build.framework(),
            told,
            (),
            tmp_path / name,
            settings(whole=whole),
            (last.force or "",),
        )

    assert listings(tmp_path / "few") == listings(tmp_path / "many")
    assert packs_of(tmp_path / "few") == packs_of(tmp_path / "many")
    evidence = (tmp_path / "many" / "evidence.csv").read_text("utf-8")
    own = next(line for line in evidence.splitlines() if last.item_id in line)
    assert "Done and seen to be done." in own


def test_items_of_one_plan_stand_apart_from_those_of_others() -> None:
    one = build.item("Shared by the strand.", item_id="one")
    two = build.item("Rests on the first.", item_id="two", evidence_from="one")
    elsewhere = replace(two, item_id="three", source_id="other/plan")

    assert Records((one, two), (), ()).apart
    assert Records((one, two, replace(elsewhere, evidence_from="gone")), (), ()).apart
    assert not Records((one, two, elsewhere), (), ()).apart
    assert not Records((elsewhere, one, two), (), ()).apart
