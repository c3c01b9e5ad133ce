"""Which white between words is a column's, and which words were spread over."""

from plan_ingest.layout.celllines import Line, lines
from plan_ingest.layout.openaligned import aligned
from tests.layout.typeset import words

SIZE = 10.0
GUTTER = (180.0, 194.0)


def _lines(starts: list[tuple[float, str]]) -> list[Line]:
    """Lines whose left cell ends before the gutter, words at a start right of it."""
    return [
        line
        for n, (x, said) in enumerate(starts)
        for line in lines(
            [
                *words("Ask each caller of it", 50, 100 + 13 * n),
                *words(said, x, 100 + 13 * n),
            ]
        )
    ]


def test_entries_and_what_wraps_below_them_begin_where_a_column_s_words_do() -> None:
    rows = [(194.0, "Progress"), (194.0, "A card lies here")]
    rows += [(208.0, "• Cards are read"), (220.0, "at each desk")]
    rows += [(208.0, "• Visits are made"), (220.0, "each week")]
    found = _lines(rows)

    assert aligned(found, [GUTTER], SIZE) == [GUTTER]


def test_words_that_begin_anywhere_stand_in_no_column() -> None:
    starts = (194.0, 203.0, 211.0, 219.0, 227.0, 238.0)
    found = _lines([(x, "of them in the county") for x in starts])

    assert aligned(found, [GUTTER], SIZE) == []
