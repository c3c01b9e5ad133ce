"""Plans of lettered pillars: a letter apart or in line, a title, now and then lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.model.document import Block, Heading, Paragraph, Table
from plan_ingest.text import fold, squash

_LETTER = re.compile(r"([A-Z])[.:)]?")
_LETTERED = re.compile(r"([A-Z])(?:\s*([-–—:.)])\s+|\s+)(?=[A-Z\"'‘“])(.+)")
_WORDS = frozenset({"A", "I"})
"""Letters that are words: alone they make no pillars."""
NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[a-zA-Z][.)]|[ivxIVX]{1,5}[.)])\s+"
)
_COUNTED = re.compile(r"([A-Za-z][A-Za-z ]{2,30}?) \d{1,2}\b")
_TITLE_WORDS = 12
_PILLAR_WORDS = 30


def title_key(title: str) -> str:
    """A title for comparison: no numbering, no closing mark, "&" spelt out."""
    bare = NUMBERING.sub("", squash(title), count=1)
    return squash(re.sub(r"[^\w\s]", " ", fold(bare).replace("&", " and ")))


def is_part(title: str, lexicon: Lexicon) -> bool:
    """Whether a title is numbered, or counts a part of the plan: "Priority 2: X"."""
    counted = _COUNTED.match(title)
    column = lexicon.label(counted.group(1)) if counted else None
    named = column is not None and column.role in ("strand", *TEXTS)
    return named or NUMBERING.match(title) is not None


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar's letter, its title without the letter, and its heading as shown."""

    letter: str
    name: str
    shown: str


def pillars(blocks: Sequence[Block]) -> Mapping[str, Pillar]:
    """The pillars of a plan by title; empty unless two letters are seen."""
    found: dict[str, Pillar] = {}
    for at, block in enumerate(blocks):
        if lettered := _lettered(blocks, at):
            pillar, _ = lettered
            if _may_be_title(block) or _LETTER.fullmatch(_text(block)):
                found.setdefault(title_key(pillar.name), pillar)
    letters = {pillar.letter for pillar in found.values()}
    return found if len(letters) > 1 and letters - _WORDS else {}


def pillar(
    blocks: Sequence[Block], at: int, known: Mapping[str, Pillar]
) -> tuple[Pillar, int] | None:
    """The pillar that opens at a block, if one does, and how many blocks its title is.

    A letter may be lost on its pillar's own page: its title is known by then.
    """
    if not known:
        return None
    lettered = _lettered(blocks, at)
    name = lettered[0].name if lettered else _bare(_text(blocks[at]))
    found = known.get(title_key(name)) if name else None
    return (found, lettered[1] if lettered else 1) if found else None


def _lettered(blocks: Sequence[Block], at: int) -> tuple[Pillar, int] | None:
    """A pillar whose letter stands here, apart or in line, and the blocks it takes."""
    text = _text(blocks[at])
    if alone := _LETTER.fullmatch(text):
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        if below is not None and _may_be_pillar(below):
            letter, name = alone.group(1), _bare(_text(below))
            return Pillar(letter, name, f"{letter} - {name}"), 2
        return None
    inline = _LETTERED.fullmatch(text)
    if inline and _may_be_title(blocks[at]):
        letter, mark, name = inline.group(1), inline.group(2), _bare(inline.group(3))
        shown = _bare(text) if mark else f"{letter} - {name}"
        return Pillar(letter, name, shown), 1
    return None


def _may_be_pillar(block: Block) -> bool:
    words = _text(block).split()
    return (
        isinstance(block, Heading | Paragraph)
        and 1 < len(words) <= _PILLAR_WORDS
        and words[0][:1].isupper()
    )


def _may_be_title(block: Block) -> bool:
    """Whether a block is set as a title is: marked up, or bold and short."""
    if isinstance(block, Heading):
        return True
    short = len(_text(block).split()) <= _TITLE_WORDS
    return isinstance(block, Paragraph) and short and block.bold


def _text(block: Block) -> str:
    return "" if isinstance(block, Table) else squash(block.text)


def _bare(title: str) -> str:
    return squash(title).rstrip(".:;,").rstrip()
