"""An output folder is derived again from its plans: what holds, and what does not."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from plan_ingest.cli import main
from plan_ingest.errors import RecordError, UsageError
from plan_ingest.pipeline.cells import Cell
from plan_ingest.pipeline.run import run
from plan_ingest.pipeline.verify import verify
from plan_ingest.store.ledger import append
from plan_ingest.store.project import Project, open_project
from plan_ingest.store.records import read_items
from tests import build

ROOT = Path(__file__).parents[1]
PLAN, OTHER = "oakenshire/plan-2014", "merrowby/delivery-plan-2017"
LED = Cell("A.1", PLAN)


FRAMEWORK = """id: tiny
title: A tiny framework
version: "1"
levels: [area, requirement]
nodes:
  - {id: A, level: area, title: First contact}
  - {id: A.1, level: requirement, parent: A, title: Call takers know the signs,
     keywords: [call taker, calls]}
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project of two plans and a small framework, with a decision, run."""
    root = tmp_path_factory.mktemp("whole")
    for force in ("oakenshire", "merrowby"):
        shutil.copytree(ROOT / "data/raw" / force, root / "data/raw" / force)
    (root / "mappings/tiny").mkdir(parents=True)
    (root / "mappings/tiny/framework.yaml").write_text(FRAMEWORK, "utf-8")
    settings = '[reporting]\nframework = "tiny"\n'
    (root / "plan_ingest.toml").write_text(settings, "utf-8")
    project = open_project(root)
    run(project)
    item = next(one for one in read_items(project.items) if one.source_id == PLAN)
    said = build.decision(item, "A.1", framework_id="tiny")
    append(project.ledger("tiny"), [said])
    run(project)
    return project


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    """The same, to be spoilt."""
    return open_project(shutil.copytree(whole.root, tmp_path / "project"))


def _outputs(project: Project) -> Path:
    return project.outputs("tiny")


def test_every_cell_holds(whole: Project) -> None:
    found = verify(whole, _outputs(whole))

    assert found.wrong == ()
    rows = (_outputs(whole) / "coverage_long.csv").read_text("utf-8").splitlines()
    assert len(found.cells) == len(rows) - 1


def test_a_cell_comes_with_the_words_it_rests_on(project: Project) -> None:
    ran = CliRunner().invoke(
        main, ["--json", "verify", str(_outputs(project)), "--cell", f"A:{PLAN}"]
    )
    told = json.loads(ran.stdout)

    assert ran.exit_code == 0, ran.output
    assert told["holds"] is True
    [cell] = told["derived"]
    assert cell["level"] == "4"
    decided = [row for row in cell["evidence"] if row["analyst"] == "A"]
    assert [row["node_id"] for row in decided] == ["A.1"]
    assert decided[0]["place"].startswith(f"{PLAN}.txt, table")


def test_the_words_behind_a_cell_say_what_holds_its_level_down(
    project: Project,
) -> None:
    items = (one for one in read_items(project.items) if one.source_id == PLAN)
    undated = next(one for one in items if one.smart.date == "state_only")
    said = build.decision(undated, "A.1", framework_id="tiny")
    append(project.ledger("tiny"), [said])
    run(project)

    ran = CliRunner().invoke(
        main, ["verify", str(_outputs(project)), "--cell", f"A:{PLAN}"]
    )

    assert ran.exit_code == 0, ran.output
    assert "gives level 4: owner row, date due_date, evidence own" in ran.stdout
    assert "    gives level 3: owner row, date state_only (a state, such" in ran.stdout


def test_the_folder_is_looked_for_in_the_project_that_is_named(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "outputs").mkdir(parents=True)
    monkeypatch.chdir(elsewhere)
    named = ["--project", str(project.root)]
    within = _outputs(project).relative_to(project.root)
    cell = ["--cell", f"A:{PLAN}"]

    found = CliRunner().invoke(main, [*named, "verify", str(within), *cell])
    absent = CliRunner().invoke(main, [*named, "verify", "none"])

    assert found.exit_code == 0, found.output
    assert f"1 cell holds: {_outputs(project)}" in found.stdout
    assert absent.exit_code == 2
    assert "none: no such folder; name one that `compare` has written" in absent.stderr


def test_a_level_that_was_raised_by_hand_is_told(project: Project) -> None:
    table = _outputs(project) / "coverage_long.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{PLAN},"))
    row = lines[at].split(",")
    row[3] = "9"
    table.write_text("".join([*lines[:at], ",".join(row), *lines[at + 1 :]]), "utf-8")
    found = verify(project, _outputs(project), [Cell(row[2], PLAN), LED])

    assert any("changed since it was written" in line for line in found.wrong)
    assert any("level is '9' in the folder and" in line for line in found.wrong)
    assert LED in [one.cell for one in found.cells]


def test_words_that_were_changed_in_the_evidence_are_told(project: Project) -> None:
    table = _outputs(project) / "evidence.csv"
    table.write_text(table.read_text("utf-8").replace("officer", "constable"), "utf-8")
    ran = CliRunner().invoke(main, ["verify", str(_outputs(project))])

    assert ran.exit_code == 1
    assert "reads otherwise in the folder than in the plan" in ran.output


def test_a_plan_that_is_another_one_or_gone_is_told(project: Project) -> None:
    [plan] = (project.raw / "merrowby").iterdir()
    plan.write_text(plan.read_text("utf-8") + "\n\n* One more.\n", "utf-8")
    found = verify(project, _outputs(project), [Cell("A", OTHER)])
    plan.unlink()
    gone = verify(project, _outputs(project), [Cell("A", OTHER), LED])

    assert any("another one than was counted" in line for line in found.wrong)
    assert any("1 of its cells cannot be derived" in line for line in found.wrong)
    assert any("the plan is gone" in line for line in gone.wrong)
    assert [one.cell for one in gone.cells] == [LED]


def test_a_cell_or_folder_that_is_none_is_told(project: Project) -> None:
    with pytest.raises(UsageError, match="no cell A99"):
        verify(project, _outputs(project), [Cell("A99", PLAN)])
    with pytest.raises(RecordError, match="no manifest"):
        verify(project, project.raw)
    ran = CliRunner().invoke(main, ["verify", str(_outputs(project)), "--cell", "A"])
    assert ran.exit_code == 2
    assert "give NODE:SOURCE" in ran.output
