"""Newspaper columns told from a table's columns."""

from plan_ingest.layout.lines import fragments
from plan_ingest.layout.newspaper import parted
from plan_ingest.layout.page import Fill, PageContent, Rule, Word
from tests.layout.typeset import column, page, words

LEFT = (
    "Calls are answered by people who know what to ask. ",
    "History is checked while the caller is on the line and passed on before arrival. ",
    "Silent calls are never closed without a visit to the address they came from. ",
    "Staff are listened to. ",
)
RIGHT = (
    "Officers stay until the person is safe and the next step is agreed with them. ",
    "Children are seen and spoken to. ",
    "Each arrest is reviewed by a sergeant who was not there, within the same shift. ",
    "Video is kept. ",
)


def stacked(
    texts: tuple[str, ...], x: float, top: float, white: float = 12
) -> list[Word]:
    """Paragraphs below each other, a blank line or so many points between."""
    found: list[Word] = []
    for text in texts:
        found += column(text, x, top, 200)
        top = max(word.bottom for word in found) + white
    return found


def firsts(content: PageContent) -> list[str]:
    return [
        part.words[0].text for part in parted(content, fragments(content.words)).parts
    ]


def test_running_text_beside_running_text_is_two_columns() -> None:
    content = page(stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106))
    assert firsts(content) == ["Calls", "Officers"]


def test_three_columns_are_parted_one_by_one() -> None:
    content = page(
        *(
            stacked(texts, x, top)
            for texts, x, top in (
                (LEFT, 30, 100),
                (RIGHT, 250, 106),
                (LEFT[::-1], 470, 115),
            )
        )
    )
    assert firsts(content) == ["Calls", "Officers", "Staff"]


def test_what_stands_above_the_columns_is_a_part_of_its_own() -> None:
    title = words("Our promise to each person who lives in this county", 50, 60, 16)
    content = page(title, stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106))
    assert firsts(content) == ["Calls", "Officers", "Our"]


def test_paragraphs_that_begin_level_are_a_table_s_rows() -> None:
    rows = [
        (column(left, 50, top, 200), column(right, 300, top, 200))
        for left, right, top in zip(LEFT, RIGHT, (100, 180, 260, 340), strict=True)
    ]
    content = page(*(cell for row in rows for cell in row))
    assert parted(content, fragments(content.words)).parts == (content,)


def test_columns_under_bold_names_are_a_table_s() -> None:
    content = page(
        words("Action", 50, 80, bold=True),
        words("Evidence", 300, 80, bold=True),
        stacked(LEFT, 50, 100),
        stacked(RIGHT, 300, 100),
    )
    assert parted(content, fragments(content.words)).parts == (content,)


def test_rules_from_column_to_column_make_a_table() -> None:
    rules = tuple(Rule(45, float(top), 505, float(top)) for top in (98, 150, 220, 300))
    content = page(stacked(LEFT, 50, 100), stacked(RIGHT, 300, 100), rules=rules)
    assert parted(content, fragments(content.words)).parts == (content,)


def test_one_column_is_the_page() -> None:
    content = page(stacked(LEFT, 50, 100))
    assert parted(content, fragments(content.words)).parts == (content,)


def test_a_rule_drawn_in_a_piece_for_each_cell_makes_a_table() -> None:
    rules = (Rule(45, 220, 270, 220), Rule(270, 220, 505, 220))
    content = page(stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106), rules=rules)
    assert parted(content, fragments(content.words)).parts == (content,)


def test_rules_down_beside_and_between_are_a_cut_row_s() -> None:
    rules = tuple(Rule(x, 95, x, 400) for x in (45, 270, 505))
    content = page(stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106), rules=rules)
    assert parted(content, fragments(content.words)).parts == (content,)


