"""Tables of actions: headers, sections, cut rows, strands, evidence."""

from dataclasses import replace

import pytest

from plan_ingest.extract import extract
from plan_ingest.model.document import Part
from plan_ingest.model.source import Hints
from tests import build
from tests.extract.words import items, lexicon

FIRST = "Call takers ask every caller whether children are at home."
SECOND = "Sergeants read each safety plan before the officer goes off duty."
THIRD = "Detectives review open cases with the prosecutor."


def test_a_row_is_an_action_with_its_fields() -> None:
    table = build.table(
        [
            ["Ref.", "Action", "Response", "Target", "Lead"],
            [
                "1.1",
                FIRST,
                "A prompt card is on each desk.",
                "May 2021",
                "Head of Calls",
            ],
        ]
    )

    (item,) = items(build.heading("First contact"), table)

    assert (item.ref, item.text, item.kind) == ("1.1", FIRST, "action")
    assert item.response == ("A prompt card is on each desk.",)
    assert (item.target, item.lead) == ("May 2021", "Head of Calls")
    assert item.headings == ("First contact",)
    assert (item.source.table, item.source.row) == (0, 1)
    assert (item.smart.owner, item.smart.date) == ("row", "due_date")


@pytest.mark.parametrize(
    "header",
    [
        ["No.", "What we will do", "Progress to date", "By when", "Action owner"],
        ["Item", "Recommendation", "Evidence", "Timescale", "Lead officer"],
        ["#", "Agreed actions", "Latest update", "Due by", "Responsible person"],
        ["Serial", "Key activity", "Force response", "Completion date", "Who"],
    ],
)
def test_columns_are_known_by_their_headers(header: list[str]) -> None:
    row = ["7", FIRST, "The card was printed.", "June 2022", "Head of Contact"]

    (item,) = items(build.table([header, row]))

    assert (item.ref, item.text) == ("7", FIRST)
    assert item.response == ("The card was printed.",)
    assert (item.target, item.lead) == ("June 2022", "Head of Contact")


def test_the_more_telling_of_two_texts_is_the_item_the_other_its_heading() -> None:
    header = ["Ref", "Recommendation", "Action", "Progress", "RAG", "Owner", "Due"]
    row = [
        "3",
        "Reach victims sooner",
        FIRST,
        "Begun.",
        "Amber",
        "Supt Reed",
        "1/5/2022",
    ]

    (item,) = items(build.table([header, row]))

    assert (item.text, item.headings[-1]) == (FIRST, "Reach victims sooner")
    assert item.status_text == "Amber"


def test_section_titles_stand_in_the_table_and_above_it() -> None:
    header = ["Ref", "Action", "Lead"]
    table = build.table(
        [
            header,
            ["1", FIRST, "Head of Calls"],
            ["Safety", "", ""],
            header,
            ["1", SECOND, "Duty inspectors"],
        ]
    )

    first, second = items(build.paragraph("First contact"), table)

    assert (first.headings, second.headings) == (("First contact",), ("Safety",))


def test_nested_section_titles_stand_above_each_other() -> None:
    header = ["Ref", "Action", "Lead"]
    table = build.table(
        [
            ["Theme one", "", ""],
            ["Calls", "", ""],
            header,
            ["1", FIRST, "Head of Calls"],
            ["Attendance", "", ""],
            ["2", SECOND, "Duty inspectors"],
        ]
    )

    first, second = items(table)

    assert first.headings == ("Theme one", "Calls")
    assert second.headings == ("Theme one", "Attendance")


def test_a_row_without_reference_goes_on_with_the_row_above() -> None:
    table = build.table(
        [
            ["Ref", "Action", "Response"],
            ["1", FIRST, "A card has been printed and put on"],
            ["", "", "every desk in the room."],
            ["2", SECOND, "This is done."],
            ["", "", "A sample is read each month."],
        ],
        page_rows=(2, 4),
    )

    first, second = items(table)

    assert first.response == (
        "A card has been printed and put on every desk in the room.",
    )
    assert second.response == ("This is done.", "A sample is read each month.")
    assert "continued_over_page" in first.flags


def test_an_action_under_the_same_reference_with_its_own_owner_is_its_own() -> None:
    table = build.table(
        [
            ["Ref", "Action", "Owner", "Due"],
            ["1", FIRST, "Head of Calls", "May 2021"],
            ["", SECOND, "Duty inspectors", "June 2021"],
        ]
    )

    assert [item.text for item in items(table)] == [FIRST, SECOND]


