"""Records set in blocks: words across, labels and values in the rows below."""

import pytest

from plan_ingest.model.document import Block, Table
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.source import Anchor
from tests import build
from tests.extract.words import items

ASKED = "Desk sergeants read each safety plan before the end of a shift."
OTHER = "The control room asks every caller whether children are at home."
DONE = "A prompt card lies on each desk."


def _fields(item: PlanItem) -> tuple[str, str, str, str, tuple[str, ...]]:
    return item.ref, item.text, item.lead, item.target, item.response


WHOLE = ("2", ASKED, "Head of Contact", "May 2021", (DONE,))
COLONS = [["Lead: Head of Contact", "Target date: May 2021"], [f"Progress: {DONE}", ""]]
BARE = [["Lead Head of Contact", "Target date May 2021"], [f"Progress {DONE}", ""]]
ABOVE = [
    ["Lead", "Target date"],
    ["Head of Contact", "May 2021"],
    ["Progress", ""],
    [DONE, ""],
]
BESIDE = [["Lead", "Head of Contact"], ["By", "May 2021"], ["Progress", DONE]]
LINES = [["LEAD\nHead of Contact", "BY WHEN\nMay 2021"], [f"UPDATE\n{DONE}", ""]]


@pytest.mark.parametrize("fields", [COLONS, BARE, ABOVE, BESIDE, LINES])
def test_a_bar_opens_a_record_and_labels_its_fields(fields: list[list[str]]) -> None:
    table = build.table([["Action 2", ""], [ASKED, ""], *fields])

    assert list(map(_fields, items(build.heading("Contact"), table))) == [WHOLE]


@pytest.mark.parametrize("fields", [COLONS, ABOVE])
def test_a_bar_may_say_number_and_the_number_behind_it(fields: list[list[str]]) -> None:
    numbered = [["Recommendation number 2", ""], [f"Recommendation\n{ASKED}", ""]]
    table = build.table([*numbered, *fields])

    assert list(map(_fields, items(build.heading("Contact"), table))) == [WHOLE]


def test_rows_of_labels_under_an_empty_number_belong_to_the_row_above() -> None:
    labelled = [["", *COLONS[0]], ["", *COLONS[1]]]
    rows = [["1", OTHER, ""], *labelled, ["2", ASKED, ""], *labelled]

    first, second = items(build.table(rows))

    assert (first.ref, first.text) == ("1", OTHER)
    assert _fields(second) == WHOLE


def test_a_record_cut_by_a_page_keeps_its_fields() -> None:
    above = build.table([["2", ASKED]], anchor=Anchor(0, 1, 1))
    below = build.table([["", *COLONS[0]], ["", *COLONS[1]]], anchor=Anchor(0, 2, 2))

    assert list(map(_fields, items(above, below))) == [WHOLE]


def test_a_title_between_records_is_a_heading_of_those_below() -> None:
    rows = [["Calls", ""], ["1", OTHER], *COLONS, ["Care", ""], ["2", ASKED], *COLONS]

    found = items(build.table(rows))

    assert [(one.ref, one.headings) for one in found] == [
        ("1", ("Calls",)),
        ("2", ("Care",)),
    ]


def test_words_in_brackets_that_close_a_record_are_its_theme() -> None:
    rows = [
        [f"Comment 1\n{ASKED}\n(Safety plans)"],
        ["Owner: Supt Vale"],
        [f"Update: {DONE}"],
    ]

    (item,) = items(build.table(rows))

    assert (item.ref, item.text, item.headings) == ("1", ASKED, ("Safety plans",))


@pytest.mark.parametrize(
    "rows",
    [
        [["Ref", "Action", "Lead", "Status"], ["1", ASKED, "Supt Vale", "Open"]],
        [["Title", ""], ["Action", "Owner"], [ASKED, "Supt Vale"], [OTHER, "Insp Lee"]],
    ],
)
def test_a_head_that_names_the_words_makes_a_table_of_columns(
    rows: list[list[str]],
) -> None:
    blocks: list[Block] = [build.table(rows)]

    assert [one.text for one in items(*blocks)][:1] == [ASKED]


def _card(number: int, text: str, said: str, page: int) -> Table:
    rows = [[f"Comment {number}\n{text}"], [f"Response\n{said}"]]
    return build.table(rows, anchor=Anchor(0, page, page))


def test_what_a_page_begins_with_above_the_next_card_is_the_response() -> None:
    cut = "It is read by the sergeant and"
    found = items(
        _card(1, ASKED, cut, 1),
        build.paragraph("by the victim. ", page=2, page_end=2),
        build.paragraph(DONE, page=2, page_end=2),
        _card(2, OTHER, DONE, 2),
    )

    assert [one.response for one in found] == [
        (f"{cut} by the victim.", DONE),
        (DONE,),
    ]
    assert found[0].source.page_end == 2


def test_prose_on_the_page_after_the_last_card_stays_out_of_it() -> None:
    after = build.paragraph("This plan is read each year.", page=2, page_end=2)

    (item,) = items(_card(1, ASKED, DONE, 1), after)

    assert item.response == (DONE,)


