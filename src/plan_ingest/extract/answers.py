"""What a short answer says of an item: a verdict, yes or no, a tick, a share, a day."""

import re

from plan_ingest.extract.dates import spans
from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.status import named_status, printed_status
from plan_ingest.model.plan import Status
from plan_ingest.text import fold

_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s?(%|per ?cent)?(?:\s+\w+)?")
_IN_SHARES = re.compile(r"%|per ?cent")
_CLAUSE = re.compile(r"[.:;,()\n–—]|\s-\s|\b(?:as|because|since|on the grounds)\b")
_EDGE = " .-–—()[]"
_DONE: tuple[Status, ...] = ("complete", "in_place")


def answer_status(text: str, asked: str, lexicon: Lexicon) -> Status:
    """The status that an answer gives to what its column's header asks.

    Yes to "Completed?" says that it is complete, to "On track?" that it goes on.
    """
    said = fold(text).strip(_EDGE)
    if (found := verdict(said, lexicon)) != "none":
        return found
    if share := _share(said, bool(_IN_SHARES.search(fold(asked)))):
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
    return "complete" if yes in _DONE and is_dated(text, lexicon) else "none"


def verdict(text: str, lexicon: Lexicon) -> Status:
    """What a text that is no more than a verdict says: accepted, rejected, noted."""
    said = fold(text).strip(_EDGE)
    listed = lexicon.words["verdict"].phrases
    given = (phrase.value for phrase in listed if phrase.text == said)
    return named_status(next(given, ""))


def refuses(text: str, lexicon: Lexicon) -> bool:
    """Whether a response opens by saying that it will not be done."""
    opening = _CLAUSE.split(fold(text).strip(_EDGE))[0]
    return verdict(opening, lexicon) == "discussed"


def is_answer(text: str, lexicon: Lexicon) -> bool:
    """Whether a text only gives a verdict, says yes or no, or how large a share."""
    said = fold(text).strip(_EDGE)
    told = verdict(said, lexicon) != "none" or bool(_answer(said, lexicon))
    return told or _share(said, bare=False) is not None


def is_dated(text: str, lexicon: Lexicon) -> bool:
    """Whether a date stands in a text."""
    return next(spans(text, lexicon), None) is not None


def _answer(said: str, lexicon: Lexicon) -> str:
    listed = lexicon.words["answer"].phrases
    return next((phrase.value for phrase in listed if phrase.text == said), "")


def _share(said: str, bare: bool) -> Status | None:
    """How far a share of the whole is; a bare number counts where shares are asked.

    A bare 1 may be the whole or a hundredth of it: it tells nothing.
    """
    found = _SHARE.fullmatch(said)
    if not found or not (bare or found.group(2)):
        return None
    share = float(found.group(1))
    if share == 1 and not found.group(2):
        return None
    return "complete" if share >= 100 else "ongoing" if share else "planned"
