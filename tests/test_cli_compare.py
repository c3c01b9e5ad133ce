"""`compare` from the command line: packs for forces, and a folder that is checked."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plan_ingest.cli import main
from plan_ingest.model.framework import Framework
from plan_ingest.store.records import write_items
from tests import build


def _run(*given: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in given])


@pytest.fixture
def asked(tmp_path: Path, framework: Framework) -> list[object]:
    write_items(tmp_path / "items.jsonl", [build.item(force="Westmarch")])
    nodes = "\n".join(
        f"  - {{id: {n.id}, level: {n.level}, title: {n.title}"
        + (f", parent: {n.parent}" if n.parent else "")
        + "}"
        for n in framework.nodes
    )
    levels = ", ".join(framework.levels)
    (tmp_path / "tiny.yaml").write_text(
        f"id: tiny\ntitle: Tiny\nversion: '1'\nlevels: [{levels}]\nnodes:\n{nodes}\n",
        encoding="utf-8",
    )
    return [
        "compare", "--items", tmp_path / "items.jsonl",
        "--framework", tmp_path / "tiny.yaml", "--out", tmp_path / "out",
    ]  # fmt: skip


def test_a_force_gets_its_pack(asked: list[object], tmp_path: Path) -> None:
    outcome = _run(*asked, "--pack", "Westmarch")

    assert outcome.exit_code == 0, outcome.output
    assert sorted(path.name for path in (tmp_path / "out" / "packs").iterdir()) == [
        "westmarch.docx", "westmarch.xlsx"
    ]  # fmt: skip
    assert f"packs: {tmp_path / 'out' / 'packs'}" in outcome.stdout.splitlines()
    assert "packs" not in _run(*asked).stdout


def test_a_pack_for_a_force_without_a_plan_is_wrong_usage(asked: list[object]) -> None:
    outcome = _run(*asked, "--pack", "Elm")

    assert outcome.exit_code == 2
    assert "there is: Westmarch" in outcome.output


def test_a_folder_is_checked_against_its_manifest(
    asked: list[object], tmp_path: Path
) -> None:
    assert _run(*asked).exit_code == 0
    assert _run("compare", "--verify", tmp_path / "out").exit_code == 0
    (tmp_path / "out" / "gaps.csv").write_text("other", encoding="utf-8")
    outcome = _run("compare", "--verify", tmp_path / "out")

    assert outcome.exit_code == 1
    assert "gaps.csv: changed" in outcome.output
