"""Corrections of what was read, laid over items that a re-read brings anew."""

from dataclasses import replace
from typing import Any

import pytest

from plan_ingest.extract.identity import item_id
from plan_ingest.model.review import Amendment
from plan_ingest.review.amendments import Amended, amend, wrong_value
from tests import build

ONE = replace(build.item("Train staff. Review the policy.", item_id="one"), item_no=1)
TWO = replace(
    build.item("And publish it.", item_id="two", response=("Done.",)), item_no=2
)
SHARED = replace(build.item("Share it.", item_id="three"), evidence_from="two")
ITEMS = (ONE, TWO, SHARED)
RECORD = build.record(items=3)


def said(change: str, value: Any = None, item: str = "one", **given: Any) -> Amendment:
    whole = Amendment(
        f"{item}-{change}-{value}", "2026-01-05T09:00:00Z", "A", item, change, value  # type: ignore[arg-type]
    )  # fmt: skip
    return replace(whole, **given)


def amended(*amendments: Amendment, adjudicators: tuple[str, ...] = ()) -> Amended:
    assert [wrong_value(a) for a in amendments if a.change != "retract"] == [
        None
    ] * len([a for a in amendments if a.change != "retract"])
    return amend(ITEMS, [RECORD], amendments, item_id, adjudicators)


def test_without_amendments_nothing_changes() -> None:
    assert amended() == Amended(ITEMS, (RECORD,), ())


def test_what_is_not_an_item_goes_and_nothing_points_to_it() -> None:
    found = amended(said("not_an_item", item="two"))

    assert [item.item_id for item in found.items] == ["one", "three"]
    assert found.items[1].evidence_from is None
    assert found.sources[0].items == 2


def test_a_split_item_gives_parts_with_ids_of_their_own() -> None:
    first, second = amended(said("split", ("Train staff.", "Review it."))).items[:2]

    assert (first.text, second.text) == ("Train staff.", "Review it.")
    assert len({first.item_id, second.item_id, "one"}) == 3
    assert amended(said("split", ("Train staff.", "Review it."))).sources[0].items == 4


def test_a_part_can_be_corrected_in_its_turn() -> None:
    split = said("split", ("Train staff.", "Review it."))
    part = amended(split).items[1].item_id
    found = amended(split, said("text", "Review the policy.", item=part))

    assert found.items[1].text == "Review the policy."
    assert found.lost == ()


def test_merged_items_are_one_in_document_order() -> None:
    found = amended(said("merge", ("one",), item="two"))

    assert [item.item_id for item in found.items] == ["two", "three"]
    assert found.items[0].text == "Train staff. Review the policy. And publish it."
    assert found.items[0].response == ("Done.",)


@pytest.mark.parametrize(
    ("change", "value", "field", "wanted"),
    [
        ("text", "Train all staff.", "text", "Train all staff."),
        ("kind", "aim", "kind", "aim"),
        ("owner", "Head of training", "lead", "Head of training"),
        ("force", "Penharrow", "force", "Penharrow"),
        ("period", "2021-22", "period", "2021-22"),
    ],
)
def test_a_field_is_what_the_amendment_says(
    change: str, value: str, field: str, wanted: str
) -> None:
    item = amended(said(change, value)).items[0]

    assert getattr(item, field) == wanted
    assert item.item_id == "one"


@pytest.mark.parametrize(
    ("change", "value", "tick", "wanted"),
    [
        ("owner", "Head of training", "owner", "row"),
        ("owner", "", "owner", "none"),
        ("date", "2021-06", "date", "due_date"),
        ("date", "2021-04-01/2022-03-31", "date", "period"),
        ("date", "", "date", "none"),
        ("measure", True, "measure", True),
        ("evidence", "own", "evidence", "own"),
    ],
)
def test_a_smart_attribute_is_what_the_amendment_says(
    change: str, value: Any, tick: str, wanted: Any
) -> None:
    assert getattr(amended(said(change, value)).items[0].smart, tick) == wanted


def test_a_force_is_the_whole_plans() -> None:
    found = amended(said("force", "Penharrow"))

    assert {item.force for item in found.items} == {"Penharrow"}
    assert found.sources[0].force == "Penharrow"


def test_the_last_word_stands_and_an_adjudicators_before_it() -> None:
    first = said("kind", "aim", id="1", at="2026-01-05T09:00:00Z", analyst="judge")
    last = said("kind", "issue", id="2", at="2026-01-05T10:00:00Z")

    assert amended(last, first).items[0].kind == "issue"
    assert amended(last, first, adjudicators=("judge",)).items[0].kind == "aim"


def test_a_correction_taken_back_is_gone() -> None:
    first = said("kind", "aim", id="1")
    back = said("retract", id="2", at="2026-01-06T09:00:00Z", retracts="1")

    assert amended(first, back).items == ITEMS


def test_a_correction_whose_item_is_gone_is_lost_and_said() -> None:
    gone = said("text", "New words.", item="gone")

    assert amended(gone) == Amended(ITEMS, (RECORD,), (gone,))


def test_the_order_of_amendments_changes_nothing() -> None:
    several = (
        said("kind", "aim"),
        said("force", "Penharrow"),
        said("merge", ("one",), item="two", at="2026-01-07T09:00:00Z"),
    )

    assert amended(*several) == amended(*several[::-1])