def test_a_sentence_cut_by_a_page_is_one_action() -> None:
    table = build.table(
        [
            ["Action", "Evidence"],
            ["Officers speak to every child at the address,", "A field was added."],
            ["whatever the hour.", ""],
        ],
        page_rows=(2,),
    )

    (item,) = items(table)

    assert (
        item.text == "Officers speak to every child at the address, whatever the hour."
    )


def test_a_header_cut_by_a_page_is_still_the_header() -> None:
    header = ["Working", "Action", "Evidence"]
    table = build.table([header, ["Strand", "", ""], ["Calls", FIRST, "A card."]])

    (item,) = items(table)

    assert (item.headings[-1], item.text) == ("Calls", FIRST)


def test_cells_one_column_too_far_left_are_put_right() -> None:
    bulleted = replace(build.parts("• A sample is read each month.")[0])
    table = build.table(
        [
            ["Strand", "Action", "Evidence"],
            ["Safety", FIRST, "• A card is on each desk."],
            [SECOND, "• A sample is read each month.", ""],
        ]
    )

    first, second = items(table)

    assert (second.text, second.headings[-1]) == (SECOND, "Safety")
    assert second.response == (bulleted.text,)
    assert second.flags == ("column_shift_repaired",)
    assert first.flags == ()


def test_a_strand_label_that_comes_one_row_late_names_the_rows_before_it() -> None:
    header = ["Strand", "Action", "Evidence"]
    table = build.table(
        [
            header,
            ["Calls", FIRST, "A card."],
            header,
            ["", SECOND, "A sample."],
            ["Safety", THIRD, ""],
        ],
        page_rows=(4,),
    )

    assert [item.headings[-1] for item in items(table)] == ["Calls", "Safety", "Safety"]


def test_a_long_title_merged_beside_rows_is_their_strand_without_a_header() -> None:
    table = build.table(
        [
            ["", "Action", "Lead"],
            ["Priority 1: Hear what callers say at all hours", FIRST, "Head of Care"],
            [None, SECOND, "Head of Crime"],
            ["Priority 2: Keep all those who call us from harm", THIRD, "Chief"],
            [None, f"{SECOND} Again.", "Chief"],
        ]
    )

    told = [item.headings[-1][:10] for item in items(table)]
    assert told == ["Priority 1", "Priority 1", "Priority 2", "Priority 2"]


def test_a_row_in_lower_case_beside_merged_cells_is_one_of_its_own() -> None:
    table = build.table(
        [
            ["Strand", "Lead", "Action"],
            ["Safety", "Head of Care", "what a good visit is to those who are seen"],
            [None, None, "training of all staff in what to ask of a caller"],
        ]
    )

    assert [item.lead for item in items(table)] == ["Head of Care", "Head of Care"]


def test_one_evidence_cell_on_a_strand_is_shared_by_the_strand() -> None:
    table = build.table(
        [
            ["Strand", "Action", "Evidence"],
            ["Calls", FIRST, "A card is on each desk."],
            ["", SECOND, ""],
            ["Safety", THIRD, "Reviews began in May."],
        ]
    )

    first, second, third = items(table)

    assert second.evidence_from == first.item_id
    assert (first.response, second.response) == (("A card is on each desk.",), ())
    assert [i.smart.evidence for i in (first, second, third)] == [
        "shared",
        "shared",
        "own",
    ]
    assert first.evidence_from is None


def test_a_blank_beside_filled_cells_is_no_evidence() -> None:
    table = build.table(
        [
            ["Strand", "Action", "Evidence"],
            ["Calls", FIRST, "A card is on each desk."],
            ["", SECOND, ""],
            ["", THIRD, "Reviews began in May."],
        ]
    )

    assert [item.smart.evidence for item in items(table)] == ["own", "none", "own"]


def test_a_merged_evidence_cell_is_shared_by_the_rows_it_spans() -> None:
    table = build.table(
        [
            ["Ref", "Action", "Evidence"],
            ["1", FIRST, "A card is on each desk."],
            ["2", SECOND, None],
            ["3", THIRD, "Reviews began in May."],
        ]
    )

    first, second, third = items(table)

    assert second.evidence_from == first.item_id
    assert third.smart.evidence == "own"


