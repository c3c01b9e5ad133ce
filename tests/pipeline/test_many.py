"""Very many plans: joined from parts, the listings are those of all plans at once."""

import csv
import io
import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from plan_ingest.compare.nearest import SPAN, nearest
from plan_ingest.errors import RecordError
from plan_ingest.model.coverage import Coverage, CoverageCell, Report
from plan_ingest.model.plan import ItemSource, PlanItem, Smart
from plan_ingest.model.review import Amendment, Decision, ItemSuggestions
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline import compared as compared_module
from plan_ingest.pipeline import gathering
from plan_ingest.pipeline.amended import amended
from plan_ingest.pipeline.asked import asked
from plan_ingest.pipeline.compare import compare
from plan_ingest.pipeline.compared import compare_project
from plan_ingest.pipeline.near import _alike, nearest_of
from plan_ingest.settings import Reporting, Settings
from plan_ingest.store.amendments import append_amendments
from plan_ingest.store.parts import part_path, read_part
from plan_ingest.store.project import Project, open_project
from plan_ingest.store.records import (
    read_suggestions,
    write_items,
    write_sources,
    write_suggestions,
)
from tests import build
from tests.killing import FRAMEWORK

WORDS = ("call", "taker", "signs", "repeat", "caller", "child", "scene", "leads")
FORMULA = '=HYPERLINK("http://evil.example")\x1e\x1f,"quoted"'


def plans(count: int, seed: int = 1) -> tuple[list[SourceRecord], list[PlanItem]]:
    """Plans of three forces, one unread, one empty, one read in part."""
    draw = random.Random(seed)  # noqa: S311
    records: list[SourceRecord] = []
    items: list[PlanItem] = []
    for number in range(count):
        source, force = f"plan-{number:02}", f"Force {number % 3}"
        state = "quarantined" if number == 4 else "read"
        record = build.record(
            source_id=source,
            file=f"{source}.txt",
            force=None if number == 6 else force,
            document_date=f"20{18 + number // 3}",
            state="partly read" if number == 5 else state,
            pages_unread=(2,) if number == 5 else (),
        )
        records.append(record)
        for place in range(0 if number in (3, 4) else 4):
            items.append(item(record, place, draw, items))
    return records, items


def item(
    record: SourceRecord, place: int, draw: random.Random, before: Sequence[PlanItem]
) -> PlanItem:
    """An item with words of its own, another's, or words that would do harm."""
    text = " ".join(draw.choices(WORDS, k=9))
    if before and draw.random() < 0.3:
        text = draw.choice(before).text + draw.choice(("", " twice"))
    if place == 3:
        text = FORMULA + text
    return build.item(
        text,
        item_id=f"{record.source_id}-{place}",
        source_id=record.source_id,
        force=record.force,
        document_date=record.document_date,
        item_no=place + 1,
        response=(text,) if draw.random() < 0.5 else (),
        smart=Smart(
            owner=draw.choice(("row", "none")),
            date=draw.choice(("due_date", "none")),
            evidence=draw.choice(("own", "none")),
        ),
        source=ItemSource(record.file, build.SHA, "text/plain", 1),
    )


def offered(items: Sequence[PlanItem]) -> list[ItemSuggestions]:
    """Suggestions of which every other is accepted."""
    nodes = ("C1a.1", "C1a.2", "C1b.1", "C2a.1")
    return [
        build.suggestions(one, *nodes[at % 4 :], accepted=nodes[at % 4 :][: at % 2])
        for at, one in enumerate(items)
    ]


def decided(items: Sequence[PlanItem]) -> list[Decision]:
    """Words on some items, some that differ, one on an item that is gone."""
    first, second, third, *_ = items
    return [
        build.decision(first, "C1a.1"),
        build.decision(second, "C1b.1", verdict="secondary"),
        build.decision(second, "C1b.1", verdict="reject", analyst="B"),
        build.decision(third, None),
        build.decision("gone", "C1a.1", note=FORMULA),
    ]


def settings(**given: Any) -> Settings:
    return Settings(reporting=replace(Reporting(), **given))


def compared(out: Path, words: bool = True, **given: Any) -> Report:
    records, items = plans(12)
    return compare(
        items,
        records,
        build.framework(),
        offered(items),
        decided(items) if words else (),
        out,
        settings(**given),
    )


