"""The SMART attributes of an item, by framework/COVERAGE.md's rules."""

import re
from collections.abc import Sequence

from plan_ingest.extract.answers import (
    answer_status,
    declines,
    is_closed_on,
    refuses,
    share_status,
    verdict,
)
from plan_ingest.extract.draft import Draft
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.sentences import sentences
from plan_ingest.extract.status import (
    context_status,
    named_status,
    printed_status,
    prose_status,
)
from plan_ingest.model.plan import (
    DateBasis,
    EvidenceBasis,
    ItemDate,
    OwnerBasis,
    Smart,
    Status,
)
from plan_ingest.text import fold, squash

_NUMBER = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)"
)  # fmt: skip
_PERCENT = re.compile(r"\d\s?(?:%|per ?cent\b)")
_TOP = re.compile(rf"\btop {_NUMBER}\b")
_WITHIN = re.compile(
    rf"\b(?:within|in under|less than) {_NUMBER}"
    r" (?:working )?(?:minute|hour|day|week|month)s?\b"
)
_PER = re.compile(rf"\b{_NUMBER} (?:hours|days|times|weeks) (?:a|per) \w+")
_DOER_WORDS = 8
_DONE: tuple[Status, ...] = ("complete", "in_place", "ongoing")
_UNDONE: tuple[Status, ...] = ("planned", "under_consideration", "discussed", "none")


def status(draft: Draft, dates: Sequence[ItemDate], lexicon: Lexicon) -> Status:
    """The status printed in a status cell, a target cell or a report's sentence."""
    if draft.prose:
        told = (prose_status(said, lexicon) for said in sentences(draft.text))
        return next((state for state in told if state != "none"), "none")
    if draft.context:
        led = context_status(draft.context, lexicon)
        own = context_status(draft.text, lexicon)
        return own if own == "under_consideration" and led != "none" else led
    if any(refuses(part, lexicon) for part in draft.response[:1]):
        return "discussed"
    if any(declines(said, asked, lexicon) for asked, said in draft.noted):
        return "discussed"
    if (found := _stated(draft, lexicon)) != "none":
        return found
    promised = [state for state in _promised(draft, lexicon) if state != "none"]
    if promised and promised[0] and _is_nothing_done(draft, lexicon):
        return promised[0]
    found = printed_status(draft.target, lexicon)
    coming = any(d.kind in ("due", "period", "review") for d in dates)
    if found == "complete" and coming:
        return "in_place"
    if found == "none" and coming and draft.target:
        return "planned"
    return found


def _stated(draft: Draft, lexicon: Lexicon) -> Status:
    """What a status cell prints or answers, or the day that something was done."""
    found = share_status(draft.status_text, lexicon)
    if found == "none":
        found = printed_status(draft.status_text, lexicon)
    if found == "none":
        found = answer_status(draft.status_text, draft.asked, lexicon)
    if found == "none" and is_closed_on(draft.done, lexicon):
        return "complete"
    return found


def smart(
    draft: Draft, dates: Sequence[ItemDate], found: Status, lexicon: Lexicon
) -> Smart:
    """Owner, date, measure and evidence of an item."""
    return Smart(
        owner=_owner(draft, lexicon),
        date=_date(draft, dates, lexicon),
        measure=_measured(draft, lexicon),
        evidence=_evidence(draft, found, lexicon),
    )


def _owner(draft: Draft, lexicon: Lexicon) -> OwnerBasis:
    named = squash(draft.lead)
    if draft.lead_above:
        return "heading"
    if named and not lexicon.words["doer"].has(named.strip(" .")):
        return "row"
    return "text" if _doer(draft.text, lexicon) else "none"


def _doer(text: str, lexicon: Lexicon) -> bool:
    """Whether a role is named as the one who will, should or is to do it."""
    modal = lexicon.words["modal"].pattern.search(fold(text))
    if not modal:
        return False
    subject = fold(text)[: modal.start()].strip()
    if not subject or len(subject.split()) > _DOER_WORDS:
        return False
    role = lexicon.words["role"].pattern
    bare = re.sub(r"^(?:the|our|a|each)\s+", "", subject)
    return bool(role.match(bare)) or bool(re.search(rf"(?:{role.pattern})$", bare))


def _date(draft: Draft, dates: Sequence[ItemDate], lexicon: Lexicon) -> DateBasis:
    kinds = {found.kind for found in dates}
    if kinds & {"due", "review"}:
        return "due_date"
    if "period" in kinds:
        return "period"
    if draft.target and printed_status(draft.target, lexicon) != "none":
        return "state_only"
    return "past_only" if "past" in kinds else "none"


def _measured(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether text or response has a number with a unit, a frequency or a rate."""
    return any(
        _measure(text, lexicon)
        for text in (draft.text, *draft.response, draft.measure_text)
    )


def _measure(text: str, lexicon: Lexicon) -> bool:
    folded = fold(text)
    words = lexicon.words
    if words["frequency"].find(text) or words["compare"].find(text):
        return True
    if any(found.search(folded) for found in (_PERCENT, _TOP, _WITHIN, _PER)):
        return True
    every = re.search(rf"\bevery (?:{words['every'].pattern.pattern})", folded)
    counted = re.search(
        rf"(?<![\w/£.])\d[\d,]*\s(?:[a-z-]+\s){{0,2}}?(?:{words['unit'].pattern.pattern})"
        r"(?!\s+(?:ago|old))",
        folded,
    )
    return bool(every or counted)


def _evidence(draft: Draft, found: Status, lexicon: Lexicon) -> EvidenceBasis:
    if _is_nothing_done(draft, lexicon):
        return "none"
    if draft.evidence_row is not None or (draft.shared and draft.response):
        return "shared"
    if draft.response:
        return "own"
    return "self" if draft.prose and found in _DONE else "none"


def _is_nothing_done(draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the response says no more than that nothing has been done yet.

    A column headed "Progress" prints what was done, or only "Not started" or "None":
    counted as an answer, that would raise the plan to a level that it denies.
    """
    said = _promised(draft, lexicon)
    if any(refuses(part, lexicon) for part in draft.response[:1]):
        return True
    return bool(said) and all(state in _UNDONE for state in said)


def _promised(draft: Draft, lexicon: Lexicon) -> list[Status | None]:
    """For each part of the response the state that its words alone give, if any.

    Words for nothing that tell no state give "none", other words None.
    """
    states, nothing = lexicon.words["status"], lexicon.words["nothing"]
    given = {phrase.text: phrase.value for phrase in nothing.phrases}
    out: list[Status | None] = []
    for part in draft.response:
        text = fold(part).strip(" .-()[]")
        said = verdict(text, lexicon)
        if text in given:
            out.append(named_status(given[text]))
        elif said != "none":
            out.append(said)
        else:
            out.append(printed_status(text, lexicon) if states.has(text) else None)
    return out
