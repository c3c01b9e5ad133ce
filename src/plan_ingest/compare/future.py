"""Responses that speak of the future only: promised, not yet done."""

import re
from collections.abc import Collection
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


def _pattern(phrases: Collection[str]) -> re.Pattern[str]:
    """A pattern of the phrases as whole words; longest first, none: never found."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=lambda p: (-len(p), p))
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
