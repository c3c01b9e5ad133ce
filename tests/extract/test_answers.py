"""Short answers beside an item: verdicts, yes and no, ticks, shares, days."""

import pytest

from plan_ingest.model.plan import PlanItem
from tests import build
from tests.extract.words import items

TEXTS = (
    "Print a card for every desk.",
    "Meet the prosecutor each quarter.",
    "Open a second desk in the north.",
)


def _rows(header: str, *cells: str, text: str = "Action") -> tuple[PlanItem, ...]:
    told = zip(TEXTS, cells, strict=False)
    rows = [
        [str(n), words, cell, "Supt Reed"] for n, (words, cell) in enumerate(told, 1)
    ]
    return items(build.table([["Ref", text, header, "Owner"], *rows]))


@pytest.mark.parametrize(
    "header", ["Completed", "Complete?", "Done", "Completed (Y/N)"]
)
@pytest.mark.parametrize(
    ("cells", "states"),
    [
        (("Yes", "No", "In part"), ("complete", "planned", "ongoing")),
        (("✓", "✗", ""), ("complete", "planned", "none")),
        (("100%", "0%", "50%"), ("complete", "planned", "ongoing")),
        (("Done", "Not done", "Partly"), ("complete", "planned", "ongoing")),
        (("12/05/2024", "", "June 2024"), ("complete", "none", "complete")),
        (("Y", "N", "Ongoing"), ("complete", "planned", "ongoing")),
    ],
)
def test_an_answer_says_what_its_header_asks(
    header: str, cells: tuple[str, ...], states: tuple[str, ...]
) -> None:
    found = _rows(header, *cells)

    assert tuple(item.status for item in found) == states
    assert [item.status_text for item in found] == list(cells)


@pytest.mark.parametrize(
    ("header", "cells", "states"),
    [
        ("On track?", ("Yes", "No"), ("ongoing", "planned")),
        ("Accepted?", ("Yes", "No"), ("planned", "discussed")),
        ("Recommendation accepted?", ("Yes", "In part"), ("planned", "planned")),
        ("% complete", ("100", "40"), ("complete", "ongoing")),
        ("% complete", ("1", "0.5"), ("none", "ongoing")),
        ("Progress", ("100%", "0%"), ("complete", "planned")),
        ("Status", ("Yes", "50%"), ("none", "ongoing")),
    ],
)
def test_yes_to_another_question_says_something_else(
    header: str, cells: tuple[str, ...], states: tuple[str, ...]
) -> None:
    assert tuple(item.status for item in _rows(header, *cells)) == states


@pytest.mark.parametrize("header", ["Force response", "Accepted?", "Decision"])
def test_a_verdict_is_a_status_and_no_evidence(header: str) -> None:
    cells = ("Accepted", "Partially accepted", "Not accepted.")

    found = _rows(header, *cells, text="Recommendation")

    assert [item.status for item in found] == ["planned", "planned", "discussed"]
    assert [item.response for item in found] == [(), (), ()]
    assert {item.smart.evidence for item in found} == {"none"}


def test_a_response_that_opens_with_a_refusal_is_no_evidence() -> None:
    told = (
        "Rejected: the card is on each desk since May.",
        "We do not accept this recommendation because the panel meets.",
        "Rejected referrals are now read by a sergeant each week.",
    )

    found = _rows("Response", *told, text="Recommendation")

    assert [item.status for item in found] == ["discussed", "discussed", "none"]
    assert [item.smart.evidence for item in found] == ["none", "none", "own"]
    assert [item.response for item in found] == [(words,) for words in told]


def test_the_day_it_was_done_tells_where_no_status_does() -> None:
    header = ["Ref", "Action", "Status", "Date completed"]
    rows = [
        ["1", TEXTS[0], "Green", "12/05/2024"],
        ["2", TEXTS[1], "Ongoing", ""],
        ["3", TEXTS[2], "Green", "TBC"],
    ]

    found = items(build.table([header, *rows]))

    assert [item.status for item in found] == ["complete", "ongoing", "none"]
    assert [item.status_text for item in found] == ["Green", "Ongoing", "Green"]


@pytest.mark.parametrize("text", ["Not achieved", "Not yet in place", "Not done"])
def test_what_is_not_done_is_planned(text: str) -> None:
    assert _rows("Status", text)[0].status == "planned"