def listings(out: Path) -> dict[str, bytes]:
    """The bytes of every file but workbooks, reports and what describes a run."""
    wanted = (".csv", ".parquet")
    return {p.name: p.read_bytes() for p in out.iterdir() if p.suffix in wanted} | {
        "csv-metadata.json": (out / "csv-metadata.json").read_bytes()
    }


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"words": False},
        {"plans": "latest"},
        {"chosen": ("plan-01", "Force 2")},
        {"as_at": "2026-04-01"},
    ],
    ids=str,
)
def test_listings_from_parts_are_those_of_all_plans_at_once(
    tmp_path: Path, given: dict[str, Any]
) -> None:
    compared(tmp_path / "whole", **given)
    compared(tmp_path / "parts", whole=2, profiles=2, **given)

    whole, parts = listings(tmp_path / "whole"), listings(tmp_path / "parts")
    assert len(whole) > 20
    assert {name for name in whole if whole[name] != parts.get(name)} == set()


def test_parts_of_few_plans_are_not_made(tmp_path: Path) -> None:
    assert compared(tmp_path / "few").figures is None
    assert compared(tmp_path / "many", whole=2).figures is not None
    assert compared(tmp_path / "one", whole=2, joined=True).figures is None


def test_workbook_and_report_show_the_first_plans_and_count_all(tmp_path: Path) -> None:
    report = compared(tmp_path, whole=2, profiles=2)
    book = load_workbook(tmp_path / "gap-matrix.xlsx")
    page = (tmp_path / "report.html").read_text("utf-8")

    assert report.coverage.sources == ("plan-00", "plan-01")
    heads = [cell.value for cell in book["By requirement"][5]]
    assert sum("Force" in str(head) for head in heads) == 2
    assert str(book["By requirement"]["A2"].value).startswith("The first 2 of 12 plans")
    uptake = {row.node_id: len(row.answered) for row in report.analyses.uptake}
    counted = {
        row[0]: row[-2]
        for row in book["By requirement"].iter_rows(min_row=6, values_only=True)
    }
    assert counted == {node: uptake[node] for node in counted}
    assert max(uptake.values()) > 2
    cover = " ".join(str(c.value) for row in book["Cover"].iter_rows() for c in row)
    assert "12 plans are more than" in cover
    assert "show the first 2 plans" in cover
    assert f"Items found {len(plans(12)[1])} " in cover
    assert "How many of 12 plans stand at each level" in page
    assert len(list(book["Sources"].iter_rows(min_row=5))) == 12


def test_gaps_shown_have_the_weight_they_have_among_all(tmp_path: Path) -> None:
    report = compared(tmp_path, whole=2, profiles=2)
    rows = csv.DictReader(io.StringIO((tmp_path / "gaps.csv").read_text("utf-8")))
    weights = {(r["source_id"], r["node_id"]): r["weight"] for r in rows}

    assert report.analyses.gaps
    assert all(
        weights[gap.source_id, gap.node_id] == repr(gap.weight)
        for gap in report.analyses.gaps
    )


def test_the_sheet_to_review_has_the_least_certain_of_all_plans(
    tmp_path: Path,
) -> None:
    whole = compared(tmp_path / "whole").review
    parts = compared(tmp_path / "parts", whole=2, profiles=1).review

    assert parts.rows == whole.rows
    assert parts.left == whole.left


def test_nearest_at_once_are_those_found_one_by_one() -> None:
    draw = random.Random(3)  # noqa: S311
    framework = build.framework()
    order = tuple(node.id for level in framework.levels for node in framework.at(level))
    sources = tuple(f"plan-{at:03}" for at in range(300))
    signs = ["".join(draw.choices("001234lx", k=len(order))) for _ in sources]
    signs[7] = "x" * len(order)
    cells = tuple(
        CoverageCell(
            source,
            node,
            None if sign == "x" else 0 if sign == "l" else int(sign),  # type: ignore[arg-type]
            "",
            (),
        )
        for at, node in enumerate(order)
        for source, said in zip(sources, signs, strict=True)
        for sign in said[at]
    )
    whole = nearest(Coverage("tiny", sources, order, cells), framework, 5)
    inner = [at for at, node in enumerate(order) if "." in node]

    assert tuple(nearest_of(sources, signs, inner, 5)) == whole
    assert not list(nearest_of(sources, signs, inner, 0))


def test_likeness_is_told_as_python_rounds_it() -> None:
    table = _alike(40)

    for held in range(1, 41):
        whole = held * SPAN
        told = [round(round(1 - n / whole, 4) * 10_000) for n in range(whole + 1)]
        assert table[held, : whole + 1].tolist() == told


