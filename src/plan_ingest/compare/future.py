"""Responses that speak of the future only: promised, not yet done."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from plan_ingest.compare.levels import Future
from plan_ingest.text import fold

_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


@dataclass(frozen=True, slots=True)
class Tenses:
    """Words and phrases that put a sentence into the future, or into what is done.

    A sentence that has both speaks of something done.
    """

    future: Collection[str]
    done: Collection[str]
    state: Collection[str] = ()
    """Words by which a sentence states how things are."""
    aim: Collection[str] = ()
    """Words with which a sentence begins, or that make of it, something to be done."""


def future_only(tenses: Tenses) -> Future:
    """Tells whether every sentence of a response speaks of the future."""
    ahead, behind = _pattern(tenses.future), _pattern(tenses.done)

    def speaks(response: tuple[str, ...]) -> bool:
        sentences = [
            sentence for part in response for sentence in _SENTENCE.split(fold(part))
        ]
        said = [sentence for sentence in sentences if any(map(str.isalpha, sentence))]
        return bool(said) and all(
            ahead.search(sentence) and not behind.search(sentence) for sentence in said
        )

    return speaks


def states(tenses: Tenses) -> Callable[[str], bool]:
    """Tells whether an item is worded as a good state rather than as a deed.

    "There are clear arrangements" is one; "Arrange", "To arrange" and "The force
    will arrange" are not. It counts as a commitment all the same.
    """
    state, aim = _pattern(tenses.state), _pattern(tenses.aim)
    begins = {fold(word) for word in tenses.aim}

    def stated(text: str) -> bool:
        sentences = _SENTENCE.split(fold(text))
        first = sentences[0] if sentences else ""
        found = state.search(first)
        if not found or first.split(" ", 1)[0] in begins:
            return False
        if found.start() == 0 and " " not in found.group():
            return False  # a verb that begins a sentence orders: "Ensure that ..."
        return not aim.search(first[: found.start()])

    return stated


def _pattern(phrases: Collection[str]) -> re.Pattern[str]:
    """A pattern of the phrases as whole words; longest first, none: never found."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