def test_two_paragraphs_that_are_actions_are_two_items_with_one_response() -> None:
    table = build.table([["Action", "Evidence"], [f"{FIRST}\n{SECOND}", "Done."]])

    first, second = items(table)

    assert (first.text, second.text) == (FIRST, SECOND)
    assert first.response == second.response == ("Done.",)
    assert first.smart.evidence == second.smart.evidence == "shared"


def test_a_paragraph_that_only_explains_stays_with_its_action() -> None:
    explained = f"{FIRST}\nThis is to be done in the first minute."
    table = build.table([["Action", "Evidence"], [explained, "Done."]])

    (item,) = items(table)

    assert item.text == explained


def test_number_and_theme_in_the_cell_become_reference_and_heading() -> None:
    table = build.table(
        [
            ["Comment", "Response"],
            [f"1 {FIRST}\nThe force will check.\n(Asking about children)", "Done."],
            [f"2\n{SECOND}\n(Safety plans)", "Begun."],
        ]
    )

    first, second = items(table)

    assert (first.ref, first.headings[-1]) == ("1", "Asking about children")
    assert first.text == f"{FIRST}\nThe force will check."
    assert (second.ref, second.text, second.kind) == ("2", SECOND, "objective")


def test_a_row_that_fell_out_of_its_table_is_read_on() -> None:
    table = build.table(
        [["Comment", "Response"], [f"1 {FIRST}\n(Children)", "A card is printed."]]
    )
    loose = [
        build.paragraph("2"),
        build.paragraph(SECOND),
        build.paragraph("(Safety plans)"),
        build.paragraph("A sample is read each month."),
        build.paragraph("The results are published."),
    ]

    _, lost = items(build.heading("Plan"), table, *loose)

    assert (lost.ref, lost.text, lost.headings[-1]) == ("2", SECOND, "Safety plans")
    assert lost.response == (
        "A sample is read each month.",
        "The results are published.",
    )
    assert lost.flags == ("table_lost",)


def test_a_lost_rows_theme_may_stand_behind_its_sentence() -> None:
    table = build.table(
        [["Comment", "Response"], [f"1 {FIRST}\n(Children)", "A card is printed."]]
    )
    loose = [build.paragraph("2"), build.paragraph(f"{SECOND} (Safety plans)")]

    _, lost = items(build.heading("Plan"), table, *loose)

    assert (lost.text, lost.headings[-1]) == (SECOND, "Safety plans")


def test_a_table_without_header_is_understood_by_its_content() -> None:
    table = build.table(
        [
            [
                "1",
                FIRST,
                "A card is printed and on every desk.",
                "May 2021",
                "Head of Calls",
            ],
            [
                "2",
                SECOND,
                "A sample of twenty is read each month.",
                "June 2021",
                "Supt Reed",
            ],
            [
                "3",
                THIRD,
                "The first review took place in spring.",
                "July 2021",
                "DCI Moss",
            ],
        ]
    )

    first, *_ = items(table)

    assert (first.ref, first.text, first.lead) == ("1", FIRST, "Head of Calls")
    assert first.target == "May 2021"
    assert first.response == ("A card is printed and on every desk.",)


def test_rows_above_a_header_printed_again_have_its_columns() -> None:
    table = build.table(
        [
            ["1", FIRST, "A card is printed.", "June 2024"],
            ["2", SECOND, "A sample is read.", "July 2024"],
            ["Victims", None, None, None],
            ["Ref", "Action", "Response", "Target"],
            ["1", THIRD, "Planned.", "May 2024"],
        ]
    )
    found = items(build.heading("Plan"), table)

    assert [(item.ref, item.text) for item in found] == [
        ("1", FIRST),
        ("2", SECOND),
        ("1", THIRD),
    ]
    assert found[0].response == ("A card is printed.",)


def test_a_table_without_header_goes_on_with_the_columns_before_it() -> None:
    header = ["Ref", "Action", "Lead", "Due"]
    first = build.table([header, ["1", FIRST, "Head of Calls", "May 2021"]])
    second = build.table([["2", SECOND, "The night team", "soon"]])

    found = items(first, build.paragraph("A note between the two tables."), second)

    assert [(item.ref, item.lead) for item in found] == [
        ("1", "Head of Calls"),
        ("2", "The night team"),
    ]