def test_a_rule_between_columns_may_pause_beside_the_titles_of_rows() -> None:
    text = (*stacked(LEFT, 50, 100), *stacked(RIGHT, 300, 106))
    bottom = max(word.bottom for word in text)
    rules = [Rule(x, 95, x, bottom) for x in (45, 505)]
    rules += [Rule(270, 95, 270, 150), Rule(270, 175, 270, bottom)]
    content = page(text, rules=tuple(rules))
    assert parted(content, fragments(content.words)).parts == (content,)


def test_a_rule_down_between_columns_alone_makes_no_table() -> None:
    content = page(
        stacked(LEFT, 50, 100),
        stacked(RIGHT, 300, 106),
        rules=(Rule(270, 95, 270, 400),),
    )
    assert firsts(content) == ["Calls", "Officers"]


def test_bold_names_close_above_two_columns_make_a_table() -> None:
    content = page(
        words("Comment", 50, 70, bold=True),
        words("Response", 300, 70, bold=True),
        stacked(LEFT, 50, 90),
        stacked(RIGHT, 300, 96),
    )
    assert parted(content, fragments(content.words)).parts == (content,)


def test_a_gutter_of_the_page_before_parts_a_line_from_the_other_column() -> None:
    first = page(stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106))
    gutters = parted(first, fragments(first.words)).gutters
    last = page(stacked(LEFT, 50, 100), words("as it was asked for.", 312, 100))

    assert len(parted(last, fragments(last.words)).parts) == 1
    parts = parted(last, fragments(last.words), gutters).parts
    assert [part.words[0].text for part in parts] == ["Calls", "as"]


def test_bands_behind_headings_are_no_table_s_rows() -> None:
    heads = [(50, 104), (50, 320), (300, 143)]
    fills = tuple(Fill(x, top - 2, x + 200, top + 14, 0x224444) for x, top in heads)
    titles = [words("We stay with it", x, top, bold=True) for x, top in heads]
    held = (stacked(LEFT, 50, 130), stacked(LEFT, 50, 346), stacked(RIGHT, 300, 169))
    more = stacked(RIGHT, 300, 393)

    assert firsts(page(*held, more, *titles, fills=fills)) == ["Calls", "Officers"]


def test_one_band_behind_a_heading_in_one_column_is_no_table_s() -> None:
    title = words("We stay with it", 50, 104, bold=True)
    held = (stacked(LEFT, 50, 130), stacked(RIGHT, 300, 108))
    band = Fill(50, 102, 250, 118, 0x224444)

    assert firsts(page(title, *held, fills=(band,))) == ["We", "Officers"]


def test_a_band_that_begins_where_another_ends_is_not_level_with_it() -> None:
    heads = [(50, 104), (50, 320), (300, 120)]
    fills = tuple(Fill(x, top - 2, x + 200, top + 14, 0x224444) for x, top in heads)
    titles = [words("We stay with it", x, top, bold=True) for x, top in heads]
    held = (stacked(LEFT, 50, 130), stacked(LEFT, 50, 346), stacked(RIGHT, 300, 147))
    more = stacked(RIGHT, 300, 371)

    assert firsts(page(*held, more, *titles, fills=fills)) == ["Calls", "Officers"]


def test_lines_below_headings_in_two_of_three_columns_are_no_table_s_rules() -> None:
    heads = [(250, 104), (250, 320), (470, 143)]
    rules = tuple(Rule(x, top + 14, x + 200, top + 14) for x, top in heads)
    titles = [words("We stay with it", x, top, bold=True) for x, top in heads]
    first = stacked(LEFT[::-1] * 2, 30, 111)
    second = (*stacked(LEFT, 250, 130), *stacked(LEFT, 250, 346))
    third = (*stacked(RIGHT, 470, 169), *stacked(RIGHT, 470, 393))

    content = page(first, second, third, *titles, rules=rules)

    assert len(firsts(content)) == 3


def test_a_title_level_with_a_letter_in_the_next_column_is_no_header() -> None:
    left = [*words("Our plan", 50, 100, 16, bold=True), *stacked(LEFT, 50, 130)]
    right = [*words("T", 300, 98, 20, bold=True), *stacked(RIGHT, 300, 136)]

    assert firsts(page(left, right)) == ["Our", "T"]


