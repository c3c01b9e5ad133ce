"""Sections whose titles may open an appendix, told by their lists to be themes."""

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
_SHORTER, _LONGER = 0.5, 2.0
"""Times the words of the sisters' entries: those of a list like theirs."""


def settled(sections: Sequence[Section], lexicon: Lexicon) -> tuple[Section, ...]:
    """The sections, those that stand among themes and list as they do made themes.

    "Partners" among "Training" and "Victims" is of work as they are; with the names of
    organisations below it, it is background.
    """
    return tuple(
        replace(section, sense="")
        if _may_be_theme(section, lexicon) and _lists_alike(section, sections)
        else section
        for section in sections
    )


def _may_be_theme(section: Section, lexicon: Lexicon) -> bool:
    listed = lexicon.words.get("work")
    named = listed is not None and listed.starts(title_key(section.title))
    return section.sense == "background" and named


def _lists_alike(section: Section, sections: Sequence[Section]) -> bool:
    sisters = [
        _entries(other)
        for other in sections
        if not other.sense and other.headings[:-1] == section.headings[:-1]
    ]
    listed = [entries for entries in sisters if len(entries) >= _ENTRIES]
    own = _entries(section)
    if len(own) < _ENTRIES or len(listed) < _SISTERS:
        return False
    theirs = _words([entry for entries in listed for entry in entries])
    return _SHORTER * theirs <= _words(own) <= _LONGER * theirs


def _entries(section: Section) -> list[str]:
    return [block.text for block in section.blocks if isinstance(block, Bullet)]


def _words(entries: Sequence[str]) -> float:
    return sum(len(entry.split()) for entry in entries) / len(entries)