@pytest.fixture
def many(project: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project of twelve plans that were read and mapped, compared by parts.

    Of neighbouring plans some are joined, so that there are several blocks.
    """
    monkeypatch.setattr(gathering, "_BLOCK", 3)
    home = project / "mappings" / "tiny"
    home.mkdir()
    (home / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    toml = '[reporting]\nframework = "tiny"\nwhole = 2\nprofiles = 2\n'
    (project / "plan_ingest.toml").write_text(toml, "utf-8")
    made = open_project(project)
    fill(made, *plans(12))
    return made


def fill(project: Project, records: list[SourceRecord], items: list[PlanItem]) -> None:
    """Puts the records where `ingest` and `suggest` put them."""
    write_sources(project.sources, records)
    write_items(project.items, items)
    told = [
        build.suggestions(one, *NODES[at % 2 :], accepted=NODES[at % 2 :][:1])
        for at, one in enumerate(items)
    ]
    write_suggestions(project.suggestions("tiny"), told)


NODES = ("C.1", "L.1")


def parts_of(project: Project) -> dict[str, int]:
    """The place on disk of each plan's part: a part made anew has another."""
    found = project.normalised.rglob("compared.tiny.part")
    return {path.parent.name: path.stat().st_ino for path in found}


def blocks_of(project: Project) -> dict[Path, int]:
    """The place on disk of what is kept of neighbouring plans."""
    found = project.normalised.glob("block.tiny.*")
    return {path: path.stat().st_ino for path in found}


def forget(project: Project) -> None:
    """Takes away what was kept of a comparison plan by plan."""
    for path in (*project.normalised.rglob("*.part"), *blocks_of(project)):
        path.unlink()


def test_one_changed_plan_costs_its_own_part(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    before, blocks = parts_of(many), blocks_of(many)
    records, items = plans(12)
    items[-1] = replace(items[-1], text="Something else is said here.")
    fill(many, records, items)
    compare_project(many, asked(many, None), ())
    after = parts_of(many)

    assert len(before) == 12
    assert {name for name in before if before[name] != after[name]} == {"plan-11"}
    changed = [path for path, at in blocks_of(many).items() if blocks[path] != at]
    assert len(blocks) > 2
    assert len(changed) == 1
    again = many.outputs("tiny")
    first = {path.name: path.read_bytes() for path in again.iterdir()}
    forget(many)
    compare_project(many, asked(many, None), ())
    assert {path.name: path.read_bytes() for path in again.iterdir()} == first


def test_parts_made_by_several_processes_are_the_same(
    many: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    word = build.decision("plan-02-1", "C.1", framework_id="tiny")
    compare_project(many, asked(many, None), (word,))
    first = {path.name: path.read_bytes() for path in many.outputs("tiny").iterdir()}
    kept = (*many.normalised.rglob("*.part"), *blocks_of(many))
    parts = {path: path.read_bytes() for path in kept}
    forget(many)
    monkeypatch.setattr(gathering, "FEW", 3)
    compare_project(many, asked(many, None), (word,))

    assert many.settings.reading.jobs == 2
    assert {path: path.read_bytes() for path in parts} == parts
    again = {path.name: path.read_bytes() for path in many.outputs("tiny").iterdir()}
    assert again == first


def test_what_a_process_raises_is_raised_here(
    many: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    compare_project(many, asked(many, None), ())
    first = listings(many.outputs("tiny"))
    told = many.suggestions("tiny").read_bytes()
    broken = told.replace(b'"item_id":"plan-09-1"', b'"item_id":"plan-09-1",', 1)
    many.suggestions("tiny").write_bytes(broken)
    forget(many)
    monkeypatch.setattr(gathering, "FEW", 3)
    with pytest.raises(RecordError, match="suggestions"):
        compare_project(many, asked(many, None), ())
    many.suggestions("tiny").write_bytes(told)
    compare_project(many, asked(many, None), ())

    assert listings(many.outputs("tiny")) == first


def test_a_decision_costs_the_part_it_speaks_of(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    before = parts_of(many)
    word = build.decision("plan-02-1", "C.1", framework_id="tiny")
    compare_project(many, asked(many, None), (word,))
    after = parts_of(many)

    assert {name for name in before if before[name] != after[name]} == {"plan-02"}


def test_a_damaged_part_is_made_anew(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    path = part_path(many.normalised / "plan-07", "tiny")
    whole = path.read_bytes()
    for damaged in (whole[:-1], b"", whole.split(b"\n")[0] + b"\n{\n"):
        path.write_bytes(damaged)
        for block in blocks_of(many):
            block.unlink()
        compare_project(many, asked(many, None), ())
        assert path.read_bytes() == whole
    key = whole.split(b"\n")[0].decode()
    assert read_part(path, key) is not None
    assert read_part(path, "0" * 64) is None


def test_a_damaged_block_is_joined_anew(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    first = listings(many.outputs("tiny"))
    blocks = {path: path.read_bytes() for path in blocks_of(many)}
    for cut in (-1, 0, 80, 200):
        for path, whole in blocks.items():
            path.write_bytes(whole[:cut])
        compare_project(many, asked(many, None), ())
        assert {path: path.read_bytes() for path in blocks} == blocks
    assert listings(many.outputs("tiny")) == first


def test_a_plan_taken_away_leaves_no_block_and_moves_no_other(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    before = blocks_of(many)
    records, items = plans(12)
    fill(many, records[1:], [one for one in items if one.source_id != "plan-00"])
    compare_project(many, asked(many, None), ())
    after = blocks_of(many)

    # The first begins with another plan, and is kept under another name.
    assert len(after.keys() - before.keys()) <= 1
    assert len(after) <= len(before)
    assert {at for path, at in after.items() if path in before} <= set(before.values())


def test_files_in_another_order_are_compared_all_the_same(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    first = listings(many.outputs("tiny"))
    records, items = plans(12)
    fill(many, records, items)
    lines = many.items.read_bytes().splitlines(keepends=True)
    many.items.write_bytes(b"".join(reversed(lines)))
    compare_project(many, asked(many, None), ())

    assert listings(many.outputs("tiny")) == first


@pytest.mark.parametrize(
    ("change", "value"),
    [
        ("not_an_item", True),
        ("text", "- what is promised is this, said otherwise"),
        ("merge", ("plan-01-2",)),
        ("force", "Force 2"),
    ],
)
def test_corrections_reach_the_parts_of_their_plans_alone(
    many: Project,
    change: str,
    value: str | bool | tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compare_project(many, asked(many, None), ())
    before = parts_of(many)
    one = Amendment(
        id="a1",
        at="2026-01-05T09:00:00+00:00",
        analyst="A",
        item_id="plan-01-1",
        change=change,  # type: ignore[arg-type]
        value=value,
    )
    ledger = many.ledger("tiny").with_name("amendments.jsonl")
    append_amendments(ledger, [one, replace(one, id="a2", item_id="gone")])
    # Not the slow way, by which all plans stand in memory.
    monkeypatch.setattr(compared_module, "compare", None)
    report = compare_project(many, asked(many, None), ())
    after = parts_of(many)

    assert [lost.item_id for lost in report.lost] == ["gone"]
    assert {name for name in after if before[name] != after[name]} == {"plan-01"}
    corrected = amended(many, "tiny")
    whole = replace(many.settings.reporting, whole=200)
    compare(
        corrected.items,
        corrected.sources,
        asked(many, None).framework,
        read_suggestions(many.suggestions("tiny")),
        (),
        many.root / "whole",
        replace(many.settings, reporting=whole),
        lost=corrected.lost,
    )
    assert listings(many.outputs("tiny")) == listings(many.root / "whole")


def test_suggestions_of_items_that_are_gone_are_left_out(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    before, first = parts_of(many), listings(many.outputs("tiny"))
    told = many.suggestions("tiny").read_bytes().splitlines(keepends=True)
    stale = [told[0].replace(b"plan-00-0", b"gone-%d" % at) for at in range(3)]
    lines = [stale[0], *told[:2], stale[1], *told[2:], stale[2]]
    many.suggestions("tiny").write_bytes(b"".join(lines))
    compare_project(many, asked(many, None), ())

    assert parts_of(many) == before
    assert listings(many.outputs("tiny")) == first


def test_a_part_written_meanwhile_is_not_taken_for_the_one_read(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    path = part_path(many.normalised / "plan-07", "tiny")
    whole = path.read_bytes()
    kept = read_part(path, whole.split(b"\n")[0].decode())
    assert kept is not None
    assert kept.text("smart")
    for meanwhile in (b"0" * 64 + whole[64:], whole[:-1], whole[:80]):
        path.write_bytes(meanwhile)
        with pytest.raises(RecordError, match="run one at a time"):
            kept.text(tuple(kept.lengths)[-1])
    path.unlink()
    with pytest.raises(RecordError, match="run again"):
        kept.text("smart")


def test_the_manifest_counts_and_hashes_all_plans(many: Project) -> None:
    compare_project(many, asked(many, None), ())
    told = json.loads((many.outputs("tiny") / "manifest.json").read_text("utf-8"))

    assert told["inputs"]["items"]["count"] == len(plans(12)[1])
    assert told["inputs"]["suggestions"]["count"] == len(plans(12)[1])
    assert len(told["sources"]) == 12

    def hashes() -> dict[str, str]:
        compare_project(many, asked(many, None), ())
        text = (many.outputs("tiny") / "manifest.json").read_text("utf-8")
        return {name: one["sha256"] for name, one in json.loads(text)["inputs"].items()}

    first = hashes()
    records, items = plans(12)
    items[-1] = replace(items[-1], lead="Somebody else")
    fill(many, records, items)
    second = hashes()
    assert {name for name in first if first[name] != second[name]} == {"items"}
    told_of = many.suggestions("tiny").read_bytes()
    many.suggestions("tiny").write_bytes(told_of.replace(b'"C.1"', b'"L.1"', 1))
    assert hashes()["suggestions"] != second["suggestions"]
