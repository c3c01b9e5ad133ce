"""Forms set as paragraphs: labels with colons, without, and alone on their lines."""

import pytest

from plan_ingest.model.document import Block
from tests import build
from tests.extract.words import items, lexicon

COMMITMENTS = (
    "Name a lead in each district.",
    "Ask each caller about children.",
    "Read ten closed cases a month.",
    "Publish what survivors tell us.",
)


def test_a_label_with_our_before_it_says_the_same() -> None:
    for label in ("commitment", "Our commitment", "The commitment:"):
        column = lexicon().label(label)
        assert column is not None
        assert column.role == "action"
    assert lexicon().label("Our neighbours") is None


def test_a_fields_label_alone_below_labelled_items_is_no_heading() -> None:
    blocks: list[Block] = [build.heading("What we will do", 1)]
    for number, text in enumerate(COMMITMENTS):
        blocks.append(build.paragraph(f"Action: {text}"))
        if not number % 2:
            blocks.append(build.heading("Response:", 2))
            blocks.append(build.bullet(f"Begun in district {number}."))

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert [bool(item.response) for item in found] == [True, False, True, False]
    assert {item.headings for item in found} == {("What we will do",)}


def test_labels_of_item_and_field_by_turns_need_no_colon() -> None:
    blocks: list[Block] = [build.heading("What we will do", 1)]
    for number, text in enumerate(COMMITMENTS):
        blocks.append(build.paragraph(f"Action {text}"))
        answer = "Response" if number % 2 else f"Response Begun in district {number}."
        blocks.append(build.paragraph(answer))

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert [bool(item.response) for item in found] == [True, False, True, False]


def test_two_labels_in_a_cell_are_one_with_a_value_and_one_without() -> None:
    rows = [
        ["No.", "1"],
        ["Our commitment Progress", COMMITMENTS[0]],
        ["When", "June 2023"],
        ["No.", "2"],
        ["Our commitment", COMMITMENTS[1]],
        ["Progress", "Cards are on every desk."],
        ["When", "July 2023"],
    ]

    found = items(build.heading("What we will do", 1), build.table(rows))

    assert [item.text for item in found] == list(COMMITMENTS[:2])
    assert [item.ref for item in found] == ["1", "2"]
    assert not found[0].response


def test_of_two_labels_in_a_cell_the_second_has_the_list() -> None:
    rows = [
        ["Action Response", COMMITMENTS[0]],
        ["Action Response", f"{COMMITMENTS[1]}\n• Cards are out.\n• All read them."],
        ["Action Response", COMMITMENTS[2]],
    ]

    found = items(build.heading("What we will do", 1), build.table(rows))

    assert [item.text for item in found] == list(COMMITMENTS[:3])
    assert [item.response for item in found] == [
        (),
        ("Cards are out.", "All read them."),
        (),
    ]


def test_labels_that_all_stand_alone_are_no_headings() -> None:
    blocks: list[Block] = [build.heading("What we will do", 1)]
    for number, text in enumerate(COMMITMENTS, 1):
        told = [("No.", str(number)), ("Our commitment", text)]
        told += [("Progress", "Begun in May.")] if number % 2 else []
        told += [("Who", "Head of Crime")]
        for label, value in told:
            blocks += [build.heading(label, 2), build.paragraph(value)]

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert [item.ref for item in found] == ["1", "2", "3", "4"]
    assert {item.lead for item in found} == {"Head of Crime"}
    assert {item.headings for item in found} == {("What we will do",)}


def test_a_form_has_the_number_that_stands_alone_above_it() -> None:
    blocks: list[Block] = [build.heading("What we will do", 1)]
    for number, text in enumerate(COMMITMENTS, 1):
        rows = [["Ref", f"2.{number}"], ["Action", text], ["Owner", "Head of Crime"]]
        if number == 3:
            blocks.append(build.heading("Ref 2.3", 2))
        blocks.append(build.table(rows[number == 3 :]))

    found = items(*blocks)

    assert [item.ref for item in found] == ["2.1", "2.2", "2.3", "2.4"]
    assert {item.headings for item in found} == {("What we will do",)}


def form(number: str, text: str, label: str = "Ref") -> Block:
    """A form of one item, its number first unless a page break cut it off."""
    rows = [[label, number], ["Action", text], ["Owner", "Head of Crime"]]
    return build.table(rows if number else rows[1:])


