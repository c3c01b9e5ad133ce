"""Near-duplicates: items of the same words, to be decided once, each in its place."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar

from plan_ingest.text import fold

Likeness: TypeAlias = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike a text is to each of others, 0 to 100."""
_RAREST = 4
"""Words by which a near-duplicate is looked for: one of them at least is shared."""


class Worded(Protocol):
    """What likeness needs of an item."""

    @property
    def item_id(self) -> str: ...
    @property
    def source_id(self) -> str: ...
    @property
    def item_no(self) -> int: ...
    @property
    def text(self) -> str: ...


W = TypeVar("W", bound=Worded)


@dataclass(frozen=True, slots=True)
class Group(Generic[W]):
    """Items worded alike, in document order; the first is the one compared with."""

    id: str
    items: tuple[W, ...]


def groups(
    items: Iterable[W], likeness: Likeness, least: float
) -> tuple[Group[W], ...]:
    """The groups of two items or more whose words are `least` alike (0 to 100).

    Each item is compared with the first of a group only, so that a chain of small
    differences never joins two texts that are not alike themselves.
    """
    ordered = sorted(items, key=lambda i: (i.source_id, i.item_no, i.item_id))
    texts = [fold(item.text) for item in ordered]
    counts = Counter(word for text in set(texts) for word in set(text.split()))
    firsts: dict[str, list[int]] = defaultdict(list)
    members: dict[int, list[W]] = {}
    led: dict[str, int] = {}
    for at, text in enumerate(texts):
        words = sorted(set(text.split()), key=lambda w: (counts[w], w))[:_RAREST]
        first = led.get(text)
        if first is None:
            first = _first_alike(text, texts, words, firsts, likeness, least)
        if first is None:
            first = at
            for word in words:
                firsts[word].append(at)
        led[text] = first
        members.setdefault(first, []).append(ordered[at])
    return tuple(
        Group(group[0].item_id, tuple(group))
        for group in members.values()
        if len(group) > 1
    )


def _first_alike(
    text: str,
    texts: Sequence[str],
    words: Iterable[str],
    firsts: dict[str, list[int]],
    likeness: Likeness,
    least: float,
) -> int | None:
    """The most alike of the groups' first items, the earliest where several are."""
    near = sorted({at for word in words for at in firsts.get(word, ())})
    near = [at for at in near if _as_long(text, texts[at], least)]
    if not near:
        return None
    scores = likeness(text, [texts[at] for at in near])
    best = max(range(len(near)), key=lambda n: (scores[n], -near[n]))
    return near[best] if scores[best] >= least else None


def _as_long(text: str, other: str, least: float) -> bool:
    """Whether lengths alone leave room for such a likeness."""
    shorter, longer = sorted((len(text), len(other)))
    return 200 * shorter >= least * (shorter + longer)
