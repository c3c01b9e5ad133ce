"""Large letters beside a title are read before it, however many lines it has."""

from plan_ingest.layout.letters import with_letters
from plan_ingest.layout.lines import fragments
from tests.layout.drawn import Sheet


def _read(*titles: str, letter: float) -> list[str]:
    sheet = Sheet()
    sheet.text(40, letter, "S", 24, bold=True)
    for number, title in enumerate(titles):
        sheet.text(80, 100 + 14 * number, title, bold=True)
    sheet.text(40, 150, "This includes:")
    return [line.text for line in with_letters(fragments(sheet.words))]


def test_a_letter_that_reaches_lower_than_its_title_is_read_first() -> None:
    assert _read("Safer homes", letter=96) == ["S", "Safer homes", "This includes:"]


def test_a_letter_beside_two_lines_is_on_neither() -> None:
    title = ("Stop those who harm others", "and follow each of them up")

    assert _read(*title, letter=100) == ["S", *title, "This includes:"]


def test_a_letter_at_half_the_height_of_its_title_is_read_before_all_its_lines() -> (
    None
):
    title = (
        "Stop those who harm",
        "others, follow each of",
        "them up and tell the",
        "court",
    )

    assert _read(*title, letter=114) == ["S", *title, "This includes:"]