def test_a_title_that_reads_as_a_form_s_number_is_one_over_forms_with_their_own() -> (
    None
):
    blocks: list[Block] = [build.heading("What we will do", 1)]
    for part in ("1", "2"):
        blocks.append(build.heading(f"Item {part}", 2))
        for n in (1, 2):
            text = COMMITMENTS[2 * int(part) + n - 3]
            blocks.append(form(f"{part}.{n}", text, "Item"))

    found = items(*blocks)

    assert [item.ref for item in found] == ["1.1", "1.2", "2.1", "2.2"]
    assert [item.headings[-1] for item in found] == ["Item 1"] * 2 + ["Item 2"] * 2


def test_the_first_form_of_a_plan_may_be_the_one_that_a_page_cut() -> None:
    found = items(
        build.heading("What we will do", 1),
        build.heading("Ref 2.1", 2),
        form("", COMMITMENTS[0]),
        build.heading("Our people", 3),
        form("2.2", COMMITMENTS[1]),
        build.bullet("Train all staff by May."),
    )

    assert [item.ref for item in found[:2]] == ["2.1", "2.2"]
    assert not any("Ref 2.1" in item.headings for item in found)


def test_a_label_says_how_far_a_thing_has_come() -> None:
    for label in ("Progress so far", "Work done so far", "Action to date"):
        column = lexicon().label(label)
        assert column is not None
        assert column.role == "response"


def test_what_people_said_is_the_item_and_what_was_done_its_response() -> None:
    pairs = [("You said", "We did"), ("You told us", "What we've done")]
    for said, did in pairs:
        blocks: list[Block] = [build.heading("Keeping in touch", 2)]
        for asked in COMMITMENTS[:3]:
            blocks += [build.heading(said, 3), build.paragraph(asked)]
            blocks += [build.heading(did, 3), build.paragraph("A card is sent.")]
            blocks.append(build.paragraph("A second one follows."))

        found = items(*blocks)

        assert [item.text for item in found] == list(COMMITMENTS[:3])
        assert {item.response for item in found} == {
            ("A card is sent.", "A second one follows.")
        }
        assert {item.headings for item in found} == {("Keeping in touch",)}
        assert {item.kind for item in found} == {"objective"}


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("What success looks like", "measure"),
        ("How will we know it's working?", "measure"),
        ("Senior responsible officer", "lead"),
        ("Anticipated completion date", "target"),
        ("Actions completed", "response"),
        ("Baseline position", "note"),
        ("Evidence required", "measure"),
        ("Lead organisation", "lead"),
        ("Progress rating", "status"),
    ],
)
def test_a_label_is_what_its_words_say_not_what_a_part_of_them_says(
    label: str, role: str
) -> None:
    label_of, column_of = lexicon().label(label), lexicon().column(label)
    assert label_of is not None
    assert column_of is not None
    assert (label_of.role, column_of.role) == (role, role)


def test_a_heading_of_work_that_opens_as_an_appendix_does_is_no_background() -> None:
    assert lexicon().sense("Contact and response") is None
    assert lexicon().sense("Contact and further information") == "background"
    assert lexicon().sense("Contact details") == "background"
    assert lexicon().sense("Background and purpose") == "background"


def _pledges(number: int, text: str, did: str) -> list[Block]:
    return [
        build.heading(f"Pledge {number}: {text}", 3),
        build.heading("What we have done", 4),
        build.bullet(did),
        build.heading("Lead", 4),
        build.paragraph("Head of Crime"),
    ]


def test_a_title_that_counts_and_says_an_item_has_what_was_done_below_it() -> None:
    blocks: list[Block] = [build.heading("Calls", 2)]
    for number, text in enumerate(COMMITMENTS, 1):
        blocks += _pledges(number, text.rstrip("."), "A card is sent.")

    found = items(*blocks)

    assert [item.text + "." for item in found] == list(COMMITMENTS)
    assert [item.ref for item in found] == ["1", "2", "3", "4"]
    assert {item.response for item in found} == {("A card is sent.",)}
    assert {(item.lead, item.headings) for item in found} == {
        ("Head of Crime", ("Calls",))
    }


def test_what_was_done_is_the_answer_however_it_is_said() -> None:
    blocks: list[Block] = [build.heading("Calls", 2)]
    for number, text in enumerate(COMMITMENTS, 1):
        blocks += _pledges(number, text.rstrip("."), "Officers visited ten schools.")

    found = items(*blocks)

    assert [item.text + "." for item in found] == list(COMMITMENTS)
    assert {item.response for item in found} == {("Officers visited ten schools.",)}


