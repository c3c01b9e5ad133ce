"""Whether words ask for a deed, as an action does: no name, no rate, no account."""

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import prose_status
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


def _has_object(rest: str, lexicon: Lexicon) -> bool:
    return lexicon.words["object"].starts(rest.lstrip())
