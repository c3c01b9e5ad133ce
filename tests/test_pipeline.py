"""The story end to end on small plans: run twice is run once."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from plan_ingest.pipeline import ingest as ingesting
from plan_ingest.pipeline.ingest import ingest
from plan_ingest.pipeline.outcomes import pages_named
from plan_ingest.pipeline.run import run
from plan_ingest.store.files import written_whole
from plan_ingest.store.lexicon import load_lexicon
from plan_ingest.store.project import Project, open_project
from plan_ingest.store.records import read_items, read_sources
from tests import build
from tests.killing import FRAMEWORK

WESTMARCH = """Westmarch Constabulary
Domestic Abuse Action Plan - May 2024

Leadership
Ref\tAction\tResponse\tTarget\tLead
1\tName a chief officer to answer for it.\tThe deputy does.\tJune 2024\tDeputy Chief
2\tTell every call taker the signs.\tA course runs.\tJuly 2024\tHead of Contact
"""
EASTVALE = """# Eastvale Police: domestic abuse plan 2023

## Objectives

- Answer repeat callers by the second ring.
- See every child at the scene.
"""


@pytest.fixture
def small(project: Path) -> Project:
    """Two plans of two forces, and a framework of four nodes."""
    (project / "data/raw/westmarch").mkdir()
    (project / "data/raw/westmarch/plan.txt").write_text(WESTMARCH, "utf-8")
    (project / "data/raw/eastvale.md").write_text(EASTVALE, "utf-8")
    (project / "mappings/tiny.yaml").write_text(FRAMEWORK, "utf-8")
    (project / "plan_ingest.toml").write_text(
        '[reading]\njobs = 1\n[reporting]\nframework = "tiny"\n', "utf-8"
    )
    return open_project(project)


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_plans_go_in_and_a_matrix_comes_out(small: Project) -> None:
    ran = run(small)

    assert not ran.ingested.unreadable
    assert [one.source_id for one in ran.ingested.sources] == [
        "eastvale",
        "westmarch/plan",
    ]
    assert ran.mapped == ran.ingested.items == 4
    assert ran.compared.outputs == small.root / "outputs"
    header = (small.root / "outputs/coverage_area.csv").read_text("utf-8").splitlines()
    assert header[0] == "node_id,title,eastvale,westmarch/plan"
    for name in ("gap-matrix.xlsx", "report.html", "manifest.json"):
        assert (small.root / "outputs" / name).stat().st_size > 0


def test_the_same_inputs_give_the_same_bytes(small: Project) -> None:
    run(small)
    before = _digests(small.root)

    ran = run(small, again=True)

    assert ran.ingested.read == ("eastvale", "westmarch/plan")
    assert _digests(small.root) == before


def test_what_has_not_changed_is_not_done_again(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(small)
    monkeypatch.setattr("plan_ingest.pipeline.suggest.suggest", None)
    monkeypatch.setattr("plan_ingest.pipeline.compare.compare", None)

    second = run(small)

    assert second.ingested.read == ()
    assert (second.mapped, second.compared) == (first.mapped, first.compared)


def test_a_new_plan_costs_one_plan(small: Project) -> None:
    ingest(small)
    (small.raw / "northam.md").write_text(EASTVALE.replace("Eastvale", "Northam"))

    ingested = ingest(small)

    assert ingested.read == ("northam",)
    assert len(ingested.sources) == 3
    assert len(list(read_items(small.items))) == ingested.items == 6


def test_a_plan_taken_away_is_gone_from_the_matrix(small: Project) -> None:
    ingest(small)
    (small.raw / "eastvale.md").unlink()

    ingested = ingest(small)

    assert [one.source_id for one in read_sources(small.sources)] == ["westmarch/plan"]
    assert {item.source_id for item in read_items(small.items)} == {"westmarch/plan"}
    assert ingested.read == ()


def test_a_synonym_takes_items_out_anew_without_reading(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = WESTMARCH.replace("\tLead\n", "\tWho is on the hook\n")
    (small.raw / "westmarch/plan.txt").write_text(odd, "utf-8")
    ingest(small)
    assert {item.lead for item in read_items(small.items)} == {""}
    tasks = []
    plan_task = ingesting.plan_task
    monkeypatch.setattr(
        ingesting, "plan_task", lambda *told: tasks.append(told) or plan_task(*told)
    )

    synonyms = "phrase,role,kind\nwho is on the hook,lead,\n"
    (small.mappings / "columns.csv").write_text(synonyms, "utf-8")
    ingested = ingest(small)

    assert [folder.name for _, _, folder in tasks] == ["eastvale", "plan"]
    assert ingested.read == ("eastvale", "westmarch/plan")
    assert "Deputy Chief" in {item.lead for item in read_items(small.items)}


def test_the_register_goes_before_what_was_found(small: Project) -> None:
    (small.raw / "sources.csv").write_text(
        "file,force,document_date,supersedes\nwestmarch/plan.txt,Southam,2025-02,old.pdf\n"
    )

    ingested = ingest(small)

    by_id = {one.source_id: one for one in ingested.sources}
    told = by_id["westmarch/plan"]
    assert (told.force, told.document_date, told.supersedes) == (
        "Southam",
        "2025-02",
        "old.pdf",
    )
    item = next(i for i in read_items(small.items) if i.source_id == "westmarch/plan")
    assert (item.force, item.document_date) == ("Southam", "2025-02")


def test_some_plans_alone_leave_the_others_as_they_were(small: Project) -> None:
    ingest(small)
    (small.raw / "eastvale.md").write_text(EASTVALE + "- Visit every victim.\n")
    (small.raw / "westmarch/plan.txt").write_text("changed too")

    ingested = ingest(small, [small.raw / "eastvale.md"])

    assert ingested.read == ("eastvale",)
    assert {one.source_id: one.items for one in ingested.sources} == {
        "eastvale": 3,
        "westmarch/plan": 2,
    }


def test_a_bad_plan_is_not_assessable_and_the_others_go_on(small: Project) -> None:
    (small.raw / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\0" * 200)

    ran = run(small)

    by_id = {one.source_id: one for one in ran.ingested.sources}
    assert ran.ingested.unreadable
    assert by_id["broken"].state in ("not assessable", "quarantined")
    assert by_id["broken"].reason
    assert [line for line in ran.ingested.warnings if "broken.pdf" in line]
    first = (
        (small.root / "outputs/coverage_area.csv").read_text("utf-8").splitlines()[1]
    )
    assert first.split(",")[2] == "not assessable"
    again = run(small)
    assert again.ingested.read == ()
    assert [line for line in again.ingested.warnings if "--again" in line]


def test_an_extraction_that_trips_costs_its_own_plan_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from plan_ingest.pipeline import plans

    def tripping(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("plan_ingest.extract.extract", tripping)
    document = build.document(build.paragraph("Train."))

    plan = plans.as_plan(document.source, document, load_lexicon())

    assert plan.record.state == "quarantined"
    assert "its items could not be taken out" in str(plan.warning)
    assert plan.items == ()


def test_a_run_cut_short_goes_on_to_the_same_bytes(
    small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(small)
    undisturbed = _digests(small.root)
    for path in small.normalised.rglob("*.json*"):
        path.unlink()
    keep = ingesting.kept.keep_written
    kept = []

    def failing(folder, state, document, items):
        if kept:
            raise OSError(28, "No space left on device", str(folder))
        kept.append(keep(folder, state, document, items))

    monkeypatch.setattr(ingesting.kept, "keep_written", failing)
    with pytest.raises(OSError, match="No space"):
        run(small)
    monkeypatch.setattr(ingesting.kept, "keep_written", keep)

    ran = run(small)

    assert len(ran.ingested.read) == 1
    assert _digests(small.root) == undisturbed


def test_a_torn_file_is_never_left_in_place(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text("old")

    def torn() -> None:
        with written_whole(path) as handle:
            handle.write(b"ne")
            handle.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        torn()

    assert path.read_text() == "old"


def test_item_ids_outlive_a_new_place_of_the_words(small: Project) -> None:
    ingest(small)
    before = {item.text: item.item_id for item in read_items(small.items)}
    moved = WESTMARCH.replace("Leadership\n", "A new word before.\n\nGovernance\n")
    (small.raw / "westmarch/plan.txt").write_text(moved, "utf-8")

    ingest(small)

    after = {item.text: item.item_id for item in read_items(small.items)}
    assert before.items() <= after.items()


def test_a_second_framework_goes_beside_the_first(small: Project) -> None:
    other = FRAMEWORK.replace("id: tiny", "id: other")
    (small.mappings / "other.yaml").write_text(other, "utf-8")
    run(small)
    before = _digests(small.root / "outputs")

    ran = run(small, "other")

    assert ran.compared.outputs == small.root / "outputs" / "other"
    assert {
        k: v for k, v in _digests(small.root / "outputs").items() if k in before
    } == (before)
    manifest = json.loads((ran.compared.outputs / "manifest.json").read_text("utf-8"))
    assert manifest


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((4,), "page 4"), ((1, 3, 4, 5, 7), "pages 1, 3-5, 7"), ((2, 3), "pages 2-3")],
)
def test_pages_are_named_as_a_person_writes_them(
    numbers: tuple[int, ...], told: str
) -> None:
    assert pages_named(numbers) == told


def test_limits_decide_the_reading_but_not_how_many_read_at_once(
    small: Project,
) -> None:
    ingest(small)
    reading = small.settings.reading
    more = replace(
        small, settings=replace(small.settings, reading=replace(reading, jobs=2))
    )
    less = replace(
        small, settings=replace(small.settings, reading=replace(reading, pages=7))
    )

    assert ingest(more).read == ()
    assert len(ingest(less).read) == 2
