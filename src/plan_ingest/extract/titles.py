"""Titles of a table's sections that stand in its columns, a number before them."""

import re
from collections.abc import Sequence

from plan_ingest.extract.columns import Columns
from plan_ingest.extract.grid import Row
from plan_ingest.text import ends_sentence, squash

_TITLE_WORDS = 15


def counted_title(row: Row, found: Columns, below: Sequence[Row]) -> str:
    """The title in a bold row such as "2 | Efficiency", "" where it is an item.

    It has a number and a name and no more, and the reference of a row right below it
    counts on from that number: 2.1, or AFI 2.1.
    """
    ref, at = found.first("ref"), found.text
    if set(row.filled()) != {ref, at} or len(found.roles) < 3:
        return ""
    number, words = squash(row.own(ref)).rstrip(".):"), squash(row.own(at))
    if not row.bold(at) or ends_sentence(words) or len(words.split()) > _TITLE_WORDS:
        return ""
    counts_on = re.compile(rf"(?:.*\W)?{re.escape(number)}[.\-/]\d.*")
    told = any(counts_on.fullmatch(squash(other.own(ref))) for other in below)
    return f"{number} {words}" if told else ""
