"""What a short answer says of an item: a verdict, yes or no, a tick, a share, a day."""

import re

from plan_ingest.extract.dates import spans
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import named_status, printed_status
from plan_ingest.model.plan import Status
from plan_ingest.text import fold

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(%|per ?cent)?(?:\s+(\w+))?")
_IN_SHARES = re.compile(r"%|per ?cent")
_CLAUSE = re.compile(r"[.:;,()\n–—]|\s-\s|\b(?:as|because|since|on the grounds)\b")
_WORD = re.compile(r"[a-z]+")
_MONTH = 31
"""Days from the first to the last of a date that may tell when something ended."""
_EDGE = " .-–—()[]"
_DONE: tuple[Status, ...] = ("complete", "in_place")


def answer_status(text: str, asked: str, lexicon: Lexicon) -> Status:
    """The status that an answer gives to what its column's header asks.

    Yes to "Completed?" says that it is complete, to "On track?" that it goes on.
    """
    said = fold(text).strip(_EDGE)
    if (found := verdict(said, lexicon)) != "none":
        return found
    if share := _share(said, bool(_IN_SHARES.search(fold(asked))), lexicon):
        return share
    yes = printed_status(asked, lexicon)
    if yes == "none":
        yes = verdict(fold(asked).strip(_EDGE + "?"), lexicon)
    if yes == "none":
        return "none"
    match _answer(said, lexicon):
        case "yes":
            return yes
        case "no":
            return "discussed" if yes == "planned" else "planned"
        case "part":
            return "ongoing" if yes in _DONE else yes
    return "complete" if yes in _DONE and is_closed_on(text, lexicon) else "none"


def share_status(text: str, lexicon: Lexicon) -> Status:
    """How far a text says that something is, where it is a share and no more."""
    return _share(fold(text).strip(_EDGE), False, lexicon) or "none"


def verdict(text: str, lexicon: Lexicon) -> Status:
    """What a text that is no more than a verdict says: accepted, rejected, noted."""
    said = fold(text).strip(_EDGE)
    listed = lexicon.words["verdict"].phrases
    given = (phrase.value for phrase in listed if phrase.text == said)
    return named_status(next(given, ""))


def refuses(text: str, lexicon: Lexicon) -> bool:
    """Whether a response opens by saying that it will not be done.

    "Noted" alone says no more than that it was heard; what follows it may tell more.
    """
    said = fold(text).strip(_EDGE)
    opening = _CLAUSE.split(said)[0]
    if lexicon.words["heard"].has(opening) and opening != said:
        return False
    return verdict(opening, lexicon) == "discussed"


def declines(text: str, asked: str, lexicon: Lexicon) -> bool:
    """Whether a cell says no to a header that asks for consent: "Accepted?"."""
    consent = verdict(fold(asked).strip(_EDGE + "?"), lexicon) == "planned"
    return consent and answer_status(text, asked, lexicon) == "discussed"


def is_answer(text: str, lexicon: Lexicon) -> bool:
    """Whether a text only gives a verdict, says yes or no, or how large a share."""
    said = fold(text).strip(_EDGE)
    told = verdict(said, lexicon) != "none" or bool(_answer(said, lexicon))
    return told or _share(said, False, lexicon) is not None


def is_closed_on(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is the day or the month of an end, and promises none.

    "Will be March 2016", "By June 2016" and "Reopened May 2015" say that it is open.
    """
    found = list(spans(text, lexicon))
    if not found or any((last - first).days > _MONTH for _, first, last in found):
        return False
    rest = text
    for match, _, _ in reversed(found):
        rest = rest[: match.start()] + " " + rest[match.end() :]
    closing = lexicon.words["closing"]
    return all(closing.has(word) for word in _WORD.findall(fold(rest)))


def _answer(said: str, lexicon: Lexicon) -> str:
    listed = lexicon.words["answer"].phrases
    return next((phrase.value for phrase in listed if phrase.text == said), "")


def _share(said: str, bare: bool, lexicon: Lexicon) -> Status | None:
    """How far a share of the whole is; a bare number counts where shares are asked.

    A bare 1 may be the whole or a hundredth of it: it tells nothing. Nor does a share
    of anything but what was done: "100% compliance".
    """
    found = _SHARE.fullmatch(said)
    if not found or not (bare or found.group(2)):
        return None
    if found.group(3) and not lexicon.words["closing"].has(found.group(3)):
        return None
    share = float(found.group(1))
    if share == 1 and not found.group(2):
        return None
    return "complete" if share >= 100 else "ongoing" if share else "planned"
