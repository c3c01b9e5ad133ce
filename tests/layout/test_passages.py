"""Lines to paragraphs and entries of lists."""

from plan_ingest.layout.lines import lines
from plan_ingest.layout.page import Word
from plan_ingest.layout.passages import Passage, follows_on, passages
from tests.layout.typeset import column, words

LONG = (
    "Every report is checked for earlier incidents before anyone arrives at the door."
)


def read(*parts: list[Word]) -> list[Passage]:
    return passages(lines(word for part in parts for word in part), 1)


def texts(found: list[Passage]) -> list[str]:
    return [passage.text for passage in found]


def test_wrapped_lines_are_one_paragraph() -> None:
    (found,) = read(column(LONG, 50, 100, 200))
    assert (found.text, found.marker) == (LONG, None)
    assert found.lines > 1


def test_a_blank_parts_paragraphs() -> None:
    found = read(column(LONG, 50, 100, 400), column(LONG, 50, 150, 400))
    assert texts(found) == [LONG, LONG]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    found = read(words("The board met in May.", 50, 100), column(LONG, 50, 113, 400))
    assert texts(found) == ["The board met in May.", LONG]


def test_where_no_line_is_full_the_margins_are_alike() -> None:
    short = "Listen to all who call, at home and at work"
    page = lines((*words(short, 50, 100), *words("Ask more", 50, 113)))

    assert texts(passages(page, 1)) == [f"{short} Ask more"]
    assert texts(passages(page, 1, 420.0)) == [short, "Ask more"]


def test_a_first_line_indent_begins_a_paragraph() -> None:
    full = "The board met in the town hall in the month of May, all in."
    found = read(
        words(full, 50, 100),
        words("It heard from survivors and wrote it all down", 70, 113),
    )
    assert len(found) == 2


def test_a_bullet_takes_its_hanging_lines() -> None:
    found = read(
        words("•", 50, 100), column(LONG, 65, 100, 200), words("• Next", 50, 165)
    )
    assert [(one.marker, one.text) for one in found] == [("•", LONG), ("•", "Next")]


def test_a_bold_line_after_a_list_is_not_its_last_words() -> None:
    found = read(
        words("•", 50, 100),
        column(
            "Calls are answered in time by people trained to listen well", 65, 100, 200
        ),
        words("Objectives:", 50, 126, bold=True),
        words("• Another", 50, 139),
    )
    assert [one.text.split()[-1] for one in found] == ["well", "Objectives:", "Another"]


def test_numbered_paragraphs_are_entries() -> None:
    found = read(words("1. First thing to do.", 50, 100), words("2. Second.", 50, 113))
    assert [(one.marker, one.text) for one in found] == [
        ("1.", "First thing to do."),
        ("2.", "Second."),
    ]


def test_a_number_inside_wrapped_text_opens_nothing() -> None:
    text = (
        "The rate of repeat reports fell in the county from 2.1 to 1.4 as the year went"
    )
    found = read(words(text[:57], 50, 100), words(text[58:], 50, 113))
    assert texts(found) == [text]


def test_a_dash_in_wrapped_text_opens_nothing() -> None:
    first = "Repeat reports fell across the whole of the county in 2023"
    found = read(words(first, 50, 100), words("- the lowest since 2015", 50, 113))
    assert texts(found) == [f"{first} - the lowest since 2015"]


def test_an_outline_bullet_in_letters_is_a_bullet() -> None:
    (found,) = read([*words("o", 70, 100), *words("A second thing", 88, 100)])
    assert (found.marker, found.text) == ("o", "A second thing")


def test_a_soft_hyphen_at_a_line_end_goes_and_a_real_one_stays() -> None:
    first = "A plan for every victim that the county has made, with imple\u00ad"
    (found,) = read(words(first, 50, 100), words("mentation and follow-", 50, 113))
    assert found.text.endswith("made, with implementation and follow-")


def test_a_word_divided_at_a_line_s_end_goes_on_however_short_the_line() -> None:
    found = read(
        words("• They switch on body-", 50, 100),
        words("worn cameras.", 62, 113),
        column(LONG, 50, 160, 400),
    )
    assert found[0].text == "They switch on body-worn cameras."


def test_a_larger_line_is_a_passage_of_its_own() -> None:
    found = read(words("Leadership", 50, 100, 14), column(LONG, 50, 118, 300))
    assert [(one.text, one.size) for one in found] == [("Leadership", 14), (LONG, 10)]


def test_what_runs_on_in_the_next_column() -> None:
    (open_one,) = read(column("Officers ask about children and about", 50, 700, 90))
    (rest,) = read(words("pets in the home.", 300, 100))
    (other,) = read(words("• Pets are housed.", 300, 100))
    assert follows_on(open_one, rest)
    assert not follows_on(open_one, other)
    assert not follows_on(rest, open_one)


def test_an_entry_broken_after_a_full_stop_for_want_of_room_is_one_entry() -> None:
    said = "Sergeants read each handover file of the night before they start."
    more = "(Appreciating that this is so in many places.)"
    full = "Callers are asked about earlier incidents and weapons by those who take it"
    found = read(
        words("•", 50, 100),
        words(full, 62, 100),
        words("•", 50, 113),
        words(said, 62, 113),
        words(more, 62, 126),
    )
    assert texts(found) == [full, f"{said} {more}"]


def test_a_line_that_opens_with_a_label_far_off_its_value_begins_anew() -> None:
    full = "Callers are asked about earlier incidents and weapons by those on"
    found = read(
        words("Action", 50, 100),
        words(full, 130, 100),
        words("Response", 50, 113),
        words("They have done so since May.", 130, 113),
    )
    assert texts(found) == [f"Action {full}", "Response They have done so since May."]


def test_lines_flush_below_a_number_go_on_with_its_sentence() -> None:
    text = (
        "4.1 Every report is checked for earlier incidents before anyone arrives, and"
        " Elm House is told of each child who lives there within one working day."
    )
    found = read(
        column(text, 50, 100, 200), words("Response: checked weekly.", 50, 178)
    )
    assert texts(found) == [text[4:], "Response: checked weekly."]


def test_bold_words_with_a_colon_lead_a_paragraph_in_after_a_full_stop() -> None:
    full = "Every report is checked for earlier incidents by those who ride."
    above = words(full, 50, 100)
    label = words("Action 2:", 50, 113, bold=True)
    rest = words("Each caller who asks for it is told of the house", 98, 113)

    found = read(above, label, rest)

    assert [one.text[:9] for one in found] == ["Every rep", "Action 2:"]


def test_bold_words_with_a_colon_end_what_such_words_led_in() -> None:
    due = words("By when:", 50, 100, bold=True)
    value = words("Training of all desks from the spring (October 2019)", 93, 100)
    label = words("Action:", 50, 113, bold=True)
    rest = words("Each caller who asks for it is told of the house", 88, 113)

    found = read(due, value, label, rest)

    assert [one.text[:7] for one in found] == ["By when", "Action:"]


def test_bold_words_in_mid_sentence_lead_nothing_in() -> None:
    above = words("Each of these is named in the plan of the force and in the", 50, 100)
    label = words("Note:", 50, 113, bold=True)
    rest = words("it is kept at each desk", 80, 113)

    assert len(read(above, label, rest)) == 1
