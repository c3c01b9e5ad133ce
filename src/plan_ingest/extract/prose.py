"""Running text of a report: the sentences that say what is done, decided or planned."""

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.sentences import sentences
from plan_ingest.extract.status import prose_status
from plan_ingest.text import fold

_ECHO = 5
"""Letters that two words must share at their beginning to be one word's forms."""


def statements(paragraph: str, lexicon: Lexicon, sure: bool) -> tuple[str, ...]:
    """A paragraph's statements: a sentence each, with those that explain it.

    A sentence that names nothing ("various issues came up") is left out. Where
    it is `sure` that the section is of the plan itself, a paragraph's first sentence
    counts even when its verb does not tell what is done or planned.
    """
    found: list[str] = []
    for sentence in sentences(paragraph):
        if lexicon.words["vacuous"].find(sentence):
            continue
        states = prose_status(sentence, lexicon) != "none"
        if found and (not states or _explains(sentence, found[-1], lexicon)):
            found[-1] = f"{found[-1]} {sentence}"
        elif states or sure:
            found.append(sentence)
    return tuple(found)


def _explains(sentence: str, before: str, lexicon: Lexicon) -> bool:
    """Whether a sentence only explains the one before it.

    It opens with a pronoun, sets a limit, or enlarges on a word of that sentence.
    """
    words = lexicon.words
    if words["limit"].find(sentence):
        return True
    opening = words["explains"].pattern.match(fold(sentence))
    if opening is None:
        return False
    enlarges = words["enlarges"].has(opening.group())
    return not enlarges or _echoes(opening.group(), before)


def _echoes(word: str, before: str) -> bool:
    return any(other.startswith(word[:_ECHO]) for other in fold(before).split())
