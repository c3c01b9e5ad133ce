"""The sample plans of data/raw: drawn again alike, and read whole."""

import json
from pathlib import Path

import pytest
from benchmarks import draw_samples

from tests.drawing import plan as plans
from tests.drawing import samples
from tests.drawing.plan import Plan
from tests.drawing.reading import document_of, items_of
from tests.drawing.score import score

PLANS = plans.samples()
each_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)


@each_plan
def test_a_sample_plan_is_read_whole(plan: Plan) -> None:
    lines = (draw_samples.CORPUS / f"{plan.name}.expected.jsonl").read_text("utf-8")
    found = items_of(draw_samples.RAW / plan.file)
    result = score(found, [json.loads(line) for line in lines.splitlines()])

    assert (result.missed, result.invented) == ((), ())
    assert result.worst_field >= 0.97, result.wrong
    assert result.placed == (1.0 if plan.file.endswith(".pdf") else 0.0)


@each_plan
def test_a_sample_plan_is_what_its_script_draws(plan: Plan, tmp_path: Path) -> None:
    drawn = tmp_path / Path(plan.file).name
    samples.draw(plan, drawn)

    committed = document_of(draw_samples.RAW / plan.file)
    assert document_of(drawn).blocks == committed.blocks


def test_drawn_twice_every_file_is_the_same(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        draw_samples.main(folder / "raw", folder)

    names = sorted(path.relative_to(first) for path in first.rglob("*.*"))
    assert len(names) == 2 * len(PLANS)
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


@each_plan
def test_the_expected_items_are_those_of_the_content(
    plan: Plan, tmp_path: Path
) -> None:
    plans.write_expected(plan, tmp_path / "items.jsonl")

    kept = draw_samples.CORPUS / f"{plan.name}.expected.jsonl"
    assert (tmp_path / "items.jsonl").read_text("utf-8") == kept.read_text("utf-8")


def test_the_samples_are_as_long_as_real_plans() -> None:
    sizes = [len(plans.expected(plan)) for plan in PLANS]

    assert len(PLANS) >= 6
    assert all(15 <= size <= 60 for size in sizes), sizes