def test_titles_in_rows_without_header_are_no_numbers_of_theirs() -> None:
    header = ["Ref", "Action", "Lead", "Due"]
    cell = build.table([header]).cells[0]
    wide = replace(cell, row=1, row_end=1, col_end=3, parts=build.parts("At the desk"))
    rows = build.table([["1", FIRST, "The night team", "soon"]])
    below = build.table([["2", SECOND, "The late team", "soon"]])
    moved = [replace(one, row=2, row_end=2) for one in below.cells]
    goes_on = replace(rows, cells=(*rows.cells, wide, *moved))

    found = items(build.table([header]), build.paragraph("First contact"), goes_on)

    assert [(item.ref, item.lead) for item in found] == [
        ("1", "The night team"),
        ("2", "The late team"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Term", "Definition"], ["MARAC", "A meeting about people at high risk."]],
        [["Abbreviation", "In full"], ["DA", "Domestic abuse in every form it takes."]],
        [["Key Criteria", "Supporting areas"], ["Calls", "• Grading\n• Supervision"]],
        [
            ["Risk", "Likelihood", "Impact", "Action", "Owner"],
            ["Too few staff", "High", "High", "Recruit more of them now.", "HR"],
        ],
        [["Version", "Date", "Author"], ["1.2", "May 2021", "The plan's writer"]],
        [["Status", "What it means"], ["On track", "It will be done by its date."]],
        [["Contents", "Page"], ["Our plan for the year ahead of us", "3"]],
    ],
    ids=[
        "terms",
        "short forms",
        "capabilities",
        "risks",
        "versions",
        "key",
        "contents",
    ],
)
def test_tables_of_other_things_hold_no_items(rows: list[list[str]]) -> None:
    actions = build.table([["Ref", "Action"], ["1", FIRST]])

    assert [item.text for item in items(actions, build.table(rows))] == [FIRST]


def test_a_table_under_a_glossary_heading_holds_no_items() -> None:
    table = build.table([["Ref", "Action", "Lead"], ["1", FIRST, "Head of Calls"]])

    assert items(build.heading("Glossary of terms"), table) == ()


def test_a_head_of_two_levels_over_counted_rows_opens_no_form() -> None:
    (first, second) = items(
        build.table(
            [
                ["Area for improvement", "", "Accountability", "", "Position at 3 May"],
                ["Ref", "Action", "Owner", "Due date", "Update"],
                ["AFI 1", FIRST, "Supt Reed", "May 2021", "A card was printed."],
                ["AFI 2", SECOND, "Supt Vale", "June 2021", "The log was changed."],
            ]
        )
    )

    assert (first.ref, first.text, first.lead) == ("AFI 1", FIRST, "Supt Reed")
    assert (second.ref, second.text, second.target) == ("AFI 2", SECOND, "June 2021")
    assert second.response == ("The log was changed.",)


def test_a_form_is_one_item() -> None:
    form = build.table(
        [
            ["Action 4", FIRST],
            ["Update", "A card is on each desk."],
            ["Due date", "May 2021"],
            ["Owner", "Head of Calls"],
        ]
    )

    (item,) = items(build.heading("First contact"), form)

    assert (item.ref, item.text, item.lead) == ("4", FIRST, "Head of Calls")
    assert (item.target, item.response) == ("May 2021", ("A card is on each desk.",))


def test_rows_with_the_items_label_alone_are_an_item_each() -> None:
    rows = [["What we will do", FIRST], ["What we will do", SECOND]]

    found = items(build.heading("First contact"), build.table(rows))

    assert [item.text for item in found] == [FIRST, SECOND]


def test_a_form_cut_by_a_page_keeps_its_last_field() -> None:
    form = build.table([["Action", FIRST], ["Due date", "May 2021"]])
    rest = build.table([["Owner", "Head of Calls"]])

    (item,) = items(build.heading("First contact"), form, rest)

    assert item.lead == "Head of Calls"


def test_a_column_of_actions_alone_is_a_table_too() -> None:
    table = build.table([["Action"], [FIRST], [SECOND]])

    assert [item.text for item in items(table)] == [FIRST, SECOND]


def test_bold_first_cells_are_strands_however_long() -> None:
    label = "Preventing abuse and the return of those who have been through it before"
    table = build.table(
        [["Strand", "Action", "Evidence"], ["", FIRST, ""], [label, SECOND, ""]]
    )
    cells = tuple(
        replace(cell, parts=(Part(cell.text, None, True),))
        if cell.text == label
        else cell
        for cell in table.cells
    )

    assert items(replace(table, cells=cells))[1].headings[-1] == label


