"""Bullets, numbered paragraphs and labelled paragraphs of a section, as drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_ingest.extract import forms, tails
from plan_ingest.extract.columns import TEXTS
from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.lexicon import INLINE, Column, Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.extract.owning import ITEM_WORDS, NUMBER, names_owner
from plan_ingest.model.document import Block, Bullet, Paragraph, Part, Table
from plan_ingest.model.plan import ItemKind
from plan_ingest.text import fold, squash

_SET_IN = 5.0  # points by which an entry's words begin right of its number, at least
_LEVEL = 1.0  # points by which lines that are set in alike begin apart


@dataclass(slots=True)
class _Walk:
    section: Section
    lexicon: Lexicon
    kind: ItemKind | None
    lead: str
    bullets: bool
    paragraphs: bool = False
    """A section called objectives or actions that has no list: a paragraph each."""
    made: list[Draft] = field(default_factory=list)
    intro: str = ""
    awaiting: str = ""
    """The role whose label stood alone: the next paragraph is its value."""
    answering: bool = False
    """A numbered item's response is being told: lines without a label go on with it."""
    owning: bool = False
    """Paragraphs of the plan name their owners and dates: each is an item."""
    fresh: bool = False
    """Nothing stands between the last numbered item's words and this line."""
    told: int = 0
    """The place of the section's last number or label: what comes later has neither."""
    levels: list[int] = field(default_factory=list)


def drafts(
    section: Section,
    lexicon: Lexicon,
    kind: ItemKind | None,
    lead: str = "",
    bullets: bool = True,
    owning: bool = False,
) -> tuple[Draft, ...]:
    """A section's items: a bullet, numbered paragraph or labelled statement each.

    `kind` is what the section calls them, None where only their words can tell; `lead`
    is the lead of the workstream; without `bullets` only labelled aims are items; with
    `owning` a paragraph that names its owner or its date is one too.
    """
    listed = any(isinstance(block, Bullet | Table) for block in section.blocks)
    named = lexicon.sense(section.title) in ("objective", "aim", "action")
    walk = _Walk(section, lexicon, kind, lead, bullets, named and not listed)
    walk.told = _last_told(section, lexicon)
    walk.owning = owning and bullets
    for place, block in enumerate(section.blocks):
        walk.answering = walk.answering and _goes_on(walk, place, block)
        if isinstance(block, Bullet):
            _bullet(walk, block)
        elif isinstance(block, Paragraph):
            after = section.blocks[place + 1 : place + 2]
            _paragraph(walk, block, after[0] if after else None)
    return tuple(walk.made if section.sense else map(_owned, walk.made))


def _last_told(section: Section, lexicon: Lexicon) -> int:
    """The place of a section's last numbered or labelled block, -1 where none is."""
    return max(
        (n for n, block in enumerate(section.blocks) if _is_told(block, lexicon)),
        default=-1,
    )


def _is_told(block: Block, lexicon: Lexicon) -> bool:
    if isinstance(block, Bullet) and NUMBER.fullmatch(block.marker):
        return True
    return isinstance(block, Bullet | Paragraph) and _is_field(block.text, lexicon)


def _is_field(text: str, lexicon: Lexicon) -> bool:
    said = forms.labelled(squash(text), lexicon)
    return said is not None and said[0].role in INLINE


def _goes_on(walk: _Walk, place: int, block: Block) -> bool:
    """Whether a line may be of the response above it.

    Where a number or a label comes later it is. Below a section's last field it is only
    where it is led in, where other responses have lines without a label too, or where
    it is set in from the numbers as the response is.
    """
    if place < walk.told or not isinstance(block, Bullet | Paragraph):
        return True
    if isinstance(block, Paragraph) and _is_set_in(walk.section.blocks, place):
        return True
    *before, last = walk.made
    if isinstance(block, Bullet) and last.response and last.response[-1].endswith(":"):
        return True
    many = any(len(made.response) > 1 for made in before) or _is_list(last)
    return many and not squash(block.text).endswith(":")


