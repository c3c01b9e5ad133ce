"""Lists that name a plan's parts: their entries come back as section headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_ingest.extract.draft import Draft, place_at
from plan_ingest.extract.outline import Section
from plan_ingest.extract.pillars import title_key
from plan_ingest.model.document import Bullet
from plan_ingest.text import squash

_LED = re.compile(r"(.+?)\s*[(\[]([^()\[\]]{2,80})[)\]]\.?$")
_PAGE = re.compile(r"(?:\.{2,}|\s)\s*\d{1,3}$")
_LISTED = 0.6
"""In at least this share a list's entries must come back for it to name the parts."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Workstreams:
    """The aims a list names, by block order, and the lead of each section's part."""

    aims: Mapping[int, Draft]
    leads: Mapping[int, str]
    """Section index to the lead of the workstream it belongs to, "" where unnamed."""


def workstreams(sections: Sequence[Section]) -> Workstreams:
    """What the plan's own lists of its parts say; empty where there is no such list."""
    titles = {title_key(s.title): n for n, s in enumerate(sections) if s.title}
    aims: dict[int, Draft] = {}
    starts: dict[int, str] = {}
    for number, section in enumerate(sections):
        if section.sense == "contents":
            continue
        for entries in _lists(section):
            found = [_entry(entry) for entry in entries]
            places = [titles.get(title_key(text), -1) for text, _ in found]
            known = [place for place in places if place > number]
            if len(known) < _FEWEST or len(known) < _LISTED * len(entries):
                continue
            for entry, (text, lead), place in zip(entries, found, places, strict=True):
                aims[entry.anchor.order] = _aim(entry, text, lead, section)
                if place > number:
                    starts[place] = lead
    return Workstreams(aims, _leads(sections, starts))


def _lists(section: Section) -> list[list[Bullet]]:
    lists: list[list[Bullet]] = [[]]
    for block in section.blocks:
        if isinstance(block, Bullet) and not _PAGE.search(block.text):
            lists[-1].append(block)
        elif lists[-1]:
            lists.append([])
    return [entries for entries in lists if len(entries) >= _FEWEST]


def _entry(entry: Bullet) -> tuple[str, str]:
    """An entry's title and the lead in brackets after it."""
    text = squash(entry.text)
    led = _LED.fullmatch(text)
    return (led.group(1), led.group(2)) if led else (text.rstrip(".;,"), "")


def _aim(entry: Bullet, text: str, lead: str, section: Section) -> Draft:
    return Draft(
        kind="aim",
        text=text,
        headings=section.headings,
        place=place_at(entry.anchor),
        lead=lead,
        lead_above=lead,
        part=section.part,
    )


def _leads(sections: Sequence[Section], starts: Mapping[int, str]) -> dict[int, str]:
    """A workstream reaches over the labels and deeper headings below its title."""
    found: dict[int, str] = {}
    lead, title = "", ""
    for number, section in enumerate(sections):
        if number in starts:
            lead, title = starts[number], section.title
        elif title not in section.headings:
            title = ""
        if title:
            found[number] = lead
    return found
