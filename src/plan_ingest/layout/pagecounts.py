"""What counts pages in a running row: its number, told as such."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from plan_ingest.layout.page import Word
from plan_ingest.text import fold

_APART = 1.5  # of the size: a number this far off its row's words stands alone
_WIDER = 1.5  # times the white between words: a number at the end stands alone
_PAGE_WORDS = frozenset(("page", "p", "p.", "pg", "pg.", "of", "|", "/", "-", "·"))
NUMBER = re.compile(r"\d{1,4}$")
"""A number that may count pages."""
_OF = re.compile(r"(\d{1,3})[/|](\d{1,4})$")  # 2024/25 is a year


def masked(row: Sequence[Word], page: int) -> Iterable[str]:
    """The row's words; a number that counts pages as its distance from the page."""
    for index, word in enumerate(row):
        after = row[index + 1] if index + 1 < len(row) else None
        bare = word.text.strip("-–—|.")
        of = _OF.match(bare)
        if of:
            yield f"#{int(of.group(1)) - page}/{of.group(2)}"
        elif _ends_count(row, index):
            yield word.text
        elif NUMBER.match(bare) and (
            _stands_alone(word, _before(row, index), after) or _is_set_off(row, index)
        ):
            yield f"#{int(bare) - page}"
        else:
            yield word.text


def _ends_count(row: Sequence[Word], index: int) -> bool:
    """Whether a word is how many pages there are, as in "1 | 12"."""
    bar = index > 1 and row[index - 1].text in ("|", "/")
    return bar and bool(NUMBER.match(row[index - 2].text))


def _before(row: Sequence[Word], index: int) -> Word | None:
    """The word before another of its row; one set letter by letter is one word."""
    letters = takewhile(lambda word: len(word.text) == 1, reversed(row[:index]))
    spelled = "".join(word.text for word in letters)[::-1]
    if fold(spelled) in _PAGE_WORDS:
        return replace(row[index - 1], text=spelled)
    return row[index - 1] if index else None


def _stands_alone(word: Word, before: Word | None, after: Word | None) -> bool:
    """Whether a number is set off from the words beside it, as page numbers are."""
    if before is not None and fold(before.text) in _PAGE_WORDS:
        return fold(before.text) != "of"
    if after is not None and fold(after.text) in _PAGE_WORDS:
        return True
    off_left = before is None or word.x0 - before.x1 > _APART * word.size
    off_right = after is None or after.x0 - word.x1 > _APART * word.size
    return off_left and off_right


def _is_set_off(row: Sequence[Word], index: int) -> bool:
    """Whether a row's last word stands further off than all others from the next."""
    whites = [after.x0 - word.x1 for word, after in pairwise(row)]
    last = len(whites) > 1 and index == len(whites)
    return last and whites[-1] > _WIDER * max(whites[:-1])
