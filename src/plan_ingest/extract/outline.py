"""A document cut into sections: every heading with what stands under it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract.counted import uncounted
from plan_ingest.extract.glued import unglued
from plan_ingest.extract.insideitems import is_inside_item
from plan_ingest.extract.lexicon import INLINE, Lexicon
from plan_ingest.extract.pillars import Pillar, is_part, pillar, pillars, title_key
from plan_ingest.model.document import (
    Block,
    Bullet,
    Document,
    Furniture,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.model.source import Anchor
from plan_ingest.text import ends_sentence, fold, squash

_COUNTED = re.compile(r"[A-Z][A-Za-z ]{2,20} \d{1,2}(?:\.\d{1,2})?\s*:")
"""A title such as "Objective 2: Train all", when a list or table stands below it."""
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=[A-Z])")
_DIGITS = re.compile(r"[\d\s.,()/–-]*")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.):]?\s+")
_LABELS = ("objective", "aim", "action", "issue")
"""Senses of the headings that may come again under each part of a plan."""
_TITLE_WORDS = 12
_LABEL_WORDS = 3

Rank = tuple[float, int]
_NUMBERED_TITLE = 1.5
_PILLAR, _LOOKS, _LABEL = (1.0, 0), (2.0, 0), (3.0, 0)
"""Depth of headings known by their look alone, below all that the format marks."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next.

    `headings` are the titles above it, outermost first, its own last; `sense` is what
    the lexicon says of the title, or of the one above that it inherits; `senses` are
    those of all the titles above. `pillar` is the plan's pillar that opens here; `part`
    counts pillars, and outside them the sections that are more than a label.
    """

    title: str
    headings: tuple[str, ...]
    sense: str
    senses: tuple[str, ...]
    anchor: Anchor
    part: int
    pillar: Pillar | None = None
    label: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(slots=True)
class _Open:
    """A heading that still has what follows under it."""

    rank: Rank
    title: str
    sense: str
    pillar: bool = False


@dataclass(slots=True)
class _Walk:
    lexicon: Lexicon
    pillars: Mapping[str, Pillar]
    title: str
    labels: frozenset[str]
    above: list[_Open] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    part: int = 0


def outline(
    document: Document, lexicon: Lexicon, title: str | None = None
) -> tuple[Section, ...]:
    """The document's sections in reading order; running heads and links left out.

    The plan's own `title` at its beginning stands above no section.
    """
    link = lexicon.words["link"]
    blocks = [
        _numbered(block)
        for whole in uncounted(document.blocks, lexicon)
        for block in unglued(whole, lexicon)
        if not isinstance(block, Furniture)
        and (isinstance(block, Table) or not link.has(block.text.strip(" >»→.")))
    ]
    labels = _recurring_labels(blocks, lexicon)
    walk = _Walk(lexicon, pillars(blocks), squash(title or ""), labels)
    walk.sections.append(Section("", (), "", (), Anchor(0), 0))
    at = 0
    while at < len(blocks):
        at += _step(walk, blocks, at)
    _close(walk)
    return tuple(walk.sections)


def _numbered(block: Block) -> Block:
    """A paragraph that opens with a number such as 3.1 is an entry of a list."""
    if isinstance(block, Paragraph) and (number := _DOTTED.match(block.text)):
        rest = block.text[number.end() :]
        return Bullet(rest, block.anchor, number.group(1), 0, block.bold)
    return block


def _step(walk: _Walk, blocks: Sequence[Block], at: int) -> int:
    block = blocks[at]
    if not isinstance(block, Bullet) and (found := pillar(blocks, at, walk.pillars)):
        rank = _heading_rank(block) or _PILLAR
        _open(walk, block.anchor, rank, found[0].shown, found[0])
        return found[1]
    if isinstance(block, Heading) and not block.text:
        _end(walk, block)
        return 1
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    rank_found = _rank(block, following, walk)
    looks = rank_found in (_LABEL, _LOOKS) and is_inside_item(blocks, at, walk.lexicon)
    if rank_found is None or isinstance(block, Table) or looks:
        walk.blocks.append(block)
    else:
        title = squash(block.text)
        if isinstance(block, Bullet) and rank_found[0] == _NUMBERED_TITLE:
            title = f"{block.marker} {title}"
        _open(walk, block.anchor, rank_found, title)
    return 1


def _heading_rank(block: Block) -> Rank | None:
    return (0.0, block.level) if isinstance(block, Heading) else None


def _recurring_labels(blocks: Sequence[Block], lexicon: Lexicon) -> frozenset[str]:
    """Headings such as "Objectives" that come again under each part of the plan.

    "Progress so far" is one too, and so stands beside "Objectives", never above it.
    """
    titles = [title_key(block.text) for block in blocks if isinstance(block, Heading)]
    return frozenset(
        title
        for title, times in Counter(titles).items()
        if times > 1 and (lexicon.sense(title) in _LABELS or _is_field(title, lexicon))
    )


def _is_field(title: str, lexicon: Lexicon) -> bool:
    column = lexicon.label(title)
    return column is not None and column.role in INLINE


def _rank(block: Block, following: Block | None, walk: _Walk) -> Rank | None:
    """How deep a heading the block is; None where it is no heading."""
    if isinstance(block, Table):
        return None
    text = block.text
    if isinstance(block, Heading):
        if title_key(text) in walk.labels:
            return _LABEL
        return None if _DIGITS.fullmatch(text) else (0.0, block.level)
    if _is_label(text, walk.lexicon, isinstance(block, Bullet)):
        return _LABEL
    if isinstance(block, Bullet):
        if isinstance(following, Paragraph) and walk.lexicon.inline.match(
            following.text
        ):
            return None  # an item, however short: its owner or date stands below it
        return _numbered_title(block, following)
    if walk.lexicon.words["dateline"].starts(text):
        return None
    if squash(text) == walk.title or _looks_like_title(block, following):
        return _LOOKS
    return None


def _numbered_title(block: Bullet, following: Block | None) -> Rank | None:
    """The depth of a numbered line that is a section's title: "2. Initial contact"."""
    number = block.marker.strip("().: ")
    text = block.text
    if not re.fullmatch(r"\d{1,2}(\.\d{1,2})*", number) or following is None:
        return None
    if len(text.split()) > _TITLE_WORDS // 2 or ends_sentence(text):
        return None
    below = following.marker if isinstance(following, Bullet) else ""
    beside = isinstance(following, Bullet) and not below.startswith(f"{number}.")
    if beside and re.match(r"\(?\w{1,3}(\.\w{1,3})*[.):]", below):
        return None
    return (_NUMBERED_TITLE, number.count("."))


