"""How far an item is, from printed words only."""

import re

from plan_ingest.extract.lexicon import Lexicon
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


def printed_status(text: str, lexicon: Lexicon) -> Status:
    """The status a status or target cell prints; its first phrase in order of trust."""
    return _first(text, "status", lexicon)


def prose_status(sentence: str, lexicon: Lexicon) -> Status:
    """The status a sentence of a report states, by its verb."""
    meeting = lexicon.words["meeting"].pattern
    held = re.search(r"\b(?:has|have) been held\b.*\bto\b", fold(sentence))
    if held and meeting.search(fold(sentence)[: held.start()]):
        # A meeting held to set something up leaves that thing still to be done.
        return "planned"
    return _first(sentence, "prose", lexicon)


def _first(text: str, words: str, lexicon: Lexicon) -> Status:
    listed = lexicon.words[words]
    if not text or not listed.find(text):
        return "none"
    found = {hit.group() for hit in listed.pattern.finditer(fold(text))}
    for phrase in listed.phrases:
        stem = phrase.text.removesuffix("*")
        hit = any(
            word == stem or (phrase.text.endswith("*") and word.startswith(stem))
            for word in found
        )
        if hit:
            return next((status for status in _KNOWN if status == phrase.value), "none")
    return "none"