def test_a_section_title_left_at_a_page_end_names_the_next_table() -> None:
    header = ["Ref", "Action", "Lead"]
    first = build.table([header, ["1", FIRST, "Head of Calls"], ["Safety", "", ""]])
    second = build.table([header, ["1", SECOND, "Duty inspectors"]])

    found = items(build.heading("Calls"), first, second)

    assert [item.headings for item in found] == [("Calls",), ("Safety",)]


def test_a_blank_recommendation_is_the_one_above() -> None:
    table = build.table(
        [
            ["Rec", "Recommendation", "Force action", "Lead"],
            ["1", "Reach victims sooner", FIRST, "Head of Calls"],
            ["", "", SECOND, "Duty inspectors"],
            ["2", "Build better files", THIRD, "DCI Moss"],
        ]
    )

    assert [item.headings[-1] for item in items(table)] == [
        "Reach victims sooner",
        "Reach victims sooner",
        "Build better files",
    ]


def test_a_sentence_above_a_header_is_the_title_of_its_rows() -> None:
    header = ["No", "Action", "Owner"]
    table = build.table(
        [
            ["Recommendation 1: The force should review its calls.", "", ""],
            header,
            ["1.1", FIRST, "Head of Calls"],
            ["Recommendation 2: The force should plan for safety.", "", ""],
            header,
            ["2.1", SECOND, "Duty inspectors"],
        ]
    )

    assert [item.headings for item in items(table)] == [
        ("Recommendation 1: The force should review its calls.",),
        ("Recommendation 2: The force should plan for safety.",),
    ]


def test_comments_beside_an_action_answer_it() -> None:
    table = build.table([["Action", "Owner", "Comments"], [FIRST, "Sgt Reed", "Yes."]])

    (item,) = items(table)

    assert (item.text, item.response, item.headings) == (FIRST, ("Yes.",), ())


def test_of_a_short_title_and_a_sentence_the_sentence_is_the_item() -> None:
    table = build.table(
        [["Action", "Description", "Owner"], ["Calls", FIRST, "DCI Moss"]]
    )

    (item,) = items(table)

    assert (item.text, item.headings) == (FIRST, ("Calls",))


def test_a_second_line_of_header_tells_the_columns_apart() -> None:
    table = build.table(
        [
            ["Ref", "Action", "Delivery", "Delivery"],
            ["Ref", "Action", "Due date", "Owner"],
            ["1", FIRST, "May 2021", "Head of Calls"],
        ]
    )

    (item,) = items(table)

    assert (item.target, item.lead) == ("May 2021", "Head of Calls")


def test_actions_summed_up_in_a_table_are_counted_once() -> None:
    summary = build.table([["Ref", "Action"], ["1.1", FIRST], ["1.2", SECOND]])
    header = ["Ref", "Action", "Response", "Lead"]
    details = build.table(
        [header, ["1.1", FIRST, "Begun.", "DCI Moss"], ["1.2", SECOND, "", "Supt Reed"]]
    )

    found = items(
        build.heading("Summary of actions"), summary, build.heading("Actions"), details
    )

    assert [(item.ref, item.lead) for item in found] == [
        ("1.1", "DCI Moss"),
        ("1.2", "Supt Reed"),
    ]
    assert found[0].headings == ("Actions",)


def test_a_row_read_column_by_column_is_still_one_item() -> None:
    found = items(
        build.heading("Calls", 2),
        build.heading("Action", 3),
        build.paragraph(FIRST),
        build.heading("Response", 3),
        build.paragraph("A card is printed."),
        build.paragraph("It lies on every desk."),
    )

    assert [(item.text, item.response) for item in found] == [
        (FIRST, ("A card is printed.", "It lies on every desk."))
    ]


def test_a_force_has_header_words_of_its_own() -> None:
    table = build.table([["Nr.", "Vow", "Sponsor"], ["1", FIRST, "Supt Reed"]])
    plain = build.document(table)
    words = (("Vow", "action"), ("Sponsor", "lead"))
    source = replace(plain.source, hints=Hints(header_words=words))

    (item,) = extract(replace(plain, source=source), lexicon()).items

    assert (item.ref, item.text, item.lead) == ("1", FIRST, "Supt Reed")


def test_what_is_said_of_a_rows_cells_is_said_of_its_item() -> None:
    table = build.table([["Strand", "Action"], ["Calls", FIRST], [None, SECOND]])
    cells = tuple(
        replace(cell, flags=("continued_over_page",) if cell.row_end > cell.row else ())
        if cell.col == 0
        else replace(cell, flags=("hidden_row",) if cell.row == 2 else ())
        for cell in table.cells
    )

    first, second = items(replace(table, cells=cells))

    assert (first.flags, second.flags) == ((), ("hidden_row",))


