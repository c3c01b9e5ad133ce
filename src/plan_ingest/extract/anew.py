"""Headers that a plan prints anew for each strand, whether in one table or in many."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plan_ingest.extract.grid import Row, grid
from plan_ingest.extract.headers import header
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Table
from plan_ingest.text import fold

_OFTEN = 3
"""Times that a header is printed before it is one of each strand."""


@dataclass(frozen=True, slots=True)
class Anew:
    """What a plan's tables say of one of them: headers of strands, and what is above.

    `below` says that it stands right below another table of its page, so that a header
    that opens it is one printed anew.
    """

    headers: frozenset[tuple[str, ...]] = frozenset()
    below: bool = False


NOT_ANEW = Anew()
"""No header is printed anew."""


def printed_anew(
    tables: Iterable[Table], lexicon: Lexicon
) -> frozenset[tuple[str, ...]]:
    """The words of such headers: a label in the first column mostly follows them."""
    printed: Counter[tuple[str, ...]] = Counter()
    labelled: Counter[tuple[str, ...]] = Counter()
    for table in tables:
        rows = grid(table)
        for place, row in enumerate(rows[:-1]):
            if header(row, lexicon):
                printed[said(row)] += 1
                labelled[said(row)] += bool(rows[place + 1].own(0))
    return frozenset(
        words
        for words, times in printed.items()
        if times >= _OFTEN and labelled[words] * 3 >= times * 2
    )


def said(row: Row) -> tuple[str, ...]:
    """What a header's cells say, whatever case they are set in."""
    return tuple(fold(row.text(col)) for col in range(len(row.parts)))
