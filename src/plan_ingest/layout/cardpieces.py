"""Pieces of cards, cut off by a page's ends: told by the cards between their sides."""

from collections.abc import Sequence

from plan_ingest.layout.bands import Band, is_card, is_level, is_words
from plan_ingest.layout.cardlabels import label_of
from plan_ingest.layout.page import PageContent, Word

Side = Sequence[float]
"""Where a frame begins and ends across the page, in points."""


def pieces_of_cards(
    told: Sequence[Sequence[Band]],
    held: Sequence[Sequence[Word]],
    sides: Sequence[Side],
    content: PageContent,
) -> list[bool]:
    """Which frames are pieces of cards: what they say, their words and their sides.

    All their labels are those of cards between the same sides, on the page or at the
    end of the one before. A piece without labels is the page's last frame, or its first
    where the page before ended in mid-sentence between these sides.
    """
    frames = list(zip(told, sides, strict=True))
    cards = [(side, _names(bands)) for bands, side in frames if is_card(bands)]
    before = (content.columns[:1] + content.columns[-1:], content.labels)
    forms = [*cards, before] if content.labels else cards
    whole = [*cards, before] if len(content.columns) == 2 else cards
    found = []
    for (bands, side), words in zip(frames, held, strict=True):
        if names := _names(bands):
            piece = any(is_level(side, at) and names <= said for at, said in forms)
        else:
            like = any(is_level(side, at) and said for at, said in whole)
            piece = like and is_words(bands) and _is_at_end(words, side, content)
        found.append(piece)
    return found


def _names(bands: Sequence[Band]) -> frozenset[str]:
    """What the labels of a frame say: those a colon ends, and those beside values."""
    beside = {band.columns[0][0].text for band in bands if band.sided}
    above = [column for band in bands if not band.sided for column in band.columns]
    found = [label_of(column) for column in above]
    return frozenset(
        beside | {one.text.split(":")[0] for one in found if one and ":" in one.text}
    )


def _is_at_end(words: Sequence[Word], side: Side, content: PageContent) -> bool:
    """Whether a frame's words are the page's last, or first and go on a sentence."""
    top, bottom = min(w.top for w in words), max(w.bottom for w in words)
    upright = [word for word in content.words if word.upright]
    if all(word.top < bottom for word in upright):
        return True
    known = content.columns
    goes_on = bool(content.unended) and len(known) == 2 and is_level(side, known)
    return goes_on and all(word.bottom > top for word in upright)