def test_a_table_keeps_its_own_title_below_background_set_larger() -> None:
    head, row = ["Action", "Lead"], [FIRST, "Head of Calls"]

    (item,) = items(
        build.heading("About this plan"),
        build.paragraph("It is read through every quarter by the board."),
        build.heading("Hearing the call", level=2),
        build.table([head, row]),
    )

    assert item.headings == ("Hearing the call",)


def test_fields_at_the_top_of_the_next_forms_belong_to_the_form_before() -> None:
    first = [["Ref", "1"], ["Action", FIRST], ["Update", "A card was printed."]]
    rest = [["Due date", "May 2021"], ["Owner", "Head of Calls"]]
    second = [["Ref", "2"], ["Action", SECOND], ["Due date", "June 2021"]]

    one, two = items(
        build.heading("First contact"),
        build.table(first),
        build.table([*rest, *second, ["Owner", "Head of Response"]]),
    )

    assert (one.target, one.lead) == ("May 2021", "Head of Calls")
    assert (two.target, two.lead) == ("June 2021", "Head of Response")


def test_a_bold_first_column_makes_no_titles_of_rows_without_an_answer() -> None:
    second = "Review open cases with the prosecutor"
    rows = [[FIRST, "The card was printed."], [second, ""], [THIRD, "Since May."]]
    table = build.table([["Action", "Response"], *rows])
    bold = tuple(
        replace(cell, parts=tuple(replace(part, bold=True) for part in cell.parts))
        if not cell.col
        else cell
        for cell in table.cells
    )

    found = items(replace(table, cells=bold))

    assert [item.text for item in found] == [FIRST, second, THIRD]


def test_prose_that_no_header_names_right_of_the_action_is_its_response() -> None:
    said = "A prompt card was printed and lies on each desk."
    rows = [["No.", "Action", "In our own words", "Owner"], ["7", FIRST, said, "Who"]]

    (item,) = items(build.table(rows))

    assert item.response == (said,)


def test_short_words_that_no_header_names_are_no_response() -> None:
    rows = [["No.", "Action", "In short", "Owner"], ["7", FIRST, "Desks", "Supt Vale"]]

    (item,) = items(build.table(rows))

    assert item.response == ()


def test_of_two_responses_the_one_of_states_is_the_status() -> None:
    head = ["Action", "What we have done", "Progress"]
    rows = [head, [FIRST, "A card is on each desk.", "On track"], [SECOND, "", "Open"]]

    first, second = items(build.table(rows))

    assert (first.status_text, second.status_text) == ("On track", "Open")
    assert (first.response, second.response) == (("A card is on each desk.",), ())


def test_a_row_of_sentences_is_no_header_whatever_its_words_name() -> None:
    short = "Staff apply the agreed actions each day."
    rows = [["Objective", "Owner", "Status"], [short, "Supt Response", "At risk"]]

    (item,) = items(build.table(rows))

    assert (item.text, item.lead, item.status_text) == (
        short,
        "Supt Response",
        "At risk",
    )


def test_each_bullet_of_a_cell_of_bullets_is_an_item_short_ones_too() -> None:
    rows = [["Workstream", "Lead", "Actions"]]
    rows += [["Calls", "Supt Vale", f"• {FIRST}\n• Panel results\n• {SECOND}"]]

    found = items(build.table(rows))

    assert [one.text for one in found] == [FIRST, "Panel results", SECOND]
    assert {one.lead for one in found} == {"Supt Vale"}


def test_a_label_with_a_colon_and_its_value_are_no_header() -> None:
    front = [["Report to:", "Panel"], ["Subject:", "Action plan"], ["From:", "Chief"]]
    plan = build.table([["Action", "Owner"], [FIRST, "Supt Vale"]])

    (item,) = items(build.table(front), build.heading("Plan"), plan)

    assert item.text == FIRST


def test_what_people_said_beside_what_was_done_is_a_header() -> None:
    rows = [["You said", "We did"], [FIRST, SECOND], [SECOND, THIRD]]

    found = items(build.table(rows))

    assert [(item.text, item.response) for item in found] == [
        (FIRST, (SECOND,)),
        (SECOND, (THIRD,)),
    ]