def _is_set_in(blocks: Sequence[Block], place: int) -> bool:
    """Whether a line begins below the one above, right of their entry's number."""
    before = (blocks[n] for n in range(place - 1, -1, -1))
    entry = next((one for one in before if isinstance(one, Bullet)), None)
    if entry is None or not place or isinstance(blocks[place - 1], Bullet):
        return False
    boxes = [one.anchor.bbox for one in (entry, blocks[place - 1], blocks[place])]
    number, above, own = (box[0] if box else 0.0 for box in boxes)
    return own - number > _SET_IN and abs(own - above) < _LEVEL


def _is_list(draft: Draft) -> bool:
    """Whether a response is a list with its lead-in: more of its entries may follow."""
    return any(line.endswith(":") for line in draft.response[:-1])


def _owned(draft: Draft) -> Draft:
    """What nothing calls an objective, but has an owner or a date, is an action."""
    owned = draft.kind == "objective" and (draft.lead or draft.target)
    return replace(draft, kind="action") if owned else draft


def _bullet(walk: _Walk, block: Bullet) -> None:
    text = squash(block.text)
    said = forms.labelled(text, walk.lexicon)
    if said and said[0].role in INLINE and walk.made and said[2]:
        walk.made[-1] = tails.with_values(walk.made[-1], {said[0].role: said[2]})
        return
    if walk.awaiting and walk.made:
        if not _is_of_all(walk):
            walk.made[-1] = tails.with_values(walk.made[-1], {walk.awaiting: text})
        return
    walk.answering = walk.answering and not NUMBER.fullmatch(block.marker)
    if walk.answering:
        _answer(walk, text)
        return
    if not walk.bullets:
        return
    if _belongs_above(walk, block):
        above = walk.made[-1]
        walk.made[-1] = replace(above, text=f"{above.text}\n{text}")
        return
    number = NUMBER.fullmatch(block.marker)
    _listed(walk, block, text, (number.group(1) or number.group(2)) if number else "")
    walk.levels.append(block.level)
    made = walk.made[-1]
    walk.answering = bool(number and made.response)
    walk.fresh = number is not None and not (made.response or made.lead or made.target)


def _is_of_all(walk: _Walk) -> bool:
    """Whether a list below "We have:" answers the list above it, no entry alone."""
    above = walk.made[-2:]
    bare = not any(made.ref or made.response for made in above)
    return walk.awaiting == "response" and len(above) > 1 and bare


def _listed(walk: _Walk, block: Bullet | Paragraph, text: str, ref: str) -> None:
    made = Draft(
        kind=walk.kind or kind_of(text, walk.intro, walk.lexicon),
        text=text,
        headings=walk.section.headings,
        place=place_at(block.anchor),
        ref=ref,
        lead_above=walk.lead,
        context=walk.intro,
        part=walk.section.part,
    )
    walk.made.append(tails.with_tail(made, walk.lexicon, brackets=bool(ref)))


def _belongs_above(walk: _Walk, block: Bullet) -> bool:
    """Deeper bullets, or bullets below a number, go on with one that leads them in."""
    if not walk.made or not walk.levels:
        return False
    above = walk.made[-1]
    glyph = not NUMBER.fullmatch(block.marker)
    deeper = block.level > walk.levels[-1] or (bool(above.ref) and glyph)
    return deeper and above.text.split("\n")[0].endswith(":")


def _paragraph(walk: _Walk, block: Paragraph, after: Block | None) -> None:
    text = squash(block.text)
    said = forms.labelled(text, walk.lexicon)
    if said is None or _is_theme(said[0], said[2], walk.lexicon):
        _unlabelled(walk, block, text, after)
        return
    walk.intro, walk.fresh = "", False
    column, number, value = said
    walk.awaiting = ""
    walk.answering = False
    if column.role in INLINE:
        told = bool(walk.made and walk.made[-1].ref and value)
        walk.answering = told and column.role == "response"
        if walk.made and value:
            values = _values(column, text, value, walk.lexicon)
            walk.made[-1] = tails.with_values(walk.made[-1], values)
        elif walk.made:
            walk.awaiting = column.role
        elif column.role == "lead":  # named above all the items of the section
            walk.lead = value or walk.lead
    elif column.role in ("action", "objective", "recommendation") and value:
        _labelled_item(walk, block, column.kind, number, value)


