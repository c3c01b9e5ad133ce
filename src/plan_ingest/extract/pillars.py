"""Plans of lettered pillars: a letter apart or in line, a title, now and then lost."""

import re
from collections.abc import Mapping, Sequence

from plan_ingest.model.document import Block, Heading, Paragraph, Table
from plan_ingest.text import fold, squash

_LETTER = re.compile(r"([A-Z])[.:)]?")
_LETTERED = re.compile(r"([A-Z])(?:\s*[-–—:.)]\s+|\s+)(?=[A-Z\"'‘“])(.+)")
NUMBERING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[a-zA-Z][.)]|[ivxIVX]{1,5}[.)])\s+"
)
_TITLE_WORDS = 12
_PILLAR_WORDS = 30


def title_key(title: str) -> str:
    """A title for comparison: no numbering, no closing mark, "&" spelt out."""
    bare = NUMBERING.sub("", squash(title), count=1)
    return squash(re.sub(r"[^\w\s]", " ", fold(bare).replace("&", " and ")))


def pillars(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Title to letter for the pillars of a plan; empty unless two letters are seen."""
    found: dict[str, str] = {}
    for at, block in enumerate(blocks):
        if lettered := _lettered(blocks, at):
            letter, title, _ = lettered
            if _may_be_title(block) or _LETTER.fullmatch(_text(block)):
                found.setdefault(title_key(title), letter)
    return found if len(set(found.values())) > 1 else {}


def pillar(
    blocks: Sequence[Block], at: int, known: Mapping[str, str]
) -> tuple[str, str, int] | None:
    """(letter, title, blocks used) of the pillar that opens at a block, if one does.

    A letter may be lost on its pillar's own page: its title is known by then.
    """
    if not known:
        return None
    lettered = _lettered(blocks, at)
    if lettered and title_key(lettered[1]) in known:
        return lettered
    title = _bare(_text(blocks[at]))
    letter = known.get(title_key(title)) if title else None
    return (letter, title, 1) if letter else None


def _lettered(blocks: Sequence[Block], at: int) -> tuple[str, str, int] | None:
    """(letter, title, blocks used) where a pillar's letter stands, apart or in line."""
    text = _text(blocks[at])
    if alone := _LETTER.fullmatch(text):
        below = blocks[at + 1] if at + 1 < len(blocks) else None
        if below is not None and _may_be_pillar(below):
            return alone.group(1), _bare(_text(below)), 2
        return None
    inline = _LETTERED.fullmatch(text)
    if inline and _may_be_title(blocks[at]):
        return inline.group(1), _bare(inline.group(2)), 1
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
