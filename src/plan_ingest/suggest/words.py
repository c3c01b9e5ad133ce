"""A text as the matchers hear it: acronyms spelt out, words, parts of long items."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from plan_ingest.text import fold, squash

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b|(?<=s)'(?=\s|$)")
_CASED = 3
"""Acronyms of up to this many letters are told from words by their capitals."""
_PART = re.compile(
    r"(?<=[.!?;])\s+(?=[\"'(]?[A-Z0-9])|\n|\s+(?=\(?(?:[a-h]|[ivx]{1,4}|\d{1,2})\)\s)"
)
_MAY_PART = re.compile(r"[.!?;)]\s|\n")
"""What stands wherever a text is parted: most texts have none of it."""


@dataclass(frozen=True, slots=True)
class Acronyms:
    """Acronyms and what they stand for, ready to be spelt out in a text."""

    pattern: re.Pattern[str] | None
    expansions: dict[str, str]
    first_words: frozenset[str] = frozenset()
    """What an acronym's first word may be; a plain text without any has none."""

    def words(self, text: str) -> list[str]:
        """The words of a text, the expansion after each acronym."""
        if text.isascii():
            # Most texts have no acronym, and looking for all of them takes long.
            plain = words(text)
            if self.first_words.isdisjoint(plain):
                return plain
        return words(self.spell_out(text))

    def spell_out(self, text: str) -> str:
        """The text with the expansion put after each acronym in it."""
        if self.pattern is None:
            return text
        return self.pattern.sub(self._spelt, text)

    def _spelt(self, found: re.Match[str]) -> str:
        return f"{found.group()} {self.expansions[found.group(1).casefold()]} "


def acronyms(pairs: Iterable[tuple[str, str]]) -> Acronyms:
    """The acronyms of a framework; plural and possessive endings are allowed.

    Short ones must stand in capitals ("DA", "FM"), longer ones may not ("Marac").
    """
    known: dict[str, list[str]] = {}
    for short, long in pairs:
        known.setdefault(short.casefold(), []).append(long)
    if not known:
        return Acronyms(None, {})
    cased = {short: re.escape(short.upper()) for short in known if len(short) <= _CASED}
    free = {short: f"(?i:{re.escape(short)})" for short in known if short not in cased}
    ordered = sorted({**cased, **free}.items(), key=lambda pair: (-len(pair[0]), pair))
    inner = "|".join(spelling for _, spelling in ordered)
    pattern = re.compile(rf"(?<![^\W_])({inner})(?:['’]?s)?(?![^\W_])")
    expansions = {short: " ".join(long) for short, long in known.items()}
    first = {word for short in known for word in words(short)[:1]}
    plural = {f"{word}s" for word in first}
    return Acronyms(pattern, expansions, frozenset(first | plural))


def rare(
    pairs: Iterable[tuple[str, str]], texts: Iterable[str], least: int = 4
) -> list[tuple[str, str]]:
    """The acronyms that fewer than `least` of the texts use.

    One that the texts use themselves is known by the company it keeps; spelling
    it out would only add common words.
    """
    used = Counter(word for text in texts for word in set(_WORD.findall(text)))
    return [(short, long) for short, long in pairs if used[short] < least]


def words(text: str) -> list[str]:
    """The words of a text, folded, without punctuation and possessive endings."""
    folded = text.casefold() if text.isascii() else fold(text)
    return _WORD.findall(_POSSESSIVE.sub("", folded) if "'" in folded else folded)


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A word without the commonest English endings, to meet its other forms."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 3:
            return root[:-1] if root[-1] == root[-2] and root[-1] not in "lsz" else root
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def stems(text: str) -> list[str]:
    """The words of a text by their stems."""
    return [stem(word) for word in words(text)]


def parts(text: str, least: int = 4, most: int = 12) -> list[str]:
    """The sentences and numbered parts of a text, each of `least` words or more.

    A text of one part gives none: it is its own part. What is too short to
    stand alone goes with the part before it; beyond `most` parts the rest is one.
    """
    found: list[str] = []
    if not _MAY_PART.search(text):
        return found
    for piece in _PART.split(text):
        tidy = squash(piece)
        if not tidy:
            continue
        if found and (len(tidy.split()) < least or len(found) >= most):
            found[-1] = f"{found[-1]} {tidy}"
        else:
            found.append(tidy)
    return found if len(found) > 1 else []


def passages(sentences: Sequence[str]) -> list[str]:
    """What a node says, piece by piece, folded, each piece once, in order."""
    pieces = [fold(piece) for piece in sentences]
    return list(dict.fromkeys(piece for piece in pieces if piece))
