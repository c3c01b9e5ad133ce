"""Status and SMART attributes, from printed words only."""

import pytest

from tests import build
from tests.extract.words import items

HEADER = ["Ref", "Action", "Response", "Target", "Lead"]


def _row(target: str, lead: str = "Head of Calls", response: str = "", text: str = ""):  # type: ignore[no-untyped-def]
    words = text or "Print a card for every desk."
    title = build.paragraph("Abuse action plan - September 2014")
    (item,) = items(title, build.table([HEADER, ["1", words, response, target, lead]]))
    return item


@pytest.mark.parametrize(
    ("target", "status", "date"),
    [
        ("September 2014", "planned", "due_date"),
        ("Courses run through 2014/15", "planned", "period"),
        ("Embedded, kept under review", "in_place", "state_only"),
        ("Complete Next review June 2015", "in_place", "due_date"),
        ("Complete", "complete", "state_only"),
        ("Ongoing", "ongoing", "state_only"),
        ("Published March 2013", "none", "past_only"),
        ("Embedded, last review May 2013", "in_place", "state_only"),
        ("", "none", "none"),
    ],
)
def test_a_target_cell_gives_status_and_date(
    target: str, status: str, date: str
) -> None:
    item = _row(target)

    assert (item.status, item.smart.date) == (status, date)


@pytest.mark.parametrize("response", ["Not started", "Not yet started."])
def test_a_response_that_nothing_was_done_is_no_evidence(response: str) -> None:
    item = _row("May 2015", response=response)

    assert item.response == (response,)
    assert (item.status, item.smart.evidence) == ("planned", "none")


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ("None to date", "planned"),
        ("No progress yet.", "planned"),
        ("TBC", "planned"),
        ("Work has not begun", "planned"),
        ("(To be confirmed)", "planned"),
        ("Nil", "none"),
        ("N/A", "none"),
    ],
)
def test_words_for_nothing_are_no_evidence(response: str, status: str) -> None:
    item = _row("", response=response)

    assert (item.status, item.smart.evidence) == (status, "none")


@pytest.mark.parametrize(
    "response",
    [
        "Complete.",
        "In progress",
        "Not started in the north; 40 cards cut",
        "None of the 40 cards was lost",
        "TBC in the north; 40 cards cut",
        "Cards cut\nNone lost to date",
    ],
)
def test_any_other_response_is_evidence(response: str) -> None:
    assert _row("May 2015", response=response).smart.evidence == "own"


@pytest.mark.parametrize(
    ("lead", "owner"),
    [
        ("Head of Calls", "row"),
        ("DCI Moss", "row"),
        ("All staff", "none"),
        ("The force", "none"),
        ("TBC", "none"),
        ("", "none"),
    ],
)
def test_a_generic_doer_is_no_owner(lead: str, owner: str) -> None:
    assert _row("May 2015", lead).smart.owner == owner


def test_a_role_named_as_the_one_to_do_it_is_an_owner_in_the_text() -> None:
    item = _row("", "", text="The Head of Crime will print a card for every desk.")

    assert item.smart.owner == "text"


@pytest.mark.parametrize(
    ("response", "measure"),
    [
        ("Calls are sampled monthly.", True),
        ("Dip sampling of 10 logs by each team.", True),
        ("95% of officers are trained.", True),
        ("Victims are called within 24 hours.", True),
        ("We report on the top ten offenders.", True),
        ("The panel meets once a week.", True),
        ("The card was printed in May 2014.", False),
        ("It was written some 18 months back.", False),
        ("Supervision is firm at every level.", False),
        ("999 recordings are kept.", False),
    ],
)
def test_a_measure_is_a_number_with_a_unit_or_a_frequency(
    response: str, measure: bool
) -> None:
    assert _row("", response=response).smart.measure is measure


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("Completed", "complete"),
        ("Not yet complete", "ongoing"),
        ("Not started", "planned"),
        ("In progress - on track", "ongoing"),
        ("Closed", "complete"),
        ("BAU", "in_place"),
        ("Green", "none"),
    ],
)
def test_a_status_cell_is_read_by_its_words(printed: str, status: str) -> None:
    rows = [["Ref", "Action", "Status"], ["1", "Print a card for every desk.", printed]]

    (item,) = items(build.table(rows))

    assert (item.status_text, item.status) == (printed, status)