def test_a_header_of_which_only_the_first_name_has_a_colon_is_one() -> None:
    head = ["Action:", "Lead", "Due", "Progress"]

    (item,) = items(build.table([head, [FIRST, "Supt Vale", "May 2021", SAID]]))

    assert (item.text, item.lead, item.response) == (FIRST, "Supt Vale", (SAID,))


SAID = "A prompt card was printed and lies on each desk."


@pytest.mark.parametrize("header", ["", "Our story", "Why this matters", "Rationale"])
def test_reasons_for_an_action_are_no_response(header: str) -> None:
    why = "Each victim must get the same service in all parts of the county."
    rows = [["No.", "Action", header, "Owner"], ["7", FIRST, why, "Supt Vale"]]

    (item,) = items(build.table(rows))

    assert item.response == ()


def test_a_bold_number_and_name_that_the_references_count_on_from_are_a_title() -> None:
    rows = [["Ref", "Action", "Owner", "Update"], ["2", "Calls", "", ""]]
    rows += [["AFI 2.1", FIRST, "Head of Calls", "A card is printed."]]
    rows += [["3", THIRD, "", ""], ["AFI 4.1", SECOND, "Head of Calls", ""]]
    table = build.table(rows)
    cells = tuple(
        replace(cell, parts=tuple(replace(part, bold=True) for part in cell.parts))
        if cell.row in (1, 3)
        else cell
        for cell in table.cells
    )

    found = items(replace(table, cells=cells))

    assert [item.text for item in found] == [FIRST, THIRD, SECOND]
    assert {item.headings for item in found} == {("2 Calls",)}


def test_what_comes_next_is_the_item_only_where_no_other_column_is() -> None:
    beside = [["Outcome sought", "Owner", "Next steps"], [FIRST, "DCI", SECOND]]
    alone = [["Theme", "Owner", "Next steps"], ["Calls", "DCI Crime", SECOND]]

    assert [item.text for item in items(build.table(beside))] == [FIRST]
    assert [item.text for item in items(build.table(alone))] == [SECOND]


def test_what_comes_next_for_a_recommendation_is_its_item() -> None:
    rows = [["Recommendation", "Next steps", "Lead"], [FORCE, STEP, "Crime"]]
    answered = [["Issue", "Update", "Next steps"], [FORCE, "A card is sent.", STEP]]

    (step,), (issue,) = items(build.table(rows)), items(build.table(answered))

    assert (step.text, step.headings, step.lead) == (STEP, (FORCE,), "Crime")
    assert (issue.text, issue.response) == (FORCE, ("A card is sent.",))


def test_two_columns_of_notes_hold_no_items() -> None:
    rows = [["What we know", "What this means"], [FORCE, STEP], [STEP, FORCE]]

    assert not items(build.table(rows))


def test_an_issue_and_its_update_in_one_column_are_the_items_where_alone() -> None:
    rows = [["No", "Issue / update", "Lead"], ["1", FORCE, "Crime"], ["2", STEP, "IT"]]
    beside = [["Action", "Issue / update"], [STEP, "A card is sent to each victim."]]

    (item,) = items(build.table(beside))

    assert [item.text for item in items(build.table(rows))] == [FORCE, STEP]
    assert item.response == ("A card is sent to each victim.",)


def test_passages_below_a_header_that_asks_who_are_the_response() -> None:
    done = "Audits began in April and forty cases were read since then. Supt Moor"
    rows = [["Action", "Progress by"], [STEP, done], [FORCE, done]]

    first, _ = items(build.table(rows))

    assert (first.response, first.lead) == ((done,), "")


@pytest.mark.parametrize("sign", ["Yes", "X", "Done"])
@pytest.mark.parametrize(
    "periods", [["Q1", "Q2", "Q3", "Q4"], ["April", "May", "June"], ["2026", "2027"]]
)
def test_a_timeline_beside_the_items_is_no_header_unknown(
    sign: str, periods: list[str]
) -> None:
    signs = [sign, *("" for _ in periods[1:])]
    rows = [["What we will do", *periods], [STEP, *signs], [FORCE, *reversed(signs)]]

    assert [item.text for item in items(build.table(rows))] == [STEP, FORCE]


def test_periods_under_a_name_hold_what_the_name_says() -> None:
    head = [["", "Action", "Progress", "Progress"], ["Ref", "Action", "May", "June"]]
    told = ["A letter was drafted.", "The letter was sent to all."]

    (item,) = items(build.table([*head, ["A1", STEP, *told]]))

    assert (item.ref, item.text, item.response) == ("A1", STEP, tuple(told))