def test_lines_a_third_of_their_size_apart_are_no_rows() -> None:
    content = page(stacked(LEFT * 2, 50, 100), stacked(LEFT * 2, 300, 103))
    assert firsts(content) == ["Calls", "Calls"]


def test_lines_that_begin_level_are_rows() -> None:
    content = page(stacked(LEFT * 2, 50, 100), stacked(LEFT * 2, 300, 101))
    assert len(firsts(content)) == 1


def test_lines_below_headings_are_no_table_s_rules() -> None:
    heads = [(50, 104), (50, 320), (300, 143)]
    titles = [words("We stay with it", x, top) for x, top in heads]
    lines = [
        Rule(line[0].x0, line[0].bottom, line[-1].x1, line[0].bottom) for line in titles
    ]
    held = (stacked(LEFT, 50, 130), stacked(LEFT, 50, 346), stacked(RIGHT, 300, 169))
    more = stacked(RIGHT, 300, 393)

    content = page(*held, more, *titles, rules=tuple(lines))

    assert firsts(content) == ["Calls", "Officers"]


def test_cells_set_at_half_the_height_of_those_beside_them_are_rows() -> None:
    held = []
    for row in range(8):
        held.append(column(LEFT[row % 4], 50, 100 + 60 * row + 13, 220))
        held.append(column(RIGHT[0] * 2, 320, 100 + 60 * row, 220))

    assert len(firsts(page(*held))) == 1


def test_a_column_that_opens_with_a_name_beside_a_name_is_a_table_s() -> None:
    title = words("What we do", 50, 60, bold=True)
    names = [
        words("Action", 55, 100, bold=True),
        words("Response", 300, 100, bold=True),
    ]
    held = (stacked(LEFT * 2, 55, 130), stacked(RIGHT * 2, 300, 136))

    assert len(firsts(page(title, *names, *held))) == 1
    assert len(firsts(page(title, names[0], *held))) > 1


def test_lists_of_short_entries_are_columns() -> None:
    said = ("Calls are heard.", "Cases wait for no one who is at high risk of harm.")
    left = [words(f"• {said[n % 2]}", 50, 100 + 20 * n) for n in range(9)]
    more = ("Officers stay.", "Children are heard.", "Pets are housed.")
    right = [words(f"• {more[n % 3]}", 330, 107 + 20 * n) for n in range(9)]
    title = words("What will be done by those who answer calls", 330, 80, 12)

    assert firsts(page(*left, title, *right)) == ["•", "What"]


def test_paragraphs_beside_a_picture_share_no_white_with_it() -> None:
    above = stacked((*LEFT, *LEFT), 50, 100, 1)
    below = stacked(LEFT[1:2], 50, max(word.bottom for word in above) + 160, 1)
    content = page(above, below, stacked(RIGHT * 4, 300, 106))

    assert firsts(content) == ["Calls", "Officers"]


def test_rows_farther_apart_than_their_paragraphs_begin_level() -> None:
    found: list[list[Word]] = []
    for top in (100, 300, 500, 650):
        found += [stacked(LEFT[:3], 50, top, 6), stacked(RIGHT[1:], 300, top, 6)]
    content = page(*found)

    assert parted(content, fragments(content.words)).parts == (content,)


def test_a_rule_in_the_margin_is_the_page_s_own_and_crosses_no_columns() -> None:
    held = stacked(LEFT, 50, 100), stacked(RIGHT, 300, 106)
    end = max(word.bottom for side in held for word in side)
    margins = Rule(45, 70, 505, 70), Rule(45, end + 30, 505, end + 30)
    close = Rule(45, end + 3, 505, end + 3)

    assert firsts(page(*held, rules=margins)) == ["Calls", "Officers"]
    assert len(firsts(page(*held, rules=(close,)))) == 1
