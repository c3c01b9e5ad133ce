"""Items as Parquet: every field as items.jsonl has it, whatever stands in it."""

import io
import subprocess
import sys
from dataclasses import asdict, replace
from typing import Any

import pyarrow.parquet as pq
import pytest

from plan_ingest.exports import parquet
from plan_ingest.model.plan import ItemDate, PlanItem
from plan_ingest.store.records import items_lines
from tests import build
from tests.exports.made import report

ODD = 'a\x00b "c" \\ \u2028\n=1+1 2020-01-01'


def read(items: tuple[PlanItem, ...]) -> Any:
    made = parquet.items_parquet(replace(report(), items=items))
    return pq.read_table(io.BytesIO(made))


def test_no_items_have_columns_all_the_same() -> None:
    assert read(()).schema.equals(parquet.ITEMS)


def test_odd_words_come_back_as_they_were() -> None:
    item = build.item(text=ODD, response=("", ODD))
    item = replace(
        item,
        dates=(ItemDate("May 2020", "due", "2020-05-01", None),),
        source=replace(item.source, page=3, bbox=(1.0, 2.5, 1 / 3, 4.0)),
    )
    (row,) = read((item,)).to_pylist()
    assert row["text"] == ODD
    assert row["response"] == ["", ODD]
    assert row["source"]["bbox"] == [1.0, 2.5, 1 / 3, 4.0]
    assert row["dates"] == [asdict(item.dates[0])]


def test_taken_in_parts_the_bytes_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = tuple(
        build.item(f"Item {number}.", source_id=source, item_no=number)
        for source in ("a", "b", "c", "d")
        for number in range(1, 8)
    )
    shown = replace(report(), items=items)
    plans = [items_lines(items[at : at + 7]) for at in range(0, len(items), 7)]
    monkeypatch.setattr(parquet, "_BYTES_AT_ONCE", 2 * len(plans[0]) - 1)
    chunks = list(parquet.lines_parquet(plans))
    made = b"".join(chunks)

    assert parquet.items_parquet(shown) == made
    assert pq.ParquetFile(io.BytesIO(made)).num_row_groups == 2
    assert [len(chunk) > 0 for chunk in chunks] == [True, True, True]
    texts = [row["text"] for row in pq.read_table(io.BytesIO(made)).to_pylist()]
    assert texts == [item.text for item in items]


def test_plans_without_items_are_the_same_as_none() -> None:
    none = b"".join(parquet.lines_parquet([b"", b""]))

    assert none == parquet.items_parquet(replace(report(), items=()))
    assert b"".join(parquet.lines_parquet(())) == none


@pytest.mark.parametrize(
    "module", ["plan_ingest.exports", "plan_ingest.pipeline.desk.desk"]
)
def test_what_makes_no_parquet_does_not_pay_for_it(module: str) -> None:
    heavy = "{'pyarrow', 'pandas', 'spacy'}"
    ask = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, check=True, text=True
    )
    assert said.stdout.strip() == "[]"
