"""Bullets, pillars, labelled paragraphs, reports: what is an item, what is not."""

from typing import Any

import pytest

from plan_ingest.model.document import Block
from tests import build
from tests.build import bullet, heading, paragraph
from tests.extract.words import items


def test_bullets_under_objectives_are_objectives() -> None:
    found = items(
        heading("Domestic abuse action plan"),
        heading("Safer homes", 2),
        paragraph("Objectives:"),
        bullet("Every call is answered with patience."),
        bullet("Every officer knows the signs of control."),
    )

    assert [item.kind for item in found] == ["objective", "objective"]
    assert found[0].headings == ("Safer homes", "Objectives")


def test_a_link_and_a_lead_in_are_taken_off_the_line_above_them() -> None:
    title = "Keep every person safe at home"
    found = items(
        heading("Our promise"),
        paragraph("K"),
        paragraph(f"{title} Click here"),
        paragraph("L"),
        paragraph("Learn as we go This includes:"),
        bullet("Asking what was said to us in every team."),
    )

    assert found[0].text == title
    assert found[-1].headings[-1] == "This includes"


def _leaflet() -> list[object]:
    """A summary page and two pages of pillars, the second without its letter."""
    blocks: list[object] = [paragraph("Our promise"), paragraph("2019/2020")]
    pillars = [("K", "Keep people safe.", "Hearing"), ("L", "Learn as we go", "Asking")]
    for letter, title, word in pillars:
        blocks += [paragraph(letter), paragraph(title), paragraph("Click here")]
        blocks += [paragraph("This includes:"), bullet(f"{word} what is said to us.")]
    for letter, title, word in pillars:
        blocks += [paragraph(letter)] if letter == "K" else []
        blocks += [paragraph(title), paragraph("This includes:")]
        blocks += [bullet(f"{word} what is said to us."), paragraph("Objectives:")]
        blocks += [
            bullet(f"{word} is done in every team."),
            bullet(f"{word} is checked."),
        ]
    return blocks


def test_a_summary_page_is_counted_once_and_a_lost_letter_is_known() -> None:
    found = items(*_leaflet())  # type: ignore[arg-type]

    assert [(item.kind, item.ref, item.text) for item in found] == [
        ("aim", "K", "Keep people safe"),
        ("aim", "", "Hearing what is said to us."),
        ("objective", "", "Hearing is done in every team."),
        ("objective", "", "Hearing is checked."),
        ("aim", "L", "Learn as we go"),
        ("aim", "", "Asking what is said to us."),
        ("objective", "", "Asking is done in every team."),
        ("objective", "", "Asking is checked."),
    ]
    assert found[4].headings == ("L - Learn as we go",)
    assert found[6].headings == ("L - Learn as we go", "Objectives")
    assert "repeated_on_summary" in found[0].flags


def _report() -> list[object]:
    return [
        paragraph("REPORT TO: SAFETY COMMITTEE", bold=True),
        paragraph("DATE: 3rd March 2017", bold=True),
        heading("Background", 2),
        paragraph("The inspectors asked every force to look at:"),
        bullet("Leadership"),
        bullet("Learning"),
        paragraph("Partners met in May and named those who lead each strand:"),
        bullet("Answering Calls (Supt Ada Reed)"),
        bullet("Data and Insight (Dr Ben Moss)"),
        heading("Current position", 2),
        paragraph("The plan was sent in on time. Others have done it differently."),
        heading("1. Answering Calls", 3),
        paragraph("The points discussed were these:"),
        bullet("Call takers to be given a card of questions."),
        bullet("Consideration to be given to a call-back within the hour."),
        bullet("Lack of interpreters at night"),
        heading("2. Data & Insight", 4),
        paragraph(
            "A dashboard has been built for all sergeants. It is not yet used by all."
            " This dashboard will be opened to partners."
        ),
        paragraph("Both meetings were open, with lively discussion."),
        heading("Conclusion", 4),
        paragraph("The plan is sound and will be reviewed."),
    ]


