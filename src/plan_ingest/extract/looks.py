"""What the cells of a column look like: dates, signs, labels, sentences, accounts."""

import re
from collections.abc import Sequence

from plan_ingest.extract.answers import is_answer
from plan_ingest.extract.grid import Row
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import tells_of_work
from plan_ingest.text import ends_sentence, fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_SIGNS = "red amber green blue r a g b complete ongoing open closed"
_RAG = frozenset(_SIGNS.split())
LONG = 6.0
"""Mean words of a cell from which a column is one of sentences."""


def states(rows: Sequence[Row], col: int, lexicon: Lexicon) -> bool:
    """Whether most cells of a column say how far something is, and no more."""
    told = [text for row in rows if (text := row.own(col))]
    known = sum(
        fold(text).strip(".") in _RAG
        or lexicon.words["status"].has(text.strip("."))
        or is_answer(text, lexicon)
        for text in told
    )
    return bool(told) and known >= 0.6 * len(told)


def answers(rows: Sequence[Row], col: int, lexicon: Lexicon) -> bool:
    """Whether most cells of a column only accept, say yes or no, or give a share."""
    told = [text for row in rows if (text := row.own(col))]
    known = sum(is_answer(text, lexicon) for text in told)
    return bool(told) and known >= 0.6 * len(told)


def tells(rows: Sequence[Row], col: int, lexicon: Lexicon) -> bool:
    """Whether half of a column's cells or more say that something is or was done."""
    told = [text for row in rows if (text := row.own(col))]
    return 2 * sum(tells_of_work(text, lexicon) for text in told) >= len(told)


def prose(rows: Sequence[Row], col: int) -> bool:
    """Whether a column is one of sentences, or of passages as long."""
    told = [text for row in rows if (text := row.own(col))]
    whole = sum(ends_sentence(text) for text in told)
    mean = mean_words(rows, col)
    return mean >= 2 * LONG or (mean >= LONG and 2 * whole >= len(told))


def passages(rows: Sequence[Row], col: int, role: str) -> bool:
    """Whether a column says too much for its role: a sign of completion is short.

    "No - due March 2016" and "By March 2016" are no more than a sign and a day.
    """
    short = mean_words(rows, col) <= LONG / 2 or dated(rows, col)
    return prose(rows, col) if short or role != "status" else True


def labels(rows: Sequence[Row], col: int) -> bool:
    """Whether a column without a header labels runs of rows: short words, with gaps.

    A cell merged over several rows may say more: it is a title of theirs.
    """
    told = [text for row in rows if (text := row.own(col))]
    merged = sum(row.starts[col] < row.index and bool(row.text(col)) for row in rows)
    most = 2 * LONG if merged >= len(told) else LONG
    return bool(told) and len(told) < len(rows) and mean_words(rows, col) <= most


def dated(rows: Sequence[Row], col: int) -> bool:
    """Whether a date stands in most cells of a column, in few words."""
    texts = [text for row in rows if (text := row.own(col))]
    dated = sum(bool(_YEAR.search(text)) for text in texts)
    return dated >= 0.6 * len(texts) and mean_words(rows, col) <= 2 * LONG


def mean_words(rows: Sequence[Row], col: int) -> float:
    """The mean count of words in the filled cells of a column."""
    counts = [len(text.split()) for row in rows if (text := row.own(col))]
    return sum(counts) / len(counts) if counts else 0.0
