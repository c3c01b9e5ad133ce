"""Titles of a table's sections that stand in its columns, a number before them."""

import re
from collections.abc import Sequence

from plan_ingest.extract import forms
from plan_ingest.extract.columns import TEXTS, Columns
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Lexicon
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


def labelled_title(row: Row, lexicon: Lexicon) -> str:
    """The title in a row such as "Objective 2 | Better care", "" where it is none.

    It stands above a header: a label that counts, the name beside it and no more.
    """
    if row.filled() != (0, 1) or len(row.parts) <= 2:
        return ""
    label, words = squash(row.own(0)), squash(row.own(1))
    said = forms.label(label, lexicon)
    counts = said is not None and said[0].role in TEXTS and bool(said[1])
    short = len(words.split()) <= _TITLE_WORDS
    return f"{label.rstrip(':')}: {words}" if counts and short else ""
