"""Dates: what they span, and what they are to the plan."""

import pytest

from plan_ingest.extract.dates import item_dates, spans
from tests.extract.words import lexicon


@pytest.mark.parametrize(
    ("raw", "start", "end"),
    [
        ("12th January 2015", "2015-01-12", "2015-01-12"),
        ("31/03/2016", "2016-03-31", "2016-03-31"),
        ("2016-03-31", "2016-03-31", "2016-03-31"),
        ("Sept 2014", "2014-09-01", "2014-09-30"),
        ("Feb-16", "2016-02-01", "2016-02-29"),
        ("2014/15", "2014-04-01", "2015-03-31"),
        ("2016 / 17", "2016-04-01", "2017-03-31"),
        ("2014-2016", "2014-01-01", "2016-12-31"),
        ("Q2 2024/25", "2024-07-01", "2024-09-30"),
        ("Q1 2024", "2024-01-01", "2024-03-31"),
        ("autumn 2023", "2023-09-01", "2023-11-30"),
        ("2021", "2021-01-01", "2021-12-31"),
    ],
)
def test_a_date_spans_what_it_says(raw: str, start: str, end: str) -> None:
    (found,) = item_dates(raw, lexicon(), None, all_dates=True)

    assert (found.raw, found.start, found.end) == (raw, start, end)


def test_every_date_of_a_cell_is_read_against_the_document() -> None:
    cell = (
        "Launched June 2013. Next review March 2015, done by May 2015; run in 2014/15"
    )

    found = item_dates(cell, lexicon(), "2014-09", all_dates=True)

    assert [(d.raw, d.kind) for d in found] == [
        ("June 2013", "past"),
        ("March 2015", "review"),
        ("May 2015", "due"),
        ("2014/15", "period"),
    ]


def test_without_a_document_date_every_date_is_coming() -> None:
    (found,) = item_dates("June 1999", lexicon(), None, all_dates=True)

    assert found.kind == "due"


def test_the_month_of_the_document_is_still_coming() -> None:
    (found,) = item_dates("September 2014", lexicon(), "2014-09-20", all_dates=True)

    assert found.kind == "due"


def test_in_running_text_only_a_date_that_is_called_due_counts() -> None:
    text = "Since May 2014 we have done this; the rest will follow by June 2015."

    found = item_dates(text, lexicon(), "2014-09", all_dates=False)

    assert [d.raw for d in found] == ["June 2015"]


@pytest.mark.parametrize(
    "text",
    [
        "32 officers",
        "version 1.2",
        "999 calls",
        "Partnerships Inspector, ext. 2014",
        "Head of Crime (extension: 2015)",
        "Ring 01632 960 2014",
    ],
)
def test_other_numbers_are_no_dates(text: str) -> None:
    assert not list(spans(text, lexicon()))
