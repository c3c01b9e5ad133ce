"""How the desk says things: verdicts, states, figures and moments in plain words."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from plan_ingest.suggest.explain import TOLD

VERDICTS = {
    "primary": "primary",
    "secondary": "secondary",
    "reject": "rejected",
    "none": "nothing fits",
    "unsure": "unsure",
    "retract": "taken back",
}
STATES = {
    "undecided": "to review",
    "decided": "decided",
    "unsure": "unsure",
    "conflict": "analysts differ",
    "skipped": "skipped",
}
OWNERS = {
    "row": "in the row",
    "heading": "in the heading",
    "text": "in the text",
    "none": "none",
}
DATES = {
    "due_date": "due date",
    "period": "period",
    "past_only": "only past dates",
    "state_only": "only a state",
    "none": "none",
}
EVIDENCE = {
    "own": "its own",
    "shared": "shared with its strand",
    "self": "in the item itself",
    "none": "none",
}
CHANGES = {
    "not_an_item": "not an item",
    "split": "split into several",
    "merge": "merged with others",
    "text": "words",
    "kind": "kind",
    "owner": "owner",
    "date": "date",
    "measure": "measure",
    "evidence": "evidence",
    "force": "force of the plan",
    "period": "period of the plan",
    "retract": "taken back",
}


def percent(value: float) -> str:
    """A share of 1 as a whole percentage; never 100 % or 0 % where it is not."""
    if 0 < value < 0.01:
        return "under 1%"
    if 0.99 < value < 1:
        return "over 99%"
    return f"{value:.0%}"


def figure(value: float | None) -> str:
    """A coefficient to two places, or that there is none."""
    return "no meaning here" if value is None else f"{value:.2f}"


def count(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def moment(at: str) -> str:
    """An ISO time as a person reads it, in UTC."""
    found = datetime.fromisoformat(at)
    return f"{found.day} {found:%b %Y %H:%M}"


def plain(word: str) -> str:
    """A name of the records as words."""
    return word.replace("_", " ")


def told(matcher: str) -> str:
    """What a matcher's opinion rests on."""
    return TOLD.get(matcher, matcher)


def said(names: Mapping[str, str]) -> Callable[[str], str]:
    """The words for a name, the name itself where there are none."""
    return lambda name: names.get(name, plain(name))


FILTERS: dict[str, Callable[..., Any]] = {
    "percent": percent,
    "figure": figure,
    "count": count,
    "moment": moment,
    "plain": plain,
    "told": told,
    "verdict": said(VERDICTS),
    "state": said(STATES),
    "owner": said(OWNERS),
    "dated": said(DATES),
    "evidence": said(EVIDENCE),
    "change": said(CHANGES),
}
"""What templates may put behind a value."""
