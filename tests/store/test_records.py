import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_ingest.errors import RecordError
from plan_ingest.model.plan import ItemDate, ItemSource, Smart
from plan_ingest.store import records
from tests import build


def _written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_items_come_back_as_they_went(tmp_path: Path) -> None:
    whole = build.item(
        response=("Done.", "Reviewed."),
        headings=("Part one", "Strand"),
        dates=(ItemDate("March 2024", "due", "2024-03-01", "2024-03-31"),),
        smart=Smart("row", "due_date", True, "own"),
        source=ItemSource("p.pdf", "0" * 64, "application/pdf", 2, 3, (1, 2, 3, 4), 0),
        flags=("continued_over_page",),
    )

    assert records.write_items(tmp_path / "items.jsonl", [whole]) == 1
    assert list(records.read_items(tmp_path / "items.jsonl")) == [whole]


def test_an_item_of_id_and_text_will_do(tmp_path: Path) -> None:
    path = _written(
        tmp_path / "i.jsonl",
        {"item_id": "a", "text": "Train."},
        {"item_id": "b", "text": "Review.", "response": None, "novelty": 1},
    )

    first, second = records.read_items(path)

    assert (first.item_no, first.kind, first.response) == (1, "action", ())
    assert (second.item_no, second.text) == (2, "Review.")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"item_id": "b"}', "no text"),
        ('{"text": "b"}', "no item_id"),
        ('{"item_id": "b", "text": "b", "kind": "wish"}', "kind"),
        ('{"item_id": "b", "text": "b", "source": "p.txt"}', "source"),
        ('{"item_id": "b", ', "not JSON"),
        ('["b"]', "not a JSON object"),
    ],
)
def test_a_bad_line_is_named_by_file_and_number(
    tmp_path: Path, line: str, why: str
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text('{"item_id": "a", "text": "a"}\n\n' + line, encoding="utf-8")

    with pytest.raises(RecordError, match=f"items.jsonl line 3: .*{why}"):
        list(records.read_items(path))


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(b'{"item_id": "a", "text": "\xff"}\n')

    with pytest.raises(RecordError, match="line 1"):
        list(records.read_items(path))


def test_a_byte_order_mark_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"item_id": "a", "text": "a"}\r\n')

    assert [item.item_id for item in records.read_items(path)] == ["a"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"nowhere\.jsonl: no such file"):
        list(records.read_items(tmp_path / "nowhere.jsonl"))


def test_sources_come_back_as_they_went(tmp_path: Path) -> None:
    whole = [build.record(), build.record(source_id="b", pages=3, pages_unread=(2,))]

    records.write_sources(tmp_path / "s.jsonl", whole)

    assert list(records.read_sources(tmp_path / "s.jsonl")) == whole


def test_a_source_needs_only_its_id(tmp_path: Path) -> None:
    [found] = records.read_sources(_written(tmp_path / "s.jsonl", {"source_id": "a"}))

    assert (found.source_id, found.state, found.items) == ("a", "read", 0)


def test_suggestions_have_the_form_of_the_contract(tmp_path: Path) -> None:
    whole = build.suggestions("a", "C1a.1", "C1a.2", accepted=["C1a.1"])
    answered = build.suggestions("b", "C1a.1", response=build.ranking(["C1b.1"]))

    records.write_suggestions(tmp_path / "s.jsonl", [whole, answered])

    first, second = map(json.loads, (tmp_path / "s.jsonl").read_text().splitlines())
    assert list(first) == [
        "item_id",
        "framework_id",
        "framework_version",
        "levels",
        "accepted",
        "no_match",
    ]
    assert [one["node_id"] for one in first["levels"]["requirement"]] == [
        "C1a.1",
        "C1a.2",
    ]
    assert set(second["response"]) >= {"levels", "accepted"}
    assert list(records.read_suggestions(tmp_path / "s.jsonl")) == [whole, answered]


def test_a_document_comes_back_as_it_went(tmp_path: Path) -> None:
    whole = build.document(
        build.heading("Plan"),
        build.bullet("one", level=1),
        build.table([["Ref", "Action"], ["1", "Train\n• all"], [None, "Review"]]),
        build.paragraph("end", bold=True, page=2, bbox=(0.0, 1.5, 2.0, 3.0)),
        pages=(build.page(1), build.page(2, reason="no characters")),
    )

    (tmp_path / "d.json").write_bytes(records.document_bytes(whole))

    assert records.read_document(tmp_path / "d.json") == whole


def test_a_damaged_document_is_a_record_error(tmp_path: Path) -> None:
    (tmp_path / "d.json").write_text('{"blocks": [{"kind": "bulet"}]}')

    with pytest.raises(RecordError, match=r"d\.json"):
        records.read_document(tmp_path / "d.json")


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_words_come_back(texts: list[str]) -> None:
    from tempfile import TemporaryDirectory

    items = [build.item(text.encode("utf-8", "replace").decode()) for text in texts]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "items.jsonl"
        records.write_items(path, items)

        assert list(records.read_items(path)) == items


def test_a_line_that_is_not_whole_reads_like_one_that_is(tmp_path: Path) -> None:
    said = build.suggestions("a", "C1a.1", accepted=["C1a.1"])
    records.write_suggestions(tmp_path / "s.jsonl", [said])
    line = json.loads((tmp_path / "s.jsonl").read_text())
    path = _written(tmp_path / "t.jsonl", line | {"response": None, "further": 1})
    assert list(records.read_suggestions(path)) == [said]
    path = _written(tmp_path / "t.jsonl", line, line | {"levels": 3})
    with pytest.raises(RecordError, match="line 2: levels"):
        list(records.read_suggestions(path))
