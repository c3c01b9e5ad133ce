"""Lists of words: phrases and the values an analyst's data gives them.

A phrase is compared folded; a phrase that ends in "*" also matches longer words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plan_ingest.text import fold


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a word list, with the value the list gives it."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Phrases in order of trust, and one pattern that finds any of them."""

    phrases: tuple[Phrase, ...]
    pattern: re.Pattern[str]

    def find(self, text: str) -> str | None:
        """The first of the phrases that stands anywhere in the text."""
        found = self.pattern.search(fold(text))
        return found.group() if found else None

    def starts(self, text: str) -> bool:
        """Whether the text begins with one of the phrases."""
        return bool(self.pattern.match(fold(text)))

    def has(self, text: str) -> bool:
        """Whether the whole text is one of the phrases."""
        return bool(self.pattern.fullmatch(fold(text)))


def word_list(phrases: Mapping[str, str]) -> WordList:
    """The list of these phrases and their values."""
    alternatives = "|".join(
        _alternative(phrase) for phrase in sorted(phrases, key=len, reverse=True)
    )
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
    return WordList(tuple(Phrase(p, v) for p, v in phrases.items()), pattern)


def _alternative(phrase: str) -> str:
    if phrase.endswith("*"):
        return re.escape(phrase[:-1]) + r"\w*"
    return re.escape(phrase)


def labels(phrases: Iterable[str]) -> re.Pattern[str]:
    """Finds one of the phrases as a label: capital first, before a colon."""
    either = "|".join(
        f"[{phrase[0].upper()}]{_either_case(phrase[1:])}"
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        if phrase[0].isalpha() and phrase.isascii()
    )
    return re.compile(rf"(?<![\w-])({either})\s*:(?=\s|$)")


def _either_case(text: str) -> str:
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() else re.escape(c) for c in text)