def _is_theme(column: Column, value: str, lexicon: Lexicon) -> bool:
    """Whether what looks like a label says what a statement is about: "Learning: ...".

    It does where it labels no field and what stands behind it is to be done.
    """
    used = column.role in (*INLINE, *TEXTS) and column.role != "issue"
    return not used and bool(lexicon.words["action"].find(value))


def _values(
    column: Column, text: str, value: str, lexicon: Lexicon
) -> Mapping[str, str]:
    """What a paragraph's labels say, the first set before a colon, a dash or a date."""
    if lexicon.inline.match(text):
        return tails.labelled_tail(f"- {text}", lexicon).values or {column.role: value}
    tail = tails.labelled_tail(value, lexicon)
    own = " ".join(filter(None, (tail.text, tail.values.get(column.role, ""))))
    return {**tail.values, column.role: own}


def _unlabelled(walk: _Walk, block: Paragraph, text: str, after: Block | None) -> None:
    if walk.fresh and _tells_on(walk, text, after):
        return
    walk.fresh = False
    walk.intro = text if text.endswith(":") else ""
    if walk.awaiting and walk.made:
        walk.made[-1] = tails.with_values(walk.made[-1], {walk.awaiting: text})
    elif walk.answering:
        _answer(walk, text)
    elif walk.made and walk.made[-1].ref and walk.lexicon.inline.match(text):
        tail = tails.labelled_tail(f"- {text}", walk.lexicon)
        walk.made[-1] = tails.with_values(walk.made[-1], tail.values)
    elif (walk.owning and names_owner(text, walk.lexicon)) or (
        walk.paragraphs and len(text.split()) >= ITEM_WORDS and not walk.intro
    ):
        _listed(walk, block, text, "")


def _tells_on(walk: _Walk, text: str, after: Block | None) -> bool:
    """Gives a line right below a numbered item to it, where the item's fields follow.

    The item was set in two paragraphs, or its second sentence on a line of its own.
    """
    tail = tails.labelled_tail(text, walk.lexicon)
    led = isinstance(after, Paragraph) and _is_field(after.text, walk.lexicon)
    if not tail.text or not (tail.values or led):
        return False
    above = walk.made[-1]
    whole = replace(above, text=f"{above.text}\n{tail.text}")
    walk.made[-1] = tails.with_values(whole, tail.values)
    walk.answering = "response" in tail.values
    walk.fresh = not tail.values
    return True


def _answer(walk: _Walk, text: str) -> None:
    """Gives a line to the response, less the labelled fields that end it."""
    tail = tails.labelled_tail(text, walk.lexicon)
    made = tails.with_values(walk.made[-1], {"response": tail.text})
    walk.made[-1] = tails.with_values(made, tail.values)


def _labelled_item(
    walk: _Walk, block: Paragraph, kind: str, number: str, value: str
) -> None:
    if kind != "aim" and not walk.bullets:
        return
    form = forms.Form(kind=kind, number=number)
    form.values[kind if kind != "aim" else "objective"] = [Part(value)]
    made = forms.draft(form, walk.section.headings, place_at(block.anchor))
    made = replace(made, part=walk.section.part, lead_above=walk.lead)
    walk.made.append(tails.with_tail(made, walk.lexicon, brackets=False))
    walk.levels.append(0)


def kind_of(text: str, intro: str, lexicon: Lexicon) -> ItemKind:
    """An issue where a topic is raised with nothing to be done named, else an action.

    Whichever word comes first tells; without any, the line that leads the list in.
    """
    folded = fold(text)
    done = lexicon.words["action"].pattern.search(folded)
    raised = lexicon.words["issue"].pattern.search(folded)
    if done and (not raised or done.start() < raised.start()):
        return "action"
    return "issue" if raised or lexicon.words["issue"].find(intro) else "action"
