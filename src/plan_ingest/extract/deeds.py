"""Whether words ask for a deed, as an action does: no name, no rate, no account."""

import re
from collections.abc import Sequence

from plan_ingest.extract.dates import spans
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import prose_status
from plan_ingest.model.document import Block, Bullet
from plan_ingest.text import fold

_MODALS = ("is to", "are to", "will", "must", "should", "shall")
_NOUN = "noun"
_ADVERB = re.compile(r"^(?:\w+ly|also|further)\s+")
_TO = re.compile(r"\bto (?:be )?")
_OBJECT_WORDS = 2
"""Words of an object without an article, at least."""


def asks_for_deed(text: str, lexicon: Lexicon) -> bool:
    """Whether a text orders or promises: "Train every officer", "Staff will be told".

    A verb that may be a noun needs an object: "Review risk forms" orders, "Review of
    forms" and "Survey results" do not.
    """
    folded = _ADVERB.sub("", fold(text).removeprefix("to "))
    listed = lexicon.words["imperative"]
    if hit := listed.pattern.match(folded):
        told = next(one for one in listed.phrases if one.text == hit.group())
        if told.value != _NOUN or _has_object(folded[hit.end() :], lexicon):
            return True
    if any(listed.pattern.match(folded[to.end() :]) for to in _TO.finditer(folded)):
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
    """Whether words after a verb are what it is done to: no "of", no title's noun."""
    following = rest.split()
    if lexicon.words["object"].starts(rest.lstrip()):
        return True
    if len(following) < _OBJECT_WORDS:
        return False
    links, roles = lexicon.words["linking"], lexicon.words["role"]
    return not links.has(following[0]) and not roles.starts(" ".join(following))
