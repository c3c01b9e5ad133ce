"""Running text of a report: the sentences that say what is done, decided or planned."""

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.sentences import sentences
from plan_ingest.extract.status import prose_status
from plan_ingest.text import fold


def statements(paragraph: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A paragraph's statements: a sentence each, with those that explain it.

    A sentence that names nothing ("a number of issues were raised") is left out.
    """
    found: list[str] = []
    for sentence in sentences(paragraph):
        if found and _explains(sentence, found[-1], lexicon):
            found[-1] = f"{found[-1]} {sentence}"
        elif _states(sentence, lexicon):
            found.append(sentence)
        elif found:
            found[-1] = f"{found[-1]} {sentence}"
    return tuple(found)


def _states(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says of something named what is done or to be done."""
    if lexicon.words["vacuous"].find(sentence):
        return False
    return prose_status(sentence, lexicon) != "none"


def _explains(sentence: str, before: str, lexicon: Lexicon) -> bool:
    """Whether a sentence only explains the one before it.

    It opens with a pronoun, sets a limit, or enlarges on a word of that sentence.
    """
    words = lexicon.words
    if words["limit"].find(sentence):
        return True
    if not words["explains"].starts(sentence):
        return False
    opening = words["explains"].pattern.match(fold(sentence))
    first = opening.group() if opening else ""
    if first in ("issues", "areas", "topics", "suggested", "suggestions", "examples"):
        return _echoes(first, before)
    return True


def _echoes(word: str, before: str) -> bool:
    return any(other.startswith(word[:6]) for other in fold(before).split())
