"""Items and suggestions judged by what readers said."""

from pathlib import Path

import pytest

from plan_ingest.errors import RecordError
from plan_ingest.extract.accuracy import Row, item_accuracy
from plan_ingest.pipeline.evaluate import judge, write_report
from plan_ingest.store.labels import Answer, idle_columns, labels_of, read_labels
from plan_ingest.store.references import read_reference
from tests import build


def _labels(folder: Path, rows: str) -> Path:
    path = folder / "labels.csv"
    path.write_text(rows, encoding="utf-8")
    return path


def test_items_found_are_scored_against_a_reference() -> None:
    asked = [
        Row("Train all responders.", "Done in May.", "June", "Head of Learning", "1"),
        Row("Review repeat calls.", heading=("Calls", "Repeats")),
        Row("This paper says what follows.", optional=True),
    ]
    found = [
        Row("Train all responders.", "Done in May.", "June", "Head of Learning", "1"),
        Row("Review  repeat calls.", heading=("Repeats",)),
        Row("Something the plan never says at all."),
    ]

    score = item_accuracy(found, asked)

    assert (score.asked, score.found) == (2, 3)
    assert score.recall == 1.0
    assert score.precision == pytest.approx(2 / 3)
    assert dict(score.fields) == {
        "response": 1.0,
        "target": 1.0,
        "lead": 1.0,
        "ref": 1.0,
        "heading": 1.0,
    }


def test_items_out_of_order_show_in_the_order() -> None:
    rows = [Row(text) for text in ("Train all.", "Review calls.", "See children.")]

    assert item_accuracy(rows[::-1], rows).order == 0.0
    assert item_accuracy(rows, rows).order == 1.0
    assert item_accuracy([], rows).f1 == 0.0


def test_a_reference_may_be_plain_or_by_plan(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(
        '{"plan": "a", "text": "x", "heading_path": ["H"], "response": "r",'
        ' "flags": {"optional": true}}\n'
        '{"source_id": "b", "text": "y", "headings": ["G"], "response": ["r", "s"],'
        ' "flags": ["ocr"]}\n'
    )

    plans = read_reference(path)

    assert plans["a"] == [Row("x", "r", heading=("H",), optional=True)]
    assert plans["b"] == [Row("y", "r\ns", heading=("G",))]


def test_a_wrong_line_of_a_reference_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x"}\n{"ref": "1"}\n')

    with pytest.raises(RecordError, match="line 2"):
        read_reference(path)


def test_labels_come_by_level_and_may_say_that_nothing_fits(tmp_path: Path) -> None:
    path = _labels(
        tmp_path,
        "item_id,plan,area_primary,area_alt,requirement_id\n"
        "1,p,C1a,C2a,C1a.1;C1a.2\n2,p,NONE,,\n",
    )

    first, second = read_labels(path, build.framework())

    assert dict(first.nodes) == {
        "area": ("C1a", "C2a"),
        "requirement": ("C1a.1", "C1a.2"),
    }
    assert second.nodes == ()


def test_a_column_of_labels_that_no_level_has_is_told(tmp_path: Path) -> None:
    path = _labels(tmp_path, "item_id,plan,item_no,note,area_alt,aria_primary,areas\n")

    first, second = idle_columns(path, build.framework())

    assert "line 1" in first
    assert "did you mean `area_primary`?" in first
    assert "`areas`" in second


def test_a_label_that_the_framework_lacks_is_named(tmp_path: Path) -> None:
    path = _labels(tmp_path, "item_id,area_primary\n1,C9\n")

    with pytest.raises(RecordError, match=r"line 2: tiny has no node 'C9'"):
        read_labels(path, build.framework())


def test_standing_decisions_are_labels() -> None:
    words = [
        build.decision("1", "C2a", verdict="secondary"),
        build.decision("1", "C1a"),
        build.decision("1", "C1b", verdict="reject"),
        build.decision("1", "C1b.1", basis="response"),
        build.decision("2", None),
    ]

    assert labels_of(words, build.framework(), {"1": "p"}) == [
        Answer("1", "p", (("area", ("C1a", "C2a")),)),
        Answer("2", "", ()),
    ]


def test_a_level_without_labels_is_judged_by_the_level_below() -> None:
    answers = [
        Answer("1", "p", (("area", ("C1a",)),)),
        Answer("2", "p", (("area", ("C2a",)),)),
        Answer("3", "q", ()),
    ]
    offered = [
        build.suggestions("1", text=build.ranking(["C1a", "C2a"], ["C1a"], "area")),
        build.suggestions("2", text=build.ranking(["C1a", "C2a"], ["C1a"], "area")),
        build.suggestions("3", text=build.ranking(["C1a"], [], "area")),
    ]

    found = judge(offered, answers, build.framework())

    assert list(found) == ["criterion", "area"]
    area = found["area"]
    assert (area.first.value, area.among_three.value) == (0.5, 1.0)
    assert (area.coverage, area.precision) == (1.0, 0.5)
    assert (area.nothing_fits, area.abstained) == (1, 1)


def test_the_report_has_a_page_and_tables_and_nothing_live(tmp_path: Path) -> None:
    answers = [
        Answer("=1+1", "p", (("area", ("C1a",)),)),
        Answer("<b>2", "q", (("area", ("C2a",)),)),
    ]
    offered = [
        build.suggestions(one.item_id, text=build.ranking(["C1a"], ["C1a"], "area"))
        for one in answers
    ]
    found = judge(offered, answers, build.framework())

    written = write_report(found, build.framework(), tmp_path / "out")
    again = write_report(found, build.framework(), tmp_path / "again")

    text = written.read_text(encoding="utf-8")
    assert text == again.read_text(encoding="utf-8")
    assert "<b>2" not in text
    assert "&lt;b&gt;2" in text
    assert "<script" not in text
    confusion = (tmp_path / "out/confusion.csv").read_text(encoding="utf-8")
    assert "area,C2a,C1a,1" in confusion.splitlines()
    covered = (tmp_path / "out/precision_at_coverage.csv").read_text(encoding="utf-8")
    assert covered.splitlines()[-1].startswith("area,1.0,")
    assert covered.splitlines()[-1].endswith(",0.5")


def test_the_surest_mistakes_are_told_with_what_was_wanted() -> None:
    answers = [Answer("2", "q", (("area", ("C2a",)),))]
    offered = [build.suggestions("2", text=build.ranking(["C1a"], ["C1a"], "area"))]

    (mistake,) = judge(offered, answers, build.framework())["area"].mistakes

    assert (mistake.item_id, mistake.wanted) == ("2", "C2a")
    assert mistake.offered.node_id == "C1a"