@pytest.mark.parametrize("text", ["Closed - no longer required", "Withdrawn"])
def test_what_was_given_up_is_no_more_than_talk(text: str) -> None:
    assert _rows("Status", text)[0].status == "discussed"


@pytest.mark.parametrize(
    ("cells", "states"),
    [
        (
            ("0% complete", "75% complete", "100% complete"),
            ("planned", "ongoing", "complete"),
        ),
        (("100% target", "100% compliance", "50% done"), ("none", "none", "ongoing")),
    ],
)
def test_a_share_of_what_was_done_says_how_far_it_is(
    cells: tuple[str, ...], states: tuple[str, ...]
) -> None:
    assert tuple(item.status for item in _rows("Status", *cells)) == states


@pytest.mark.parametrize(
    "said", ["Will be March 2016", "Expected July 2016", "Reopened May 2015", "2016/17"]
)
@pytest.mark.parametrize("header", ["Date completed", "In place"])
def test_a_day_that_is_promised_ends_nothing(header: str, said: str) -> None:
    found = _rows(header, said, "12/05/2015", "Signed off June 2015")

    assert [item.status in ("complete", "in_place") for item in found] == [
        False,
        True,
        True,
    ]


def test_noted_refuses_nothing_where_more_is_said() -> None:
    rows = [
        ["1", TEXTS[0], "Noted. All desks were given a card in May 2015.", "Complete"],
        ["2", TEXTS[1], "Rejected. The prosecutor has no time for it.", ""],
    ]
    head = ["Ref", "Recommendation", "Response", "Status"]

    first, second = items(build.table([head, *rows]))

    assert (first.status, second.status) == ("complete", "discussed")


def test_of_several_ticks_the_last_counts_and_a_status_of_words_before_them() -> None:
    ticks = [["Action", "On track", "Completed"]]
    ticks += [[TEXTS[0], "Yes", "No"], [TEXTS[1], "Yes", "Yes"]]
    words = [["Recommendation", "Accepted", "Status"], [TEXTS[0], "Yes", "Ongoing"]]

    found = items(build.table([*ticks]))
    (said,) = items(build.table(words))

    assert [item.status for item in found] == ["planned", "complete"]
    assert (said.status, said.status_text) == ("ongoing", "Ongoing")


def test_what_is_refused_beside_a_status_of_words_is_not_complete() -> None:
    head = ["Recommendation", "Accepted", "Status"]
    rows = [[TEXTS[0], "No", "Closed"], [TEXTS[1], "Yes", "Closed"]]

    refused, done = items(build.table([head, *rows]))

    assert (refused.status, refused.status_text) == ("discussed", "Closed")
    assert done.status == "complete"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Delivered; evaluation not yet done", "complete"),
        ("Complete. Old form withdrawn", "complete"),
        ("Complete (no longer reported)", "complete"),
        ("In place - website not live", "in_place"),
        ("Ongoing, policy not yet adopted", "ongoing"),
        ("Not yet closed, work complete", "planned"),
        ("Planned: will be complete in May", "planned"),
        ("Review complete; not started", "planned"),
        ("Delivered - not achieved", "planned"),
        ("Closed: not delivered", "planned"),
        ("Implemented, no longer required", "discussed"),
        ("Closed - no longer required as the unit moved", "discussed"),
    ],
)
def test_a_verdict_that_a_cell_opens_with_stands(said: str, status: str) -> None:
    (found,) = items(build.table([["Action", "Status"], [TEXTS[0], said]]))

    assert found.status == status


def test_an_account_among_short_answers_is_a_response() -> None:
    account = "A forum was set up with all partners."
    head = ["Recommendation", "Response", "Lead"]
    said = ["Yes", "No", "50%", account]
    rows = [[f"{TEXTS[0]} {n}", one, "DCI Brown"] for n, one in enumerate(said)]

    found = items(build.table([head, *rows]))

    assert [item.response for item in found] == [(), (), (), (account,)]
    assert [item.status_text for item in found] == ["Yes", "No", "50%", ""]


def test_days_that_are_promised_under_completed_are_no_response() -> None:
    head = ["Action", "Completed?", "Lead"]
    said = ["No - due March 2016", "By the end of May 2016", "Yes - in May 2015"]
    rows = [[f"{TEXTS[0]} {n}", one, "DCI Brown"] for n, one in enumerate(said)]

    found = items(build.table([head, *rows]))

    assert [item.response for item in found] == [(), (), ()]
    assert [item.status for item in found] == ["planned", "none", "complete"]
