"""Hyphens at line ends: the ones that divide a word, told from those in it.

PDFs do not say which is which. The document's own words do: "multi-" before
"agency" is a compound where the document writes "agency" or "multi-agency"
elsewhere, "imple-" before "mentation" is a divided word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_ingest.layout.page import PageContent, Word

SOFT = "\u00ad"
_ENDS = ("-", "\u2010", "\u0002", SOFT)
_LEAST_DIVIDED = 3  # divided words that show a printer which divides words
_STRIPPED = ".,;:!?()[]'\"‘’“”…•"


def settle_hyphens(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages with each line-end hyphen as "-", if real, or as a soft hyphen."""
    ends = [list(_line_ends(content.words)) for content in pages]
    known = _vocabulary(pages, ends) if any(ends) else frozenset[str]()
    votes = [
        _is_divided(content.words[at], content.words[at + 1], known)
        for content, found in zip(pages, ends, strict=True)
        for at in found
    ]
    unsure = votes.count(None) >= _LEAST_DIVIDED and votes.count(None) > votes.count(
        False
    )
    divides = votes.count(True) > 0 or unsure
    return [
        _settled(content, found, known, divides)
        for content, found in zip(pages, ends, strict=True)
    ]


def _line_ends(words: Sequence[Word]) -> Iterator[int]:
    """Places of the words that end their line with a hyphen, a word following."""
    for at, word in enumerate(words):
        if word.text[-1] in _ENDS and len(word.text) > 1 and at + 1 < len(words):
            after = words[at + 1]
            lower = after.top > word.top + 0.5 * word.size and after.x0 < word.x1
            if lower and word.text[-2].isalpha() and after.text[0].isalnum():
                yield at


def _vocabulary(
    pages: Sequence[PageContent], ends: Sequence[Sequence[int]]
) -> frozenset[str]:
    """The words of the document, but for the halves that stand around line ends."""
    known: set[str] = set()
    for content, found in zip(pages, ends, strict=True):
        halves = {at + 1 for at in found}.union(found)
        for at, word in enumerate(content.words):
            if at not in halves:
                known.add(word.text.strip(_STRIPPED).casefold())
    return frozenset(known)


def _is_divided(word: Word, after: Word, known: frozenset[str]) -> bool | None:
    """Whether the hyphen only divides a word; None where nothing tells."""
    if word.text[-1] == SOFT:
        return True
    first = word.text[:-1].strip(_STRIPPED).casefold()
    second = after.text.strip(_STRIPPED).casefold()
    if f"{first}-{second}" in known or not after.text[0].islower():
        return False
    if first + second in known:
        return True
    return False if first in known or second in known else None


def _settled(
    content: PageContent, ends: Sequence[int], known: frozenset[str], divides: bool
) -> PageContent:
    words = list(content.words)
    for at in ends:
        divided = _is_divided(words[at], words[at + 1], known)
        drop = divides if divided is None else divided
        words[at] = replace(
            words[at], text=words[at].text[:-1] + (SOFT if drop else "-")
        )
    changed = [
        replace(word, text=word.text.replace("\u0002", "-"))
        if "\u0002" in word.text
        else word
        for word in words
    ]
    return replace(content, words=tuple(changed))
