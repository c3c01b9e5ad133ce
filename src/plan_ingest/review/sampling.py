"""Samples for people to judge, and what they tell: drawn by content, not by chance.

A draw orders what there is by a hash of each and of a seed. The same draw from the
same material is the same sample: nobody can draw until the figures please.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from math import ceil, sqrt

from plan_ingest.model.review import Measured

_Z = 1.959964
"""Standard normal quantile of a two-sided 95 % interval."""
BANDS = ((0.8, "sure"), (0.5, "likely"), (0.0, "doubtful"))
"""Confidence from which a suggestion is called so, for strata."""


def drawn(names: Iterable[str], count: int, seed: str) -> tuple[str, ...]:
    """So many of the names, in the order of a hash of each and of the seed."""
    ordered = sorted(set(names), key=lambda name: (_hash(seed, name), name))
    return tuple(ordered[: max(0, count)])


def drawn_by_strata(
    names: Mapping[str, str], share: float, seed: str
) -> dict[str, str]:
    """Of each stratum its share, one at the least; names with their strata, sorted.

    `names` gives each name its stratum; `share` is 0 to 1.
    """
    strata: dict[str, list[str]] = defaultdict(list)
    for name, stratum in names.items():
        strata[stratum].append(name)
    found = {}
    for stratum, members in sorted(strata.items()):
        count = min(len(members), max(1, ceil(share * len(members) - 0.5)))
        for name in drawn(members, count, f"{seed}\n{stratum}"):
            found[name] = stratum
    return dict(sorted(found.items()))


def interval(right: int, audited: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share; 0 to 1 where nothing was audited."""
    if audited <= 0:
        return (0.0, 1.0)
    share, square = right / audited, _Z**2
    middle = (share + square / (2 * audited)) / (1 + square / audited)
    spread = sqrt(share * (1 - share) / audited + square / (4 * audited**2))
    half = _Z * spread / (1 + square / audited)
    return (max(0.0, middle - half), min(1.0, middle + half))


def measured(right: int, audited: int) -> Measured:
    """The share that was right, with its interval, to four places."""
    low, high = interval(right, audited)
    share = right / audited if audited else 0.0
    return Measured(audited, right, round(share, 4), round(low, 4), round(high, 4))


def size_for(half_width: float, population: int, expected: float = 0.9) -> int:
    """How many to audit so that the interval is about so wide to either side.

    `expected` is the share thought to be right; a small population needs fewer.
    """
    whole = _Z**2 * expected * (1 - expected) / half_width**2
    finite = whole / (1 + (whole - 1) / population) if population else 0.0
    return min(population, ceil(finite))


def band(confidence: float | None) -> str:
    """How sure a suggestion is, in a word; none where there is none."""
    if confidence is None:
        return "none"
    return next(word for least, word in BANDS if confidence >= least)


def short_proof(item_id: str, node_id: str) -> str:
    """An item and node as a few letters, to keep a population on the record."""
    return _hash(item_id, node_id)[:10]


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode("utf-8")).hexdigest()
