"""Titles that count and say an item, "Pledge 1: Visit each school", over its answer."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from plan_ingest.extract import forms
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon
from plan_ingest.extract.status import tells_of_work
from plan_ingest.model.document import Block, Bullet, Furniture, Heading, Paragraph


def answered(
    blocks: Sequence[Block], alone: Sequence[Column | None], lexicon: Lexicon
) -> Mapping[int, Column]:
    """Places of the titles that are items of their own, and what their words call them.

    The heading of what was done stands right below such a title, and headings of no
    more than the item's own fields until the next one: what has "What we will do" among
    them is a chapter. And most of the answers tell of work done, for "Our response"
    may head what is planned; below "What we have done" each does, however it is said.
    `alone` are the labels that stand on lines of their own.
    """
    body = [n for n, block in enumerate(blocks) if not isinstance(block, Furniture)]
    counted = [
        (at, said)
        for at, place in enumerate(body)
        if (said := _counted(blocks[place], lexicon))
    ]
    found: dict[int, Column] = {}
    told: list[bool] = []
    for (at, said), (end, _) in pairwise((*counted, (len(body), None))):
        title = blocks[body[at]]
        after = [(blocks[n], alone[n]) for n in body[at + 1 : end]]
        below = _below(title, after, lexicon)
        if said and (answers := _answers(below)):
            found[body[at]] = said
            past = _tells_past(below[0][0], lexicon)
            told += [past or tells_of_work(text, lexicon) for text in answers]
    return found if 2 * sum(told) >= len(told) else {}


def _counted(block: Block, lexicon: Lexicon) -> Column | None:
    """What a title that counts an item and says its words calls it."""
    said = forms.labelled(block.text, lexicon) if isinstance(block, Heading) else None
    return said[0] if said and said[0].role in TEXTS and said[1] and said[2] else None


_Below = Sequence[tuple[Block, Column | None]]


def _below(title: Block, after: _Below, lexicon: Lexicon) -> _Below:
    """What stands below a title until another as high; () below a chapter's."""
    for at, (block, label) in enumerate(after):
        if not (isinstance(block, Heading) and isinstance(title, Heading)) or label:
            continue
        own = block.level > title.level or lexicon.label(block.text)
        work = lexicon.sense(block.text) in ("objective", "aim", "action")
        return () if own or work else after[:at]
    return after


def _tells_past(label: Block, lexicon: Lexicon) -> bool:
    """Whether a label's own words say that what it heads was done."""
    if not isinstance(label, Heading | Paragraph):
        return False
    return lexicon.words["account"].find(label.text) is not None


def _answers(below: _Below) -> list[str]:
    """What was done for an item, line by line; none where a title is no item."""
    labels = [label.role for _, label in below if label]
    opens = bool(below) and below[0][1] is not None and below[0][1].role == "response"
    if not opens or not INLINE.issuperset(labels):
        return []
    answers: list[str] = []
    role = ""
    for block, label in below:
        role = label.role if label else role
        said = isinstance(block, Bullet | Paragraph) and not label
        if said and role == "response" and isinstance(block, Bullet | Paragraph):
            answers.append(block.text)
    return answers
