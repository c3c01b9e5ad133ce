"""What a document says of itself."""

from dataclasses import replace

import pytest

from plan_ingest.extract import extract
from tests import build
from tests.build import bullet, heading, paragraph
from tests.extract.words import extraction, lexicon


def test_force_title_period_and_date_are_found() -> None:
    found = extraction(
        paragraph("Kent Police"), paragraph("Domestic Abuse Action Plan - 2016 / 17")
    ).metadata

    assert found.force == "Kent"
    assert found.title == "Domestic Abuse Action Plan - 2016 / 17"
    assert (found.period, found.document_date) == ("2016/17", "2016")


def test_the_date_line_of_a_report_outranks_its_period() -> None:
    found = extraction(
        paragraph("DATE: 12th January 2015"),
        paragraph("SUBJECT: b) Abuse Plan"),
        heading("Conclusion"),
        paragraph("The plan runs throughout the period 2014-2016."),
    ).metadata

    assert (found.title, found.document_date) == ("Abuse Plan", "2015-01-12")
    assert found.period == "2014-2016"


def test_the_years_a_plan_is_said_to_last_are_its_period() -> None:
    found = extraction(
        heading("Domestic abuse plan"),
        paragraph("The plan will be kept open throughout 2016-2018, and read again."),
        paragraph("Burglary fell throughout 2011-2013."),
    ).metadata

    assert found.period == "2016-2018"


def test_what_others_did_throughout_some_years_is_no_period() -> None:
    found = extraction(
        heading("Domestic abuse plan"),
        paragraph(
            "Calls to the force about harm in the home, and about young people who"
            " had gone missing from it, rose in every district of the county"
            " throughout 2011-2013."
        ),
    ).metadata

    assert found.period is None


def test_the_month_a_plan_says_it_was_agreed_in_is_its_date() -> None:
    found = extraction(
        heading("Our commitments on domestic abuse 2023-2025"),
        paragraph("This list of commitments was agreed by the board in February 2023."),
    ).metadata

    assert (found.period, found.document_date) == ("2023-2025", "2023-02")


def test_what_others_agreed_is_no_date_of_the_plan() -> None:
    found = extraction(
        heading("Our commitments on domestic abuse"),
        paragraph("The strategy of the two councils was agreed in March 2011."),
    ).metadata

    assert found.document_date is None


def test_a_document_that_names_no_force_has_none() -> None:
    found = extraction(heading("Our plan"), bullet("We will learn from HMIC.")).metadata

    assert found.force is None


@pytest.mark.parametrize(
    ("printed", "force"),
    [
        ("Devon & Cornwall Police", "Devon & Cornwall"),
        ("Devon and Cornwall Police", "Devon & Cornwall"),
        ("the Metropolitan Police Service", "Metropolitan Police"),
        ("South Yorkshire Police", "South Yorkshire"),
        ("City of London Police", "London, City of"),
        ("Thames Valley Police", "Thames Valley"),
    ],
)
def test_forces_are_known_by_the_names_plans_print(printed: str, force: str) -> None:
    found = extraction(heading("Domestic abuse plan"), paragraph(f"Plan of {printed}."))

    assert found.metadata.force == force


def test_the_force_a_plan_is_of_outweighs_a_force_it_mentions() -> None:
    found = extraction(
        heading("Kent Police domestic abuse plan"),
        paragraph("We learn from Essex Police. Essex Police share with us."),
    )

    assert found.metadata.force == "Kent"


def test_what_an_analyst_wrote_outranks_what_is_found() -> None:
    document = build.document(heading("Kent Police abuse plan 2016/17"))
    source = replace(document.source, force="Westmarch", period="2020/21")

    found = extract(replace(document, source=source), lexicon()).metadata

    assert (found.force, found.period) == ("Westmarch", "2020/21")


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("The Northmoor Police Domestic Abuse Action Plan", "Northmoor Police"),
        ("Our plan, by Vale and Fen Constabulary", "Vale and Fen Constabulary"),
        ("Domestic abuse: how the police will answer", None),
        ("The Police Domestic Abuse Action Plan", None),
        ("Kent Police Domestic Abuse Action Plan", None),
    ],
)
def test_a_force_that_is_not_in_the_register_is_told_by_its_name(
    line: str, named: str | None
) -> None:
    found = extraction(heading(line), paragraph("Fewer people are hurt.")).metadata

    assert found.stranger == named
    assert found.force == ("Kent" if "Kent" in line else None)