def test_a_report_gives_workstreams_bullets_and_statements() -> None:
    found = items(*_report())  # type: ignore[arg-type]

    assert [(i.kind, i.text, i.lead) for i in found[:2]] == [
        ("aim", "Answering Calls", "Supt Ada Reed"),
        ("aim", "Data and Insight", "Dr Ben Moss"),
    ]
    assert [(i.kind, i.status) for i in found[2:5]] == [
        ("action", "discussed"),
        ("action", "under_consideration"),
        ("issue", "discussed"),
    ]
    assert [(i.text, i.status, i.smart.evidence) for i in found[5:]] == [
        (
            "A dashboard has been built for all sergeants. It is not yet used by all.",
            "in_place",
            "self",
        ),
        ("This dashboard will be opened to partners.", "planned", "none"),
    ]


def test_items_of_a_workstream_inherit_its_lead_as_their_heading() -> None:
    found = items(*_report())  # type: ignore[arg-type]

    assert {item.smart.owner for item in found} == {"heading"}
    assert {item.lead for item in found[2:]} == {""}
    assert found[5].headings[-1] == "2. Data & Insight"


def test_an_owner_named_above_a_section_s_items_is_theirs_by_its_heading() -> None:
    found = items(
        heading("Actions"),
        paragraph("Lead: Supt Vale"),
        bullet("Read each safety plan in full."),
        bullet("Ask each caller about children."),
    )

    assert [item.smart.owner for item in found] == ["heading"] * 2


def test_a_contents_list_is_no_list_of_workstreams() -> None:
    found = items(
        heading("Contents"),
        bullet("Answering calls"),
        bullet("Keeping people safe"),
        heading("Answering calls"),
        bullet("Each call is recorded and kept."),
        heading("Keeping people safe"),
        bullet("Each plan is read by a sergeant."),
    )

    assert [item.text for item in found] == [
        "Each call is recorded and kept.",
        "Each plan is read by a sergeant.",
    ]


def test_numbered_paragraphs_give_up_their_owner_and_date() -> None:
    found = items(
        heading("Actions"),
        bullet(
            "Print a card for every desk. Owner: Head of Calls. By when: May 2021", "1."
        ),
        bullet("Read a sample each month (DCI Moss, June 2021)", "2."),
        bullet("Ask survivors what helped (a survey of fifty).", "3."),
    )

    assert [(i.ref, i.text, i.lead, i.target) for i in found] == [
        ("1", "Print a card for every desk.", "Head of Calls", "May 2021"),
        ("2", "Read a sample each month", "DCI Moss", "June 2021"),
        ("3", "Ask survivors what helped (a survey of fifty).", "", ""),
    ]


def test_labelled_paragraphs_are_forms() -> None:
    found = items(
        heading("First contact"),
        paragraph("Ref: 1"),
        paragraph("Action: Print a card for every desk."),
        paragraph("Update:"),
        paragraph("Owner: Head of Calls"),
        paragraph("Ref: 2"),
        paragraph("Action: Read a sample of calls. Update: Begun in May."),
        bullet("Twenty are read each month."),
        paragraph("Owner: Supt Reed"),
    )

    assert [(i.ref, i.text, i.response, i.lead) for i in found] == [
        ("1", "Print a card for every desk.", (), "Head of Calls"),
        (
            "2",
            "Read a sample of calls.",
            ("Begun in May.", "Twenty are read each month."),
            "Supt Reed",
        ),
    ]


def test_an_aim_is_an_item_beside_a_table_other_prose_is_not() -> None:
    found = items(
        heading("Theme 1"),
        paragraph("Aim: To answer every call with patience."),
        paragraph("We have worked hard on this and will go on."),
        build.table([["Ref", "Action"], ["1", "Print a card for every desk."]]),
        bullet("Visit our website for more about this plan"),
    )

    assert [(i.kind, i.text) for i in found] == [
        ("aim", "To answer every call with patience."),
        ("action", "Print a card for every desk."),
    ]


@pytest.mark.parametrize("title", ["Background", "1. Introduction", "Glossary"])
def test_lists_of_background_sections_hold_no_items(title: str) -> None:
    assert items(heading(title), bullet("The inspectors came in spring.")) == ()


@pytest.mark.parametrize(
    ("title", "count"), [("Our values", 2), ("Background", 2), ("Glossary", 0)]
)
def test_a_list_of_dated_promises_is_a_plan_s(title: str, count: int) -> None:
    said = (
        bullet("We will print a card for every desk by May 2021."),
        bullet("We will listen."),
    )

    assert len(items(heading(title), *said)) == count