def test_labels_alone_on_plain_lines_are_the_labels_of_what_is_below() -> None:
    blocks: list[Block] = [build.heading("Calls", 2)]
    for text in COMMITMENTS:
        for label, said in (
            *(("ACTION", text), ("OWNER", "DCI Crime"), ("BY WHEN", "May 2021")),
            ("PROGRESS UPDATE", "A card is sent."),
        ):
            blocks += [build.paragraph(label), build.paragraph(said)]

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert {(n.lead, n.target, n.response, n.headings) for n in found} == {
        ("DCI Crime", "May 2021", ("A card is sent.",), ("Calls",))
    }


def test_labels_without_colons_stand_below_those_alone_on_their_lines() -> None:
    blocks: list[Block] = [build.heading("Calls", 2)]
    for number, text in enumerate(COMMITMENTS, 1):
        blocks += [build.heading(f"Objective {number}", 3), build.paragraph(text)]
        blocks += [build.heading("Position statement", 4)]
        blocks += [build.paragraph("A card is sent.")]
        blocks += [build.paragraph("Accountable officer DCI Crime")]
        blocks += [build.paragraph("When will it be done? May 2021")]

    found = items(*blocks)

    assert [item.text for item in found] == list(COMMITMENTS)
    assert {(n.lead, n.target, n.response, n.headings) for n in found} == {
        ("DCI Crime", "May 2021", ("A card is sent.",), ("Calls",))
    }


def test_marks_between_labels_are_no_part_of_a_name_or_a_date() -> None:
    blocks: list[Block] = [build.heading("Calls", 2)]
    for text in COMMITMENTS[:3]:
        blocks.append(build.paragraph(f"Action: {text}"))
        blocks.append(build.paragraph("Owner: DCI Crime | Deadline: May 2021."))

    found = items(*blocks)

    assert {(item.lead, item.target) for item in found} == {("DCI Crime", "May 2021")}


def _chapters(*under: Block) -> list[Block]:
    blocks: list[Block] = [build.heading("Plan", 1)]
    for number in range(1, 4):
        blocks.append(build.heading(f"Objective {number}: Better calls", 2))
        blocks += under
    return blocks


DEEDS = (build.bullet("Train call takers."), build.bullet("Review the script."))


def test_a_counted_title_over_what_was_done_and_what_will_be_is_a_chapter() -> None:
    done = (build.heading("Progress so far", 3), build.paragraph("A card is sent."))

    found = items(*_chapters(*done, build.heading("What we will do", 3), *DEEDS))

    assert [item.text for item in found] == [
        "Train call takers.",
        "Review the script.",
    ] * 3
    assert found[2].headings[-2:] == ("Objective 2: Better calls", "What we will do")


def test_an_answer_that_tells_what_is_planned_makes_no_item_of_the_title() -> None:
    found = items(*_chapters(build.heading("Our response", 3), *DEEDS))

    assert [item.text for item in found] == [
        "Train call takers.",
        "Review the script.",
    ] * 3
    assert not any(item.response for item in found)


def test_a_field_above_an_item_is_not_of_the_item_in_the_chapter_before() -> None:
    now = (build.heading("Where we are now", 3), build.paragraph("A card is sent."))
    want = (build.heading("Where we want to be", 3), build.paragraph("All know it."))

    found = items(*_chapters(*now, *want, build.heading("Actions", 3), *DEEDS))

    assert [item.text for item in found] == [
        "Train call takers.",
        "Review the script.",
    ] * 3


def test_a_sentence_that_opens_as_a_label_does_stays_whole() -> None:
    sentence = "We have PCSOs in each village who know the people there."
    blocks: list[Block] = []
    for text in COMMITMENTS:
        blocks.append(build.paragraph(f"Action {text}"))
        blocks.append(build.paragraph("Owner DCI Crime"))
        blocks.append(build.paragraph("Due May 2021"))
        blocks.append(build.paragraph(sentence))

    found = items(*blocks)

    assert not any(item.response for item in found)
    assert {item.target for item in found} == {"May 2021"}


def test_an_item_stands_where_its_number_and_its_words_are() -> None:
    said = (
        ("Ref: 1.1", 100.0),
        ("Action: Ask each caller about children.", 112.0),
        ("They may be in the next room.", 124.0),
        ("Lead: Head of Contact", 136.0),
    )
    blocks = [
        build.paragraph(text, page=1, bbox=(50, y, 90, y + 10))
        for n in range(2)
        for text, y in ((t.replace("1.1", f"1.{n + 1}"), y + 60 * n) for t, y in said)
    ]

    boxes = [item.source.bbox for item in items(*blocks)]

    assert boxes == [(50, 100.0, 90, 134.0), (50, 160.0, 90, 194.0)]