def _is_label(text: str, lexicon: Lexicon, bullet: bool) -> bool:
    """A short line that ends in a colon, such as the one above a list."""
    known = lexicon.sense(text) is not None
    column = lexicon.label(text)
    if not text.rstrip().endswith(":") or (column and column.role in INLINE):
        return False
    return known or (not bullet and len(text.split()) <= _LABEL_WORDS)


def _looks_like_title(block: Paragraph | Furniture, following: Block | None) -> bool:
    text = block.text
    words = text.split()
    if not words or len(words) > _TITLE_WORDS or _DIGITS.fullmatch(text):
        return False
    if text[:1].islower() or text.startswith("(") or text[-1:] in ".;,":
        return False
    counted = _COUNTED.match(text) and isinstance(following, Bullet | Table)
    if following is None or (": " in text and not counted):
        return False
    if text.isupper() or (isinstance(block, Paragraph) and block.bold):
        return True
    return not ends_sentence(text)


def _open(
    walk: _Walk, anchor: Anchor, rank: Rank, title: str, found: Pillar | None = None
) -> None:
    _close(walk)
    shown = squash(title).rstrip(":").rstrip()
    _leave(walk, rank, shown, found is not None)
    own = walk.lexicon.sense(shown) or ""
    sense = own or _inherited(walk, shown, found is not None)
    if found or not _names_the_plan(walk, rank, title):
        walk.above.append(_Open(rank, shown, sense, found is not None))
    label = rank == _LABEL
    within = any(open_.pillar for open_ in walk.above[:-1])
    walk.part += not (label or within)
    headings = tuple(heading.title for heading in walk.above)
    senses = tuple(heading.sense for heading in walk.above)
    walk.sections.append(
        Section(shown, headings, sense, senses, anchor, walk.part, found, label)
    )


def _end(walk: _Walk, block: Heading) -> None:
    """Ends boxes: what follows stands under what stood above their titles."""
    _close(walk)
    while walk.above and walk.above[-1].rank >= (0.0, block.level):
        walk.above.pop()
    last = walk.above[-1] if walk.above else _Open((0.0, 0), "", "")
    headings = tuple(heading.title for heading in walk.above)
    senses = tuple(heading.sense for heading in walk.above)
    walk.sections.append(
        Section(last.title, headings, last.sense, senses, block.anchor, walk.part)
    )


def _leave(walk: _Walk, rank: Rank, title: str, pillar: bool) -> None:
    """Ends the headings above that a new one is no part of.

    Section 4 is beside section 3, and a pillar beside a pillar, whatever size they
    are printed in.
    """
    depth = _depth(title)
    for place, above in enumerate(walk.above):
        if (pillar and above.pillar) or (depth and depth == _depth(above.title)):
            del walk.above[place:]
            break
    while walk.above and walk.above[-1].rank >= rank:
        walk.above.pop()


def _names_the_plan(walk: _Walk, rank: Rank, title: str) -> bool:
    """Whether a heading names the whole plan or its force, and no part of it.

    The plan's title is one where it comes first, or where only its look tells.
    """
    named = walk.lexicon.names.fullmatch(fold(title)) is not None
    return named or (
        title == walk.title and (rank == _LOOKS or len(walk.sections) == 1)
    )


def _depth(title: str) -> int:
    """How many figures number a title: 0 for none, 2 for "3.1 Training"."""
    numbered = _NUMBERED.match(title)
    return len(re.findall(r"\d+", numbered.group())) if numbered else 0


def _inherited(walk: _Walk, title: str, pillar: bool) -> str:
    """A numbered section or a pillar stands on its own; others are as what is above."""
    if not walk.above or pillar or is_part(title, walk.lexicon):
        return ""
    return walk.above[-1].sense


def _close(walk: _Walk) -> None:
    if walk.blocks:
        walk.sections[-1] = replace(walk.sections[-1], blocks=tuple(walk.blocks))
    walk.blocks = []