def test_a_list_that_tells_what_was_is_none() -> None:
    said = (
        bullet("The board was set up in May 2021."),
        bullet("We will tell you more of the board."),
    )

    assert items(heading("Background"), *said) == ()


def test_bullets_below_a_bullet_that_leads_them_in_go_on_with_it() -> None:
    (item,) = items(
        heading("Objectives"),
        bullet("We will answer calls:"),
        bullet("within ten seconds", level=1),
        bullet("with patience", level=1),
    )

    assert item.text == "We will answer calls:\nwithin ten seconds\nwith patience"


def test_a_heading_that_counts_is_the_label_of_a_form() -> None:
    found = items(
        heading("Domestic abuse improvement plan"),
        heading("Recommendation 1", 3),
        paragraph("The force should look at its cards."),
        paragraph("Action taken: A new card has been printed."),
        paragraph("Owner: Head of Calls"),
        heading("Recommendation 2", 3),
        paragraph("The force should read its calls."),
        paragraph("Action taken: A sample is read."),
        paragraph("Owner: DCI Moss"),
    )

    assert [(i.ref, i.text, i.response, i.lead) for i in found] == [
        (
            "1",
            "The force should look at its cards.",
            ("A new card has been printed.",),
            "Head of Calls",
        ),
        ("2", "The force should read its calls.", ("A sample is read.",), "DCI Moss"),
    ]


def test_a_report_that_numbers_all_paragraphs_gives_those_that_state() -> None:
    found = items(
        heading("1. Background"),
        paragraph("1.1 The force was inspected in spring."),
        heading("2. Progress"),
        paragraph("2.1 A hub has been opened in each district. It is staffed daily."),
        paragraph("2.2 Abuse harms families."),
        paragraph("2.3 A programme will begin in May."),
    )

    assert [(i.ref, i.text, i.status) for i in found] == [
        (
            "2.1",
            "A hub has been opened in each district. It is staffed daily.",
            "in_place",
        ),
        ("2.3", "A programme will begin in May.", "planned"),
    ]


def test_numbered_titles_are_headings_of_the_actions_below_them() -> None:
    found = items(
        bullet("Leadership", "1."),
        bullet("Appoint a lead for the plan (ACC Crime, May 2021)", "1.1"),
        bullet("Initial contact", "2."),
        bullet("Audit fifty calls each month. Owner: Quality Manager.", "2.1"),
    )

    assert [(i.ref, i.headings, i.lead, i.target) for i in found] == [
        ("1.1", ("1. Leadership",), "ACC Crime", "May 2021"),
        ("2.1", ("2. Initial contact",), "Quality Manager", ""),
    ]


def test_bullets_below_a_number_that_leads_them_in_are_part_of_it() -> None:
    found = items(
        heading("Our promise"),
        bullet("We will serve victims better by:", "1."),
        bullet("calling them within a day"),
        bullet("naming one officer"),
        bullet("We will report each quarter.", "2."),
    )

    assert [i.text.split("\n") for i in found] == [
        [
            "We will serve victims better by:",
            "calling them within a day",
            "naming one officer",
        ],
        ["We will report each quarter."],
    ]


def test_pillars_with_the_letter_in_line_keep_their_printed_heading() -> None:
    found = items(
        heading("A. Answer"),
        bullet("Each call is answered with patience."),
        heading("B. Believe"),
        bullet("Each caller is believed."),
    )

    assert [(i.kind, i.ref, i.text, i.headings[-1]) for i in found[:2]] == [
        ("aim", "A", "Answer", "A. Answer"),
        ("objective", "", "Each call is answered with patience.", "A. Answer"),
    ]


def test_the_first_pillar_is_no_title_of_the_plan() -> None:
    found = items(
        heading("A - Answer domestic abuse calls"),
        heading("This includes:", 2),
        bullet("Each call is answered with patience."),
        heading("B - Believe each caller"),
        heading("This includes:", 2),
        bullet("Each caller is believed."),
    )

    assert [i.headings[0] for i in found] == [
        *["A - Answer domestic abuse calls"] * 2,
        *["B - Believe each caller"] * 2,
    ]


