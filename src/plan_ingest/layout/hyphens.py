"""Hyphens at line ends: the ones that divide a word, told from those in it.

PDFs do not say which is which. The document's own words do: "multi-" before
"agency" is a compound where the document writes "agency" or "multi-agency"
elsewhere, "imple-" before "mentation" is a divided word. Where a page ends after
"imple-", the lines of the next page are asked for the other half.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_ingest.layout.page import PageContent, Word

SOFT = "\u00ad"
_SET = "\u2010"  # what browsers set where they divide a word
_ENDS = ("-", _SET, "\u0002", SOFT)
_LEAST_DIVIDED = 3  # divided words that show a printer which divides words
_SHORT = 2  # letters: "in-" and "or-" are first halves of divided words too
_LONGEST_ENDING = 6  # letters: "ations"
_LEAST_ENDED = 2  # words of the document that share an ending
_ENDING = re.compile(
    r"[a-z]{0,3}(?:ships?|hoods?|ness|ments?)|[a-z]?[ts]ions?"
    r"|ful|less|able|ible|ity|ities|ances?|ences?|ally"
)
"""Endings of the language that are no words, a syllable's end before the long ones."""
_MOST_CUT = 40  # words that a page cuts: one in a column
_STRIPPED = ".,;:!?()[]'\"‘’“”…•"


@dataclass(frozen=True, slots=True)
class _Habits:
    """The words of a document, and how its printer divides words at line ends."""

    known: frozenset[str]
    divides: bool
    """So where nothing tells a divided word from a compound."""
    often: bool
    """Also where half of a compound is a word of the document."""
    endings: frozenset[str]
    """How words of the document end: "ing", but not "focused"."""


def settle_hyphens(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages with each line-end hyphen as "-", if real, or as a soft hyphen."""
    if _is_printers(pages):
        pages = [_softened(content) for content in pages]
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
    sure = votes.count(True)
    often = sure >= _LEAST_DIVIDED and sure > votes.count(False)
    endings = _endings(known) if often else frozenset[str]()
    habits = _Habits(known, sure > 0 or unsure, often, endings)
    after = [*pages[1:], None]
    return [
        _settled(content, found, habits, following if often else None)
        for content, found, following in zip(pages, ends, after, strict=True)
    ]


def _is_printers(pages: Sequence[PageContent]) -> bool:
    """Whether U+2010 stands at ends of lines alone: a printer's sign, no writer's."""
    found = 0
    for content in pages:
        for at, word in enumerate(content.words):
            if _SET in word.text:
                if not _divides(word) or _has_beside(content.words, at):
                    return False
                found += 1
    return found >= _LEAST_DIVIDED


def _divides(word: Word) -> bool:
    """Whether a word's only U+2010 is its last sign, after a letter."""
    text = word.text
    return len(text) > 1 and text[-2].isalpha() and text.find(_SET) == len(text) - 1


def _softened(content: PageContent) -> PageContent:
    words = (
        replace(word, text=word.text[:-1] + SOFT) if _divides(word) else word
        for word in content.words
    )
    return replace(content, words=tuple(words))


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


def _endings(known: frozenset[str]) -> frozenset[str]:
    """The letters that end several words of a document, each longer than they are."""
    found = Counter(
        word[-size:]
        for word in known
        for size in range(1, min(len(word), _LONGEST_ENDING + 1))
    )
    return frozenset(end for end, count in found.items() if count >= _LEAST_ENDED)


def _is_weak(word: Word, after: Word, habits: _Habits) -> bool:
    """Whether a word ends in the second half, as "respond-ing", or its first is short.

    "Victim-focused" is a compound, as no other word ends so; "part-nership" is none,
    as the language's words end so, whether or not another of the document's does.
    """
    first = word.text[:-1].strip(_STRIPPED).casefold()
    second = after.text.strip(_STRIPPED).casefold()
    known = habits.known
    if f"{first}-{second}" in known or not after.text[0].islower():
        return False
    ended = second in habits.endings or bool(_ENDING.fullmatch(second))
    ended = ended and second not in known
    return first in known and (ended or len(first) <= _SHORT)


def _settled(
    content: PageContent,
    ends: Sequence[int],
    habits: _Habits,
    following: PageContent | None,
) -> PageContent:
    words = list(content.words)
    for at in ends:
        divided = _is_divided(words[at], words[at + 1], habits.known)
        if divided is None:
            divided = habits.divides
        if not divided and habits.often:
            divided = _is_weak(words[at], words[at + 1], habits)
        words[at] = _ended(words[at], divided)
    for at in _cut_words(words, frozenset(ends), following, habits.known):
        words[at] = _ended(words[at], True)
    changed = [
        replace(word, text=word.text.replace("\u0002", "-"))
        if "\u0002" in word.text
        else word
        for word in words
    ]
    return replace(content, words=tuple(changed))


def _ended(word: Word, divided: bool) -> Word:
    return replace(word, text=word.text[:-1] + (SOFT if divided else "-"))


def _cut_words(
    words: Sequence[Word],
    ends: frozenset[int],
    following: PageContent | None,
    known: frozenset[str],
) -> list[int]:
    """Places of first halves whose second one opens a line of the following page."""
    lone = [
        at
        for at, word in enumerate(words)
        if at not in ends and len(word.text) > 1 and word.text[-1] in _ENDS
        if word.text[-2].isalpha() and not _has_beside(words, at)
    ]
    if following is None or not 0 < len(lone) <= _MOST_CUT:
        return []
    seconds = {
        word.text.strip(_STRIPPED)
        for at, word in enumerate(following.words)
        if word.text[0].islower() and not (at and _has_beside(following.words, at - 1))
    }
    out = []
    for at in lone:
        first = words[at].text[:-1].strip(_STRIPPED).casefold()
        real = any(f"{first}-{second}" in known for second in seconds)
        if not real and any(first + second in known for second in seconds):
            out.append(at)
    return out


def _has_beside(words: Sequence[Word], at: int) -> bool:
    """Whether the next word stands on the same line, no further off than a word."""
    if at + 1 >= len(words):
        return False
    word, after = words[at], words[at + 1]
    level = abs(after.top - word.top) < 0.5 * word.size
    return level and 0 <= after.x0 - word.x1 < word.size
