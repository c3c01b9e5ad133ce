"""What to look at next: doubt first, nothing dropped."""

from dataclasses import replace

from plan_ingest.review import settle
from plan_ingest.review.queue import ORDERS, queue
from tests import build

SURE, DOUBTFUL, BLANK, DONE = (
    replace(build.item(text), item_no=number)
    for number, text in enumerate(("Sure.", "In doubt.", "No offer.", "Decided."), 1)
)
ITEMS = (SURE, DOUBTFUL, BLANK, DONE)


def offers(item_id: str, confidence: float) -> object:
    found = build.suggestions(item_id, "C1a.1")
    level = (("requirement", (build.suggestion("C1a.1", confidence),)),)
    return replace(found, text=replace(found.text, levels=level))


SUGGESTED = [
    offers(SURE.item_id, 0.98),
    offers(DOUBTFUL.item_id, 0.55),
    offers(DONE.item_id, 0.5),
]
SETTLED = settle([build.decision(DONE, "C1a.1")], "tiny")


def test_doubt_comes_first_and_what_is_decided_last() -> None:
    rows = queue(ITEMS, SUGGESTED, SETTLED)  # type: ignore[arg-type]

    assert [row.item for row in rows] == [BLANK, DOUBTFUL, SURE, DONE]


def test_a_conflict_comes_before_everything() -> None:
    words = [
        build.decision(SURE, "C1a.1"),
        build.decision(SURE, "C1a.1", verdict="reject", analyst="B"),
    ]
    rows = queue(ITEMS, SUGGESTED, settle(words, "tiny"))  # type: ignore[arg-type]

    assert (rows[0].item, rows[0].state) == (SURE, "conflict")


def test_no_order_drops_or_doubles_an_item() -> None:
    for order in ORDERS:
        rows = queue(ITEMS, SUGGESTED, SETTLED, order)  # type: ignore[arg-type]
        assert sorted(r.item.item_no for r in rows) == [1, 2, 3, 4], order


def test_an_item_that_somebody_is_unsure_of_stays_open() -> None:
    word = build.decision(SURE, None, verdict="unsure")
    rows = queue([SURE], (), settle([word], "tiny"))

    assert (rows[0].state, rows[0].words) == ("unsure", (word,))