def test_measures_of_success_are_no_items() -> None:
    found = items(
        heading("Priority 1: Prevent"),
        paragraph("We will:"),
        bullet("Work with schools on healthy relationships."),
        paragraph("Measures of success:"),
        bullet("Fewer repeat incidents"),
    )

    assert [i.text for i in found] == ["Work with schools on healthy relationships."]


def test_labels_without_a_colon_are_labels_where_they_come_again_and_again() -> None:
    blocks = [heading("Domestic abuse plan"), heading("Calls", 2)]
    for number in ("1", "2", "3"):
        blocks += [
            heading(f"Ref. {number}", 3),
            paragraph(f"Action Each of the {number} cards is printed."),
            paragraph("Response The first was printed in May."),
            paragraph("It lies on each desk."),
            paragraph("Target May 2021"),
            paragraph("Lead Head of Calls"),
        ]

    found = items(*blocks)

    assert [i.ref for i in found] == ["1", "2", "3"]
    assert found[0].text == "Each of the 1 cards is printed."
    assert found[0].response[1] == "It lies on each desk."
    assert {(i.target, i.lead, i.headings) for i in found} == {
        ("May 2021", "Head of Calls", ("Calls",))
    }


def test_a_counted_line_above_a_list_is_its_title() -> None:
    found = items(
        heading("Prevention"),
        paragraph("Objective 1: Raise awareness", bold=True),
        bullet("Deliver lessons in schools"),
        paragraph("Objective 2: Train professionals", bold=True),
        bullet("Train midwives to ask"),
    )

    assert [(i.text, i.headings[-1]) for i in found] == [
        ("Deliver lessons in schools", "Objective 1: Raise awareness"),
        ("Train midwives to ask", "Objective 2: Train professionals"),
    ]


def test_a_bracket_of_initials_is_no_owner() -> None:
    said = "The plan is set by the Police and Crime Commissioner (PCC)"

    (item,) = items(heading("Actions"), bullet(said, marker="1."))

    assert (item.text, item.lead) == (said, "")


def test_lines_under_a_numbered_items_response_go_on_with_it() -> None:
    said = paragraph("Progress: Two things were done:")
    found = items(
        heading("Actions"),
        bullet("Read each safety plan in full.", marker="1.1"),
        said,
        bullet("a card was printed"),
        paragraph("Owner: Supt Vale"),
        bullet("Ask each caller about children.", marker="1.2"),
    )

    first, second = found
    assert first.response == ("Two things were done:", "a card was printed")
    assert (first.lead, second.ref, second.response) == ("Supt Vale", "1.2", ())


def test_what_stands_below_a_section_s_last_field_is_no_response() -> None:
    def told(number: str, text: str) -> list[Block]:
        return [
            bullet(text, marker=number),
            paragraph("Progress: The panel has met."),
        ]

    found = items(
        heading("Actions"),
        *told("1.", "Read each safety plan in full."),
        *told("2.", "Ask each caller about children."),
        paragraph("We will also do this for every caller:"),
        bullet("Offer a plan within a day."),
        bullet("Ring back within two days."),
        paragraph("This plan is read again each year."),
    )

    assert [item.response for item in found] == [("The panel has met.",)] * 2 + [()] * 2
    assert found[3].text == "Ring back within two days."


@pytest.mark.parametrize(("left", "own"), [(52.0, True), (30.0, False)])
def test_a_line_set_in_as_the_last_response_is_goes_on_with_it(
    left: float, own: bool
) -> None:
    def at(x0: float, top: float) -> dict[str, Any]:
        return {"page": 1, "bbox": (x0, top, 200.0, top + 10)}

    (found,) = items(
        heading("Actions"),
        bullet("Read each safety plan in full.", marker="1.", **at(30.0, 50.0)),
        paragraph("Progress: The panel has met.", **at(52.0, 62.0)),
        paragraph("Its costs are met by the board.", **at(left, 74.0)),
    )

    assert ("Its costs are met by the board." in found.response) == own


