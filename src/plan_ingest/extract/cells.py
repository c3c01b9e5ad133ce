"""The words of an item's cell taken apart: reference, theme, single actions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Part
from plan_ingest.text import ends_sentence, squash

_LEADING = re.compile(
    r"((?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,3}){0,3})[.):]?\s+(?=[A-Z‘'\"“(])"
)
_ALONE = re.compile(r"(?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,3}){0,3}[.):]?")
_NUMBERED = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,3})[.):]?")
_BRACKETED = re.compile(r"\(([^()]{3,120})\)\.?")
_TRAILING = re.compile(r"(.*[.!?;:][’”\"']?)\s+\(([^()]{3,120})\)\.?", re.DOTALL)
_SENTENCE_WORDS = 4
_SHARE = 0.5
"""In at least this share of a table's cells a number must lead for it to be refs."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One item's words out of a cell."""

    text: str
    ref: str = ""
    theme: str = ""


def pieces(
    parts: Sequence[Part], lexicon: Lexicon, numbered: bool, themed: bool = False
) -> tuple[Piece, ...]:
    """The items of a cell that has no reference column beside it.

    With `numbered` a leading number is the item's reference, and the cell one item;
    with `themed` words in brackets after the last sentence name what it is about.
    Else paragraphs, or bullets, that are whole sentences are one item each.
    """
    words, theme = without_theme(parts, themed)
    ref, words = _without_ref(words) if numbered else ("", words)
    if ref or not _separate(words, lexicon):
        text = joined(words)
        return (Piece(text, ref, theme),) if text else ()
    return tuple(Piece(part.text, "", theme) for part in words)


def joined(parts: Iterable[Part]) -> str:
    """A cell's words as one item's text, a line a part."""
    return "\n".join(part.text for part in parts)


def leads_with_number(parts: Sequence[Part]) -> bool:
    """Whether a cell opens with a reference, in its words or as its list's number."""
    return bool(_without_ref(parts)[0])


def mostly_numbered(cells: Iterable[Sequence[Part]]) -> bool:
    """Whether most of these cells open with a reference."""
    told = [leads_with_number(parts) for parts in cells if parts]
    return bool(told) and sum(told) >= _SHARE * len(told)


def mostly_themed(cells: Iterable[Sequence[Part]]) -> bool:
    """Whether most of these cells close with a theme in brackets."""
    told = [bool(without_theme(parts, inline=True)[1]) for parts in cells if parts]
    return sum(told) > 1 and sum(told) >= _SHARE * len(told)


def without_theme(parts: Sequence[Part], inline: bool) -> tuple[Sequence[Part], str]:
    """A cell's parts less the bracketed theme that closes them, and the theme.

    With `inline` it may stand in the last part, behind a sentence.
    """
    if len(parts) > 1 and (theme := _BRACKETED.fullmatch(parts[-1].text)):
        return parts[:-1], squash(theme.group(1))
    if inline and parts and (theme := _TRAILING.fullmatch(parts[-1].text)):
        last = replace(parts[-1], text=theme.group(1))
        return (*parts[:-1], last), squash(theme.group(2))
    return parts, ""


def _without_ref(parts: Sequence[Part]) -> tuple[str, Sequence[Part]]:
    if not parts:
        return "", parts
    first = parts[0]
    if first.bullet and (number := _NUMBERED.fullmatch(first.bullet)):
        return number.group(1), (replace(first, bullet=None), *parts[1:])
    if len(parts) > 1 and _ALONE.fullmatch(first.text):
        return first.text.rstrip(".):"), parts[1:]
    if number := _LEADING.match(first.text):
        rest = replace(first, text=first.text[number.end() :])
        return number.group(1), (rest, *parts[1:])
    return "", parts


def _separate(parts: Sequence[Part], lexicon: Lexicon) -> bool:
    if len(parts) < 2 or len({bool(part.bullet) for part in parts}) > 1:
        return False
    if all(part.bullet for part in parts):
        return _listed(parts)
    explains = lexicon.words["explains"]
    whole = all(
        len(part.text.split()) >= _SENTENCE_WORDS
        and part.text[:1].isupper()
        and (ends_sentence(part.text) or part.bullet)
        and not part.text.endswith((":", ";", ","))
        for part in parts
    )
    return whole and not any(explains.starts(part.text) for part in parts[1:])


def _listed(parts: Sequence[Part]) -> bool:
    """Whether a cell of bullets alone is a list of items, short ones among them."""
    told = sum(len(part.text.split()) >= _SENTENCE_WORDS for part in parts)
    return 2 * told > len(parts) and not any(
        part.text.endswith((":", ",", ";")) for part in parts[:-1]
    )