def test_a_box_alone_without_a_number_is_no_record() -> None:
    cover = build.table([["Safer homes plan"], ["Owner: Supt Vale"], ["Due: May 2021"]])
    minutes = build.table(
        [["Minutes"], ["Date: May 2021"], ["Present: Supt Vale"], ["Lead: Supt Hill"]]
    )

    assert not items(cover, build.heading("Notes"), minutes)


def test_boxes_of_one_design_are_records() -> None:
    boxes = [
        build.table([[said], ["Owner: Supt Vale"], ["Due: May 2021"]])
        for said in (ASKED, OTHER)
    ]

    assert [item.text for item in items(*boxes)] == [ASKED, OTHER]


def test_fields_abreast_in_one_cell_and_one_left_blank_are_a_record_s() -> None:
    strip = "Lead\nHead of Contact\nDue\nMay 2021\nStatus\nOn track"
    rows: list[list[str | None]] = [["1", OTHER]]
    rows += [[None, "Our response"], [None, strip]]
    rows += [["2", ASKED], [None, f"Our response\n{DONE}"], [None, strip]]

    first, second = items(build.heading("Contact"), build.table(rows))

    assert _fields(first) == ("1", OTHER, "Head of Contact", "May 2021", ())
    assert _fields(second) == WHOLE
    assert (first.status_text, second.status_text) == ("On track", "On track")


def test_a_field_beside_the_words_of_a_record_is_no_part_of_them() -> None:
    rows: list[list[str | None]] = [["2", ASKED, "Lead: Head of Contact"]]
    rows += [["", f"Progress: {DONE}", "Due: May 2021"]]

    (item,) = items(build.heading("Contact"), build.table(rows))

    assert _fields(item) == WHOLE


def test_entries_that_a_label_of_actions_opens_are_items_each() -> None:
    rows = [
        ["Objective 1: Hear each caller"],
        ["Lead: Supt Vale"],
        ["Actions:\n• Ask every caller twice.\n• Note every word."],
    ]
    first, second = items(build.table(rows))

    assert (first.text, second.text) == ("Ask every caller twice.", "Note every word.")
    assert first.headings == second.headings == ("Hear each caller",)
    assert (first.lead, second.lead) == ("Supt Vale", "Supt Vale")


def test_a_list_below_a_date_is_no_part_of_it() -> None:
    dated = "Review date: May 2021\n• Ask every caller twice.\n• Note every word."
    rows = [["Hear each caller"], ["Lead: Supt Vale"], [dated]]

    found = items(build.table(rows), build.table([*rows[:2], [dated.upper()]]))

    assert [item.text for item in found][:2] == [
        "Ask every caller twice.",
        "Note every word.",
    ]
    assert (found[0].target, found[0].headings) == ("May 2021", ("Hear each caller",))


def test_a_number_before_a_record_s_words_is_its_reference() -> None:
    rows = [[f"2. {ASKED}", ""], *ABOVE]

    assert list(map(_fields, items(build.heading("Contact"), build.table(rows)))) == [
        WHOLE
    ]


def test_a_head_below_an_objective_across_makes_a_table_of_columns() -> None:
    rows = [[f"Objective 1: {OTHER}", "", ""], ["Action", "Owner", "Due"]]
    table = build.table([*rows, [ASKED, "Head of Contact", "May 2021"]])

    (item,) = items(table)

    assert _fields(item) == ("", ASKED, "Head of Contact", "May 2021", ())
    assert item.headings == (f"Objective 1: {OTHER}",)


def test_boxes_of_which_each_lacks_another_field_are_records() -> None:
    fields = ["Due: May 2021", "Status: On track"], ["Due: May 2021"]
    boxes = [
        build.table([[said], ["Owner: Supt Vale"], *([one] for one in more)])
        for said, more in zip((ASKED, OTHER), fields, strict=True)
    ]

    assert [item.text for item in items(*boxes)] == [ASKED, OTHER]


def test_several_owners_in_a_list_are_no_actions() -> None:
    owners = "Owner:\n• Supt Vale\n• DCI Hill"
    boxes = [
        build.table([[said], [owners], ["Due: May 2021"]]) for said in (ASKED, OTHER)
    ]

    first, second = items(*boxes)

    assert (first.text, second.text) == (ASKED, OTHER)
    assert first.lead == "Supt Vale DCI Hill"


def test_a_row_of_cells_each_a_label_over_its_value_is_a_record() -> None:
    row = [f"You said\n{OTHER}", f"We did\n{DONE}", "Lead\nSupt Vale"]

    (item,) = items(build.heading("Contact"), build.table([row]))

    assert (item.text, item.response, item.lead) == (OTHER, (DONE,), "Supt Vale")


def test_labels_over_values_are_records_where_the_words_come_last() -> None:
    """The break of a page takes out the labels that are printed again below it."""
    head = ["Ref", "Lead", "Target date", "Status"]
    rows = [["Action", "", "", ""], [ASKED, "", "", ""], ["Progress", "", "", ""]]
    first = [head, ["1.1", "Head of Contact", "May 2021", "Complete"], *rows, [DONE]]
    later = [["1.2", "Head of Crime", "", "Complete"], *rows, [""]]

    one, two = items(build.table([*first, *later]))

    assert _fields(one) == ("1.1", ASKED, "Head of Contact", "May 2021", (DONE,))
    assert _fields(two) == ("1.2", ASKED, "Head of Crime", "", ())