def test_a_second_line_of_a_numbered_item_is_its_own_until_a_field_comes() -> None:
    (first, second) = items(
        heading("Actions"),
        bullet("Read each safety plan in full.", marker="1.1"),
        paragraph("A sergeant signs it. Progress: The panel has met."),
        paragraph("It meets again in May."),
        paragraph("Owner: Supt Vale"),
        bullet("Ask each caller. Progress: Cards are out.", marker="1.2"),
        paragraph("More are being printed."),
        paragraph("Owner: Supt Hill"),
    )

    assert first.text == "Read each safety plan in full.\nA sergeant signs it."
    assert first.response == ("The panel has met.", "It meets again in May.")
    assert second.response == ("Cards are out.", "More are being printed.")
    assert (first.lead, second.lead) == ("Supt Vale", "Supt Hill")


def test_paragraphs_that_name_their_own_owner_or_date_are_actions() -> None:
    said = (
        "Every caller is asked twice. Lead: Supt Vale. Due: May 2021.",
        "Each shift reads the notes of the last. Owner: Supt Hill.",
        "This plan has two parts.",
    )
    found = items(heading("Calls"), *map(paragraph, said))

    assert [(i.kind, i.text, i.lead, i.target) for i in found] == [
        ("action", "Every caller is asked twice.", "Supt Vale", "May 2021"),
        ("action", "Each shift reads the notes of the last.", "Supt Hill", ""),
    ]


def test_one_paragraph_with_an_owner_makes_no_list() -> None:
    said = "The board met in May. Lead: Supt Vale."

    assert not items(heading("Notes"), paragraph(said))


def test_a_label_before_a_dash_or_a_date_leaves_its_words_to_the_item() -> None:
    for label in ("Progress –", "Update (May 2021):"):
        (item,) = items(
            heading("Actions"),
            bullet("Review the policy on stalking with partners.", "1."),
            paragraph(f"{label} officers were trained. Lead: Supt Vale"),
        )
        assert item.response == ("officers were trained.",)
        assert item.lead == "Supt Vale"


def test_a_list_below_what_a_section_has_answers_no_entry_alone() -> None:
    found = items(
        heading("Rural crime"),
        bullet("We will appoint a team of six officers."),
        bullet("We will run operations each winter."),
        paragraph("We have:"),
        bullet("Twelve officers who know farms."),
        bullet("A new drone for use at night."),
    )
    assert [item.response for item in found] == [(), ()]


def test_a_theme_before_what_will_be_done_is_no_label() -> None:
    found = items(
        heading("Our actions"),
        paragraph("We will train all officers in the law on stalking."),
        paragraph("Learning: We will share lessons with all officers."),
        paragraph("Context: Stalking is a crime of many acts."),
    )
    assert [item.text[:8] for item in found] == ["We will ", "Learning"]


def test_the_date_of_a_document_makes_no_paragraph_an_action() -> None:
    assert not items(
        heading("Use of powers"),
        paragraph("Officers must give their name. Next review: May 2022"),
        heading("Records"),
        paragraph("Officers must make a record. Review date: May 2022"),
    )


def test_a_line_between_a_response_and_an_owner_is_of_the_response() -> None:
    (item,) = items(
        heading("Leadership"),
        bullet("Officers know who leads on stalking.", "2."),
        paragraph("Response: A board meets each month."),
        paragraph("It is held up by the following:"),
        paragraph("Rewards for good work"),
        paragraph("Lead: Supt Vale"),
        paragraph("Target date: May 2021"),
    )
    assert item.response == (
        "A board meets each month.",
        "It is held up by the following:",
        "Rewards for good work",
    )
    assert (item.lead, item.target) == ("Supt Vale", "May 2021")


def test_a_label_left_blank_among_labels_with_values_is_no_heading() -> None:
    blocks: list[Block] = [heading("Calls")]
    for number in (1, 2):
        blocks += [
            bullet(f"Ring victim {number} back within the day.", f"{number}."),
            paragraph("Progress: Calls are logged."),
            paragraph("Lead: Supt Vale"),
        ]
    blocks += [
        bullet("Ask each victim how to be reached.", "3."),
        heading("Progress:", 3),
        paragraph("Lead: DCI Hill Due: May 2021"),
    ]
    found = items(*blocks)

    assert (found[2].lead, found[2].target, found[2].response) == (
        "DCI Hill",
        "May 2021",
        (),
    )
