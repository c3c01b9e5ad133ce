"""Whether words ask for a deed, as an action does: no name, no rate, no account."""

from collections.abc import Sequence

from plan_ingest.extract.dates import spans
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import prose_status
from plan_ingest.model.document import Block, Bullet
from plan_ingest.text import fold

_MODALS = ("is to", "are to", "will", "must", "should", "shall")
_NOUN = "noun"


def asks_for_deed(text: str, lexicon: Lexicon) -> bool:
    """Whether a text orders or promises: "Train every officer", "Staff will be told".

    A verb that may be a noun needs an object told by its first word: "Review the
    form" orders, "Review of forms" and "Survey results" do not.
    """
    folded = fold(text).removeprefix("to ")
    listed = lexicon.words["imperative"]
    if hit := listed.pattern.match(folded):
        told = next(one for one in listed.phrases if one.text == hit.group())
        if told.value != _NOUN or _has_object(folded[hit.end() :], lexicon):
            return True
    modal = lexicon.words["modal"].pattern.finditer(folded)
    promised = any(found.group() in _MODALS for found in modal)
    return promised or prose_status(text, lexicon) == "planned"


def are_promises(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether of a list's entries half or more promise something by a day of its own.

    Such a list is a plan's, whatever the heading above it says.
    """
    entries = [block.text for block in blocks if isinstance(block, Bullet)]
    dated = [one for one in entries if any(spans(one, lexicon))]
    sure = sum(
        prose_status(one, lexicon) == "planned" and asks_for_deed(one, lexicon)
        for one in dated
    )
    return 0 < len(entries) <= 2 * sure


def _has_object(rest: str, lexicon: Lexicon) -> bool:
    return lexicon.words["object"].starts(rest.lstrip())
