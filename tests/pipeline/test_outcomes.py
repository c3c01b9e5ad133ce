"""What the user is told of a plan that was read."""

import pytest

from plan_ingest.extract.metadata import Metadata
from plan_ingest.model.source import Characters, SourceRecord
from plan_ingest.pipeline.outcomes import worth_saying

QUIET = Metadata(
    force="Merrowby Police", title="A plan", period=None, document_date=None
)


def record(item: int, boilerplate: int, items: int = 9) -> SourceRecord:
    return SourceRecord(
        source_id="merrowby",
        file="merrowby/plan.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        force="Merrowby Police",
        plan_title="A plan",
        period=None,
        document_date=None,
        state="read" if items else "not assessable",
        reason=None if items else "no plan items were found in it",
        pages=4,
        pages_unread=(),
        items=items,
        characters=Characters(item=item, boilerplate=boilerplate),
    )


def test_a_plan_most_of_whose_words_are_in_no_item_is_told() -> None:
    told = worth_saying(record(2_300, 9_200), QUIET)
    assert told is not None
    assert "merrowby/plan.pdf: 80% of its words are in no item" in told
    assert "plan-ingest inspect" in told


@pytest.mark.parametrize(("item", "boilerplate"), [(4_500, 3_200), (300, 1_200)])
def test_a_paper_around_its_plan_and_a_short_foreword_are_not_told(
    item: int, boilerplate: int
) -> None:
    assert worth_saying(record(item, boilerplate), QUIET) is None


def test_a_plan_without_items_is_told_as_such_alone() -> None:
    told = worth_saying(record(0, 9_200, items=0), QUIET)
    assert told is not None
    assert "not assessable" in told
    assert "%" not in told


def test_a_page_lost_between_pages_of_items_is_named() -> None:
    told = worth_saying(record(9_000, 900), QUIET, (3,))
    assert told is not None
    assert "nearly nothing of page 3 is in an item" in told
    assert worth_saying(record(9_000, 900), QUIET) is None
