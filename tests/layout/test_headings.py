"""Headings and their levels."""

from plan_ingest.layout.headings import body_color, body_size, is_heading, levels
from plan_ingest.layout.nesting import Nesting
from plan_ingest.layout.passages import Passage

BODY = (
    "Every victim is offered a safety plan within a day of the first report they make."
)


def passage(text: str, size: float = 10.0, **look: object) -> Passage:
    return Passage(text, 1, (50, 100, 300, 112), size, **look)  # type: ignore[arg-type]


def test_the_body_is_what_most_words_are_set_in() -> None:
    assert body_size([passage("Title", 24), passage(BODY), passage("note", 7)]) == 10
    assert body_color(
        [passage("Title", color=0xFF), passage(BODY, color=0x111111)]
    ) == (0x111111)


def test_what_is_set_larger_or_bold_is_a_heading() -> None:
    assert is_heading(passage("Our plan", 18), 10)
    assert is_heading(passage("Initial contact", bold=True), 10)
    assert is_heading(passage("INITIAL CONTACT"), 10)


def test_a_bold_title_of_five_short_lines_in_a_narrow_column_is_a_heading() -> None:
    title = "Tackle those who harm by every power that the law gives us, and early"
    assert is_heading(passage(title, 12, bold=True, lines=5), 10)
    assert not is_heading(passage(title, 12, lines=5), 10)


def test_text_is_none() -> None:
    assert not is_heading(passage(BODY), 10)
    assert not is_heading(passage(BODY, bold=True), 10)
    assert not is_heading(passage("All staff are trained.", bold=True), 10)
    assert not is_heading(passage("2016/17", bold=True), 10)
    assert not is_heading(passage("Initial contact", bold=True, marker="•"), 10)


def test_a_short_line_in_a_colour_of_its_own_is_a_heading() -> None:
    assert is_heading(passage("Initial contact", color=0x1F4E79, gap=2.0), 10, 0)
    assert not is_heading(passage("Initial contact", color=0x101010, gap=2.0), 10, 0)


def test_levels_go_by_size_then_weight() -> None:
    found = [
        passage("Plan", 20),
        passage("Theme", 14, bold=True),
        passage("Aim", 10, bold=True),
        passage("Theme again", 14, bold=True),
    ]
    assert levels(found) == [1, 2, 3, 2]


def test_numbering_makes_a_heading_deeper() -> None:
    found = [
        passage("1. Leadership", 14),
        passage("1.1 Board", 14),
        passage("2. Contact", 14),
    ]
    assert levels(found) == [1, 2, 1]


def entry(marker: str, x: float, page: int = 1, edge: float = 50) -> Passage:
    return Passage(
        "Words", page, (x, 0, 300, 12), 10, marker=marker, marker_x=x, edge=edge
    )


def depths(*entries: Passage) -> list[int]:
    nesting = Nesting()
    return [nesting.level(one) for one in entries]


def test_indents_nest_entries() -> None:
    found = depths(entry("•", 60), entry("o", 80), entry("o", 80), entry("•", 60))
    assert found == [0, 1, 1, 0]


def test_a_list_goes_on_at_its_level_in_the_next_column() -> None:
    found = depths(
        entry("•", 60),
        entry("o", 80),
        entry("o", 330, edge=330),
        entry("•", 310, edge=330),
    )
    assert found == [0, 1, 1, 0]
