"""How far an item is, from printed words only."""

import re
from functools import lru_cache

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.sentences import sentences
from plan_ingest.model.plan import Status
from plan_ingest.text import fold

_KNOWN: tuple[Status, ...] = (
    "complete",
    "in_place",
    "ongoing",
    "planned",
    "under_consideration",
    "discussed",
)
_DONE: tuple[Status, ...] = ("complete", "in_place", "ongoing")
_ADVERBS = r"(?:(?:now|also|already|all|both|each|just|since|not|\w+ly)\s+){0,2}"
_CLAUSE = re.compile(r"\s*[;.,:\n]\s*|\s+(?:[-–—]\s+|\()")
_OPEN: tuple[Status, ...] = ("under_consideration", "discussed")
"""What is still talked about is no more than that, whatever else is said of it."""


def printed_status(text: str, lexicon: Lexicon) -> Status:
    """The status a status or target cell prints; its first phrase in order of trust.

    A verdict that the cell opens with stands, whatever is said of something else below
    it: "Delivered; evaluation not yet done", "Complete. Old form withdrawn".
    """
    if opened := _opening(text, lexicon):
        return opened
    return next(iter(_values(text, "status", lexicon)), "none")


def _opening(text: str, lexicon: Lexicon) -> Status | None:
    first, *rest = _CLAUSE.split(text.strip(), maxsplit=1)
    if not rest or not lexicon.words["status"].has(first):
        return None
    after = rest[0].strip(" .)")
    refused = "discussed" in _values(after, "status", lexicon)
    if lexicon.words["status"].has(after) or (
        refused and lexicon.words["ended"].has(first)
    ):
        return None  # "Delivered - not achieved", "Closed - no longer required as ..."
    said: Status = next(iter(_values(first, "status", lexicon)), "none")
    return said if said in _DONE else None


def prose_status(sentence: str, lexicon: Lexicon) -> Status:
    """The status a sentence of a report states, by its first verb that tells."""
    folded = fold(sentence)
    held = re.search(r"\b(?:has|have) been held\b.*\bto\b", folded)
    if held and lexicon.words["meeting"].pattern.search(folded[: held.start()]):
        # A meeting held to set something up leaves that thing still to be done.
        return "planned"
    said = _values(sentence, "prose", lexicon)
    if opened := [value for value in said if value in _OPEN]:
        return opened[0]
    return _first_verb(folded, lexicon)


def tells_of_work(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence of a text says that something is or was done."""
    return any(prose_status(one, lexicon) in _DONE for one in sentences(text))


def context_status(intro: str, lexicon: Lexicon) -> Status:
    """The status that the line above a list gives its entries: discussed, or none."""
    return next(iter(_values(intro, "intro", lexicon)), "none")


def _first_verb(folded: str, lexicon: Lexicon) -> Status:
    """Of phrases and verb forms the one that stands first; a phrase before a form."""
    listed = lexicon.words["prose"]
    values = {phrase.text: phrase.value for phrase in listed.phrases}
    found = [
        (hit.start(), 0, named_status(values[hit.group()]))
        for hit in listed.pattern.finditer(folded)
    ]
    for form, state in _verb_forms(lexicon):
        found.extend((hit.start(), 1, state) for hit in form.finditer(folded))
    return min(found, default=(0, 0, "none"))[2]


@lru_cache(maxsize=4)
def _verb_forms(lexicon: Lexicon) -> tuple[tuple[re.Pattern[str], Status], ...]:
    """English verb forms and what they say: done, being done, done as a habit."""
    irregular = lexicon.words["participle"].pattern.pattern
    state = lexicon.words["state"].pattern.pattern
    participle = rf"(?!{state})(?:\w{{2,}}ed\b|{irregular})"
    perfect = rf"\b(?:has|have)\s+{_ADVERBS}(?:been\s+{_ADVERBS})?{participle}"
    being = (
        rf"\b(?:is|are)\s+{_ADVERBS}(?:being\s+\w+|(?!during|including)\w{{2,}}ing\b)"
    )
    passive = rf"\b(?:is|are)\s+{_ADVERBS}{participle}"
    past = rf"\b(?:was|were)\s+{_ADVERBS}{participle}"
    return (
        (re.compile(perfect), "in_place"),
        (re.compile(being), "ongoing"),
        (re.compile(passive), "ongoing"),
        (re.compile(past), "in_place"),
    )


def _values(text: str, words: str, lexicon: Lexicon) -> list[Status]:
    """The statuses of the phrases found in a text, in their list's order of trust."""
    listed = lexicon.words[words]
    if not text or not listed.find(text):
        return []
    found = {hit.group() for hit in listed.pattern.finditer(fold(text))}
    return [
        named_status(phrase.value)
        for phrase in listed.phrases
        if any(_is(phrase.text, word) for word in found)
    ]


def _is(phrase: str, word: str) -> bool:
    return word.startswith(phrase[:-1]) if phrase.endswith("*") else word == phrase


def named_status(value: str) -> Status:
    """The status of a name in the data, "none" for any other word."""
    return next((status for status in _KNOWN if status == value), "none")
