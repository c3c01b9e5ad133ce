"""Forms set as paragraphs: "Action: ...", "Update: ...", "Due: ...", "Owner: ..."."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plan_ingest.extract import abreast, forms
from plan_ingest.extract.answered import answered
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.draft import Draft, place_of
from plan_ingest.extract.forms import Field, Form
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.model.document import (
    Block,
    Bullet,
    Document,
    Furniture,
    Heading,
    Paragraph,
    Part,
)
from plan_ingest.model.source import Anchor
from plan_ingest.text import ends_sentence, squash

_LABEL_WORDS = 8
"""Words of a label: "How will we know it has worked" is one."""
_LABELS = INLINE | {*TEXTS, "ref"}
_SENTENCE_WORDS = 6
_AGAIN = 2
"""How often a label must come for the plan to be one of forms."""


@dataclass(slots=True)
class _Walk:
    section: Section
    lexicon: Lexicon
    headings: tuple[str, ...]
    form: Form = field(default_factory=Form)
    anchors: list[Anchor] = field(default_factory=list)
    """Where its first line stands, and what says its number and its own words."""
    role: str = ""
    """The role of the last label: what has no label goes on with its value."""
    made: list[Draft] = field(default_factory=list)


def in_forms(sections: Sequence[Section], lexicon: Lexicon) -> bool:
    """Whether a plan sets labels before its items and before their fields, again and
    again."""
    roles: Counter[str] = Counter()
    for section in sections:
        if opening := _counted(section, lexicon):
            roles[opening[0].role] += 1
        for block in section.blocks:
            for column, _, _ in _labels(block, lexicon):
                roles[column.role if column.kind != "aim" else "aim"] += 1
    texts = sum(roles[role] for role in TEXTS)
    return texts >= _AGAIN and any(roles[role] >= _AGAIN for role in INLINE)


def with_colons(document: Document, lexicon: Lexicon) -> Document:
    """The document with its labels set alike: "Owner: Supt X", "Response:".

    A label without a colon may open any sentence: it is one where labels of an item
    and of two of its fields open paragraphs again and again, or those of an item and
    of a field by turns. A field's label that stands alone is no heading where items
    are labelled too, or where it opens paragraphs again and again; and no label is
    where all of them stand alone.
    """
    blocks = document.blocks
    alone = _stood_alone(blocks, lexicon)
    titles = [isinstance(block, Heading) for block in blocks]
    said = [c.role if c else "" for c, t in zip(alone, titles, strict=True) if c or t]
    if _by_turns(said):
        blocks = tuple(_before_values(blocks, alone, lexicon))
    told = Counter(c.role for b in blocks for c, _, _ in _labels(b, lexicon))
    texts = sum(told[role] for role in TEXTS) > _AGAIN
    bare = _are_bare(blocks, lexicon, texts)
    alike = bare or texts
    often = frozenset(role for role in INLINE if alike or told[role] >= _AGAIN)
    if often:
        blocks = tuple(_with_colon(block, lexicon, bare, often) for block in blocks)
    return replace(document, blocks=blocks) if blocks != document.blocks else document


def _are_bare(blocks: Sequence[Block], lexicon: Lexicon, texts: bool) -> bool:
    """Whether labels go without colons; `texts` says that those of items have them."""
    roles = [
        found[0].role
        for block in blocks
        if (found := _bare(block, lexicon) or _counts(block, lexicon))
    ]
    often = {role for role in roles if roles.count(role) > _AGAIN}
    fields = len(often & INLINE) > 1
    return (fields and (texts or bool(often & set(TEXTS)))) or _by_turns(roles)


def _by_turns(roles: Sequence[str]) -> bool:
    """Whether items and fields of theirs follow each other, as in forms.

    Where "" stands, a title of something else does, and a field below it is no item's
    above it.
    """
    turns = sum(a in TEXTS and b in INLINE for a, b in pairwise(roles))
    return turns > _AGAIN and 2 * turns >= sum(role in TEXTS for role in roles)


def _stood_alone(blocks: Sequence[Block], lexicon: Lexicon) -> list[Column | None]:
    """What labels say that stand on lines of their own, block by block.

    A title that counts an item, says it and has its answer below is such a label too.
    """
    alone = [_alone(block, lexicon) for block in blocks]
    for place, said in answered(blocks, alone, lexicon).items():
        alone[place] = said
    return alone


def _alone(block: Block, lexicon: Lexicon) -> Column | None:
    """What a label set on a line of its own, as a paragraph or a heading, says."""
    if not isinstance(block, Heading | Paragraph):
        return None
    said = forms.label(block.text, lexicon)
    return said[0] if said and said[0].role in _LABELS else None


def _counts(block: Block, lexicon: Lexicon) -> tuple[Column, str] | None:
    """What a heading such as "Objective 2" counts, the label of what stands below."""
    said = forms.label(block.text, lexicon) if isinstance(block, Heading) else None
    return said if said and said[1] and said[0].role in TEXTS else None


def _before_values(
    blocks: Sequence[Block], alone: Sequence[Column | None], lexicon: Lexicon
) -> Iterator[Block]:
    """The blocks, each label that stands alone set before the paragraph below it.

    A page's foot and head may stand between the two.
    """
    label = ""
    for place, (block, said) in enumerate(zip(blocks, alone, strict=True)):
        if (
            said
            and isinstance(block, Heading)
            and forms.label(block.text, lexicon) is None
        ):
            yield Paragraph(block.text, block.anchor)
            label = ""
        elif said and isinstance(block, Heading | Paragraph):
            later = (b for b in blocks[place + 1 :] if not isinstance(b, Furniture))
            after = next(later, None)
            below = isinstance(after, Paragraph) and not after.bold
            label = f"{block.text.rstrip(':')}:"
            if not below:
                yield Paragraph(label, block.anchor)
                label = ""
        elif label and isinstance(block, Paragraph):
            yield replace(block, text=f"{label} {block.text}")
            label = ""
        else:
            yield block


def _with_colon(
    block: Block, lexicon: Lexicon, bare: bool, often: frozenset[str]
) -> Block:
    """The block, a label set before its value; one left blank is no heading.

    That is one with a colon that opens paragraphs elsewhere: of a role in `often`.
    """
    found = _bare(block, lexicon) if bare else None
    if found and isinstance(block, Heading | Paragraph):
        label, value = found[1], block.text[len(found[1]) :]
        return Paragraph(f"{label}:{value}", block.anchor)
    if not isinstance(block, Heading) or not block.text.endswith(":"):
        return block
    said = lexicon.label(block.text)
    field = said is not None and said.role in often
    return Paragraph(block.text, block.anchor) if field else block


def _bare(block: Block, lexicon: Lexicon) -> tuple[Column, str] | None:
    """The label without a colon that opens a paragraph, or stands alone."""
    if not isinstance(block, Paragraph | Heading) or ":" in block.text[:40]:
        return None
    alone = lexicon.label(block.text)
    if alone and alone.role in INLINE:
        return alone, block.text
    if isinstance(block, Heading):
        return None
    words = block.text.split(" ")
    for size in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
        label = " ".join(words[:size])
        column = lexicon.label(label)
        opens = words[size][:1].isupper() or words[size][:1].isdigit()
        if column and column.role in _LABELS and opens and label[:1].isupper():
            # "We have PCSOs in each village" and "Challenge Panel" are sentences.
            clause = lexicon.words["clause"].starts(label)
            return (
                None
                if clause or (column.role, size) == ("issue", 1)
                else (column, label)
            )
    return None


def drafts(section: Section, lexicon: Lexicon) -> tuple[Draft, ...]:
    """The items of a section whose paragraphs are labelled, each with its fields."""
    walk = _Walk(section, lexicon, section.headings)
    if opening := _counted(section, lexicon):
        walk.headings = section.headings[:-1]
        walk.anchors, walk.role = [section.anchor], opening[0].role
        _take(walk, opening[0], (), opening[1])
    for block in section.blocks:
        if not isinstance(block, Paragraph | Bullet):
            continue
        said = _labels(block, lexicon)
        if not said and walk.anchors:
            said = _goes_on(walk, block)
        for column, number, value in said:
            _label(walk, block, column, number, value)
    _close(walk)
    return tuple(walk.made)


def _counted(section: Section, lexicon: Lexicon) -> tuple[Column, str] | None:
    """What a heading such as "Recommendation 3" counts, and the number."""
    said = forms.label(section.title, lexicon) if section.title else None
    return said if said and said[1] and said[0].role in (*TEXTS, "ref") else None


def _goes_on(
    walk: _Walk, block: Paragraph | Bullet
) -> tuple[tuple[Column, str, str], ...]:
    """Takes in what has no label; the labels that come later in the paragraph.

    A sentence goes on with no name and no date.
    """
    mark = block.marker if isinstance(block, Bullet) else None
    told = (Column(walk.role), "", squash(block.text))
    first, *later = abreast.split(told, walk.lexicon)
    named = walk.role in ("lead", "target", "status")
    sentence = ends_sentence(first[2]) and len(first[2].split()) >= _SENTENCE_WORDS
    if first[2] and not (named and sentence):
        if walk.role in TEXTS:
            walk.anchors.append(block.anchor)
        _take(walk, first[0], (Part(first[2], mark),), "")
    return tuple(later)


def _label(
    walk: _Walk, block: Paragraph | Bullet, column: Column, number: str, value: str
) -> None:
    if forms.begins_anew(walk.form, column.role):
        _close(walk)
    if not walk.anchors or column.role in (*TEXTS, "ref"):
        walk.anchors.append(block.anchor)
    walk.role = column.role
    _take(walk, column, (Part(value),) if value else (), number)


def _take(walk: _Walk, column: Column, parts: tuple[Part, ...], number: str) -> None:
    if column.role in TEXTS and not column.kind:
        column = replace(column, kind=walk.form.kind)
    forms.take(walk.form, Field(column, parts, number))


def _close(walk: _Walk) -> None:
    if walk.form.text_role and walk.anchors:
        made = forms.draft(walk.form, walk.headings, place_of(walk.anchors))
        walk.made.append(replace(made, part=walk.section.part))
    walk.form, walk.anchors, walk.role = Form(), [], ""


def _labels(block: Block, lexicon: Lexicon) -> tuple[tuple[Column, str, str], ...]:
    """A paragraph's labels with their values: the first opens it, more may follow."""
    if not isinstance(block, Paragraph | Bullet):
        return ()
    return abreast.told(block.text, lexicon)