def test_figures_below_periods_plan_nothing() -> None:
    rows = [["Activity", "2024", "2025"], [STEP, "120", "131"], [FORCE, "14%", "9%"]]

    assert not items(build.table(rows))


def test_completed_beside_an_action_is_a_sign_or_an_account() -> None:
    done = "We visited 20 schools"
    signs = [["Action", "Completed?"], [STEP, "Yes"], [FORCE, "No"]]
    told = [["Action", "Completed"], [STEP, done], [FORCE, done]]
    parts = [["Action", "% complete"], [STEP, "100%"], [FORCE, "40%"]]

    assert [item.status_text for item in items(build.table(signs))] == ["Yes", "No"]
    assert [item.status_text for item in items(build.table(parts))] == ["100%", "40%"]
    assert [item.response for item in items(build.table(told))] == [(done,), (done,)]


def test_milestones_beside_their_dates_are_the_items() -> None:
    rows = [["Milestone", "Lead", "Target date"], [STEP, "Crime", "May 2027"]]

    (item,) = items(build.table(rows))

    assert (item.text, item.lead, item.target) == (STEP, "Crime", "May 2027")


def test_the_five_letters_of_a_plan_spelt_out_are_its_columns() -> None:
    names = ["Specific", "Measurable", "Achievable", "Realistic", "Time-bound"]
    cells = [STEP, "Nine calls of ten", "By the two teams", "Staff are there", "2027"]

    (item,) = items(build.table([names, cells]))

    assert (item.text, item.target, item.response) == (STEP, "2027", ())


FORCE = "The force should answer every call within ten seconds."
STEP = "Write to the call centre and set a date for the first meeting."

TRACKED = [
    (
        "AFI 1",
        "Repeat victims are not flagged.",
        FIRST,
        "Head of Calls",
        "May 2021",
        "Begun.",
    ),
    (
        "Action 2",
        "Plans are not checked.",
        SECOND,
        "Head of PPU",
        "June 2021",
        "In hand.",
    ),
    (
        "Action 3",
        "Cases lie open.",
        THIRD,
        "Head of CID",
        "July 2021",
        "Not yet begun.",
    ),
]


@pytest.mark.parametrize("first", ["Ref", "Action", ""])
def test_rows_counted_by_a_name_are_rows_and_no_labels(first: str) -> None:
    names = ("Inspectorate said", "What we will do about it", "Who", "By when")
    table = build.table([(first, *names, "Where are we now"), *TRACKED])

    found = items(table)

    assert [item.ref for item in found] == ["AFI 1", "Action 2", "Action 3"]
    assert [item.text for item in found] == [FIRST, SECOND, THIRD]
    assert found[0].lead == "Head of Calls"
    assert found[0].target == "May 2021"
    assert found[0].headings == ("Repeat victims are not flagged.",)


def test_numbers_below_theme_are_references_and_counted_themes_titles() -> None:
    head = ("Theme", "Action", "Lead")
    numbers = build.table([head, ("1.1", FIRST, "Supt A"), ("1.2", SECOND, "Supt B")])
    themes = build.table(
        [head, ("Theme 1", FIRST, "Supt A"), ("Theme 2", SECOND, "Supt B")]
    )

    assert [item.ref for item in items(numbers)] == ["1.1", "1.2"]
    assert [item.headings for item in items(themes)] == [("Theme 1",), ("Theme 2",)]


def test_a_row_that_only_holds_a_header_s_words_is_no_header() -> None:
    rows = [
        ("Area", "Action", "Owner"),
        ("Area 1", "Train all response officers in control", "DCI Brown"),
        ("Area 2", "Train all call takers in risk", "DCI Hill"),
    ]

    found = items(build.heading("Our plan"), build.table(rows))

    assert [item.text for item in found] == [rows[1][1], rows[2][1]]


def test_the_target_of_an_indicator_is_no_action() -> None:
    rows = [
        ("Indicator", "Lead", "Target", "Due date"),
        ("Arrest rate", "DCI Brown", "Arrest in four of five cases", "March 2015"),
        ("Repeat rate", "DCI Hill", "Cut repeat cases by one in ten", "March 2016"),
    ]

    assert items(build.heading("Our plan"), build.table(rows)) == ()