def test_a_label_without_a_value_beside_others_is_a_field_left_blank() -> None:
    rows = [
        [f"Action 1\n{ASKED}", "", ""],
        ["Lead\nSupt Vale", "Due\nMay", "Update"],
    ]

    (item,) = items(build.heading("Contact"), build.table(rows))

    assert (item.ref, item.lead, item.target, item.response) == (
        "1",
        "Supt Vale",
        "May",
        (),
    )


def test_a_label_that_no_field_holds_makes_a_record_no_less_one() -> None:
    def card(said: str) -> Block:
        fields = ["Partners: the council", "Progress: It is out.", "Due: May 2021"]
        return build.table([[said, "", ""], fields])

    first, second = items(card("Read each safety plan"), card("Ask each caller"))

    assert (first.text, first.response) == ("Read each safety plan", ("It is out.",))
    assert (second.text, second.target) == ("Ask each caller", "May 2021")


def test_boxes_with_one_field_each_are_records_by_their_like() -> None:
    third = "Patrols wait until help has come."
    boxes = [
        build.table([[f"A1 {ASKED}"], [f"Progress:\n{DONE}"]]),
        build.table([[f"A2 {OTHER}"]]),
        build.table([[f"A3 {third}"], [f"Progress:\n{DONE}"]]),
        build.table([["A4 Ring back each caller."], [f"Progress:\n{DONE}"]]),
    ]

    found = items(build.heading("Contact"), *boxes)

    assert [item.ref for item in found] == ["A1", "A2", "A3", "A4"]
    assert [item.text for item in found][:3] == [ASKED, OTHER, third]
    assert [item.response for item in found] == [(DONE,), (), (DONE,), (DONE,)]


def test_two_boxes_with_one_field_each_are_too_few() -> None:
    boxes = [
        build.table([[said], [f"Progress:\n{DONE}"]])
        for said in ("Call handling", "Custody")
    ]

    assert not items(build.heading("Contact"), *boxes)


def test_labels_on_one_line_of_a_box_are_fields_each() -> None:
    line = "Lead: Head of Contact By when: May 2021"
    boxes = [
        build.table([[f"{n} {said}"], [f"Our response: {DONE}"], [line]])
        for n, said in (("1.1", ASKED), ("1.2", OTHER))
    ]

    for item in items(build.heading("Contact"), *boxes):
        assert (item.lead, item.target) == ("Head of Contact", "May 2021")
        assert item.response == (DONE,)


@pytest.mark.parametrize(
    ("boxes", "label"),
    [
        (("Custody hub", "Victim and witness hub", "Call centre"), "Lead: DCI Brown"),
        (("Arrest rate", "Victims satisfied", "Calls answered"), "Target: 80%"),
        (("Board meeting", "Staff day", "Workshop"), "Date: 4 May 2021"),
        (
            (
                "A visit was made in 2019.",
                "Review of our own cases.",
                "It may be late.",
            ),
            "Status: Complete",
        ),
    ],
)
def test_boxes_whose_words_ask_for_nothing_are_no_records(
    boxes: tuple[str, ...], label: str
) -> None:
    found = items(
        build.heading("Contact"), *(build.table([[b], [label]]) for b in boxes)
    )

    assert not found


def test_boxes_whose_words_ask_for_a_deed_are_records() -> None:
    boxes = ("Train each call taker.", "Review the form.", "A board will be set up.")

    found = items(
        build.heading("Contact"),
        *(build.table([[box], ["Lead: DCI Brown"]]) for box in boxes),
    )

    assert [item.text for item in found] == list(boxes)
    assert {item.lead for item in found} == {"DCI Brown"}


@pytest.mark.parametrize(
    "boxes",
    [
        ("Audit closed cases", "Survey victims each year", "Pilot new cameras"),
        ("Regularly read the logs", "Officers to attend training", "Host a forum day"),
        ("Champions to be named", "A board will meet", "Staff must be told"),
    ],
)
def test_orders_and_promises_in_boxes_ask_for_a_deed(boxes: tuple[str, ...]) -> None:
    found = items(
        build.heading("Contact"),
        *(build.table([[box], ["Lead: DCI Brown"]]) for box in boxes),
    )

    assert [item.text for item in found] == list(boxes)


def test_boxes_below_a_heading_of_actions_are_records() -> None:
    boxes = ("Monthly audits of cases", "Cameras at each call", "Cards on each desk")
    tables = [build.table([[box], ["Lead: DCI Brown"]]) for box in boxes]

    below = items(build.heading("Our actions"), *tables)
    named = items(build.paragraph("Our actions", bold=True), *tables)
    other = items(build.heading("Our actions"), build.heading("Our teams"), *tables)

    assert len(below) == len(named) == len(boxes)
    assert not other
