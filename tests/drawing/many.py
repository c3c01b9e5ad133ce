"""Any number of small plans, each with words of its own: the samples, reworded.

Plan n is the same bytes whoever draws it and however many are drawn with it.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.drawing import plain, samples, tabled, word
from tests.drawing.plan import Entry, Plan, Section
from tests.drawing.plan import samples as sample_plans
from tests.drawing.tables import Look

SECTIONS, ENTRIES = 3, 4
"""What a small plan has: sections, and items in each."""
_LONG = re.compile(r"\b[a-z]{5,}\b")
_CHANGED = 0.25
_BARE = Look(rules=frozenset(), zebra=True, fill="#c9d6e3", cut=False)


def draw_many(folder: Path, count: int, first: int = 0) -> list[Path]:
    """Draws plans `first` to `first + count` under `folder`, 43 forces in turn."""
    made = []
    for number in range(first, first + count):
        ending, drawn = KINDS[number % len(KINDS)]
        place = folder / f"force-{number % 43:02}"
        place.mkdir(parents=True, exist_ok=True)
        made.append(place / f"plan-{number:05}{ending}")
        drawn(reworded(number), made[-1])
    return made


def reworded(number: int) -> Plan:
    """A sample plan cut small, a quarter of its long words others of the samples."""
    draw = random.Random(number)  # noqa: S311
    tabular = [plan for plan in _samples() if plan.has("response")]
    plan = tabular[number // len(KINDS) % len(tabular)]
    chosen = draw.sample(plan.sections, min(SECTIONS, len(plan.sections)))
    return replace(
        plan,
        title=f"Domestic abuse plan {2010 + number % 15} number {number}",
        intro=(),
        capabilities=None,
        glossary=None,
        force=None,
        sections=tuple(_section(section, draw) for section in chosen),
    )


def _section(section: Section, draw: random.Random) -> Section:
    entries = draw.sample(section.entries, min(ENTRIES, len(section.entries)))
    fresh = tuple(_entry(entry, draw) for entry in entries)
    return replace(section, entries=fresh, shared=False, letter="", includes=())


def _entry(entry: Entry, draw: random.Random) -> Entry:
    response = tuple(_changed(line, draw) for line in entry.response)
    return replace(entry, text=_changed(entry.text, draw), response=response, cut=False)


def _changed(text: str, draw: random.Random) -> str:
    def other(hit: re.Match[str]) -> str:
        return draw.choice(_words()) if draw.random() < _CHANGED else hit.group()

    return _LONG.sub(other, text)


@cache
def _samples() -> tuple[Plan, ...]:
    """The sample plans, read once."""
    return sample_plans()


@cache
def _words() -> Sequence[str]:
    texts = " ".join(entry.text for plan in _samples() for entry in plan.entries)
    return sorted(set(_LONG.findall(texts)))


def _pdf(plan: Plan, path: Path) -> None:
    tabled.draw(plan, path, tabled.Tabled(samples.ZEBRA, _BARE))


KINDS: Sequence[tuple[str, Callable[[Plan, Path], None]]] = (
    (".txt", plain.tab_text),
    (".md", plain.markdown),
    (".docx", word.strands),
    (".pdf", _pdf),
    (".txt", plain.tab_text),
)
"""The formats in turn, and what draws each."""
