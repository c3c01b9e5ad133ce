"""Sections whose titles may open an appendix, told by their lists to be themes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from plan_ingest.extract.lexicon import Lexicon
from plan_ingest.extract.outline import Section
from plan_ingest.extract.pillars import title_key
from plan_ingest.model.document import Bullet

_SISTERS = 2
"""Themes with lists that a section must stand among."""
_ENTRIES = 2
"""Entries of a theme's list, at least."""
_ADDRESS = re.compile(r"\S@\S|\bwww\.|https?://|\b0\d{2,4}[ -]?\d{3}")
"""A mail or web address, or a telephone number."""
_SHORTER, _LONGER = 0.5, 2.0
"""Times the words of the sisters' entries: those of a list like theirs."""


def settled(sections: Sequence[Section], lexicon: Lexicon) -> tuple[Section, ...]:
    """The sections, those that stand among themes and list as they do made themes.

    "Partners" among "Training" and "Victims" is of work as they are; with the names of
    organisations below it, or with ways to reach the force, it is background.
    """
    return tuple(
        replace(section, sense="")
        if _may_be_theme(section, lexicon) and _lists_alike(section, sections, lexicon)
        else section
        for section in sections
    )


def _may_be_theme(section: Section, lexicon: Lexicon) -> bool:
    listed = lexicon.words.get("work")
    named = listed is not None and listed.starts(title_key(section.title))
    return section.sense == "background" and named


def _lists_alike(
    section: Section, sections: Sequence[Section], lexicon: Lexicon
) -> bool:
    sisters = [
        _entries(other)
        for other in sections
        if not other.sense and other.headings[:-1] == section.headings[:-1]
    ]
    listed = [entries for entries in sisters if len(entries) >= _ENTRIES]
    own = _entries(section)
    if len(own) < _ENTRIES or len(listed) < _SISTERS:
        return False
    if 2 * sum(_names(entry) or _reaches(entry, lexicon) for entry in own) >= len(own):
        return False
    theirs = _words([entry for entries in listed for entry in entries])
    return _SHORTER * theirs <= _words(own) <= _LONGER * theirs


def _names(entry: str) -> bool:
    """Whether an entry opens with a name of several words: "Northmoor Women's Aid"."""
    words = entry.split()[:2]
    return len(words) > 1 and all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper()


def _reaches(entry: str, lexicon: Lexicon) -> bool:
    """Whether an entry tells the reader how to reach the force: "Call us on 101"."""
    return (
        bool(_ADDRESS.search(entry)) or lexicon.words["reach"].find(entry) is not None
    )


def _entries(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Bullet)]


def _words(entries: Sequence[str]) -> float:
    return sum(len(entry.split()) for entry in entries) / len(entries)
