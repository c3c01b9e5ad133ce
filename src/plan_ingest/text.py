"""Words tidied: for display without loss, and folded for comparison only."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_BULLET = re.compile(r"^\s*([•▪●◦‣·⁃∙■□◆◇➢➤►✓✔❖\uf0b7\uf0a7\uf0d8]|[-–*o](?=\s))\s*")
_SENTENCE_END = re.compile(r"[.!?:;][\"'’”)\]]*$")

_JOINTS = frozenset(["and", "or", "of", "the", "to", "a", "in", "for", "with", "by"])


def squash(text: str) -> str:
    """NFC, every run of white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """For comparison only: case, quotes, dashes and spacing made alike."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return squash(plain.casefold())


def perhaps(word: str, known: Iterable[str]) -> str:
    """A question, "did you mean `lead`? ", where a known word is like this one."""
    near = get_close_matches(fold(word), sorted(known), n=1)
    return f"did you mean `{near[0]}`? " if near else ""


def counted(number: int, noun: str) -> str:
    """How many there are of it: "1 source", "2 sources"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def strip_bullet(text: str) -> tuple[str, str | None]:
    """The text without its bullet glyph, and the glyph, None if it had none."""
    found = _BULLET.match(text)
    return (text[found.end() :], found.group(1)) if found else (text, None)


def ends_sentence(text: str) -> bool:
    """Whether the text closes with a mark that ends a sentence or a clause."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def ends_in_joint(text: str) -> bool:
    """Whether the last of several words is one after which a sentence goes on.

    A capital A is a letter that counts: "Area A".
    """
    words = text.split()
    last = words[-1] if len(words) > 1 else ""
    return last.casefold() in _JOINTS and last != "A"


def dehyphenate(first: str, second: str) -> str:
    """Two lines joined; a soft hyphen at the break goes, a real one or a slash stays.

    A PDF's line-end hyphen arrives as U+00AD or U+0002 when the printer set it;
    a plain "-" between two lower-case letters is kept: compounds break there too.
    """
    if first.endswith(("\u00ad", "\u0002")):
        return first[:-1] + second.lstrip()
    if first.endswith(("-", "\u2010", "/")) and first[-2:-1].strip():
        return first + second.lstrip()
    return f"{first.rstrip()} {second.lstrip()}".strip()
