"""Rules across that are drawn in pieces, and the columns their pieces show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from plan_ingest.layout.page import PageContent, Rule
from plan_ingest.layout.strokes import MOST, dark

Edges: TypeAlias = tuple[float, ...]
MET = 1.0
"""Points between the ends of two pieces that were drawn to meet."""
_LEVEL = 0.6
"""Points between the heights of the pieces of one rule."""
_SAME = 1.5
"""Points between borders of one column in two rules."""
_NARROWEST = 8.0
"""Points across of a column, at least."""
_TABLES = 60
"""Tables that a page can hold."""
_ROWS = 2
"""Rules of the same columns that a drawing has by chance."""
_NEAR = 2.0
"""Points that rules down may end off the first and the last rule across."""


@dataclass(frozen=True, slots=True)
class Pieced:
    """A rule across and where its pieces begin and end, in points."""

    at: float
    edges: Edges


@lru_cache(maxsize=4)
def pieced_on(content: PageContent) -> tuple[list[Pieced], ...]:
    """A page's tables of rules in pieces, found once however often they are asked."""
    return tuple(pieced_tables(content.rules))


def pieced_tables(rules: Sequence[Rule]) -> list[list[Pieced]]:
    """The rules of each table: as long as one another, in the same columns.

    A page has few tables: where many rules stand alone in columns of their own, those
    are a drawing's.
    """
    if len(rules) > MOST:
        return []
    groups = [one for one in _grouped(_pieced(rules)) if len(one[0]) > 2]
    if len(groups) > _TABLES:
        groups = [(edges, group) for edges, group in groups if len(group) > _ROWS]
    if len(groups) > _TABLES:
        return []
    many = [edges for edges, _ in groups]
    return [
        group
        for edges, group in groups
        if min(b - a for a, b in pairwise(edges)) > _NARROWEST
        # Shorter rules of the same columns leave out a cell merged over rows.
        and not any(_inside(edges, other) for other in many if other != edges)
    ]


def _grouped(rules: Sequence[Pieced]) -> list[tuple[Edges, list[Pieced]]]:
    """Rules of the same columns together, with the most edges that one of them shows.

    They are looked for by their ends: a drawing has thousands of rules of its own.
    """
    edges: list[Edges] = []
    groups: list[list[Pieced]] = []
    places: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for rule in rules:
        near = sorted({n for key in _around(rule.edges) for n in places.get(key, ())})
        at = next((n for n in near if _fits(rule.edges, edges[n])), len(groups))
        if at == len(groups):
            groups.append([])
            edges.append(rule.edges)
        groups[at].append(rule)
        edges[at] = max(edges[at], rule.edges, key=len)
        places[_place(edges[at])].add(at)
    return list(zip(edges, groups, strict=True))


def _place(edges: Edges) -> tuple[int, int]:
    return int(edges[0] // _SAME), int(edges[-1] // _SAME)


def _around(edges: Edges) -> list[tuple[int, int]]:
    left, right = _place(edges)
    return [(left + a, right + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


def _inside(edges: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(x - at) < _SAME for at in others) for x in edges)


def edges_of(group: Sequence[Pieced]) -> Edges:
    """Where the columns of a table's rules begin and end, in points."""
    return max((rule.edges for rule in group), key=len)


def _fits(rule: Edges, edges: Edges) -> bool:
    """Whether a rule has the columns of others, merged or split ones among them."""
    few, many = sorted((rule, edges), key=len)
    ends = abs(few[0] - many[0]) < _SAME and abs(few[-1] - many[-1]) < _SAME
    return ends and _inside(few, many)


def has_sides(group: Sequence[Pieced], rules: Sequence[Rule]) -> bool:
    """Whether rules are drawn down between the columns; a frame may stand around."""
    top, bottom = group[0].at, group[-1].at
    return any(
        not rule.horizontal
        and dark(rule.color)
        and rule.top < bottom + _NEAR
        and rule.bottom > top - _NEAR
        and any(abs(rule.x0 - x) < 2 * _SAME for x in edges_of(group)[1:-1])
        for rule in rules
    )


def frame_ends(group: Sequence[Pieced], rules: Sequence[Rule]) -> list[float]:
    """The heights where the sides of a frame end and none goes on, from the top."""
    ats = (edges_of(group)[0], edges_of(group)[-1])
    sides = sorted(
        (rule.top, rule.bottom)
        for rule in rules
        if not rule.horizontal
        and dark(rule.color)
        and any(abs(rule.x0 - x) < 2 * _SAME for x in ats)
    )
    ends: list[float] = []
    for top, bottom in sides:
        if ends and top < ends[-1] + _NEAR:
            ends[-1] = max(ends[-1], bottom)
        else:
            ends.append(bottom)
    return ends


def _pieced(rules: Sequence[Rule]) -> list[Pieced]:
    """The rules across from the top, each as its pieces that meet end to end."""
    pieces = sorted(
        ((rule.top + rule.bottom) / 2, rule.x0, rule.x1)
        for rule in rules
        if rule.horizontal and dark(rule.color)
    )
    levels: list[list[tuple[float, float, float]]] = []
    for piece in pieces:
        if levels and piece[0] - levels[-1][0][0] < _LEVEL:
            levels[-1].append(piece)
        else:
            levels.append([piece])
    out: list[Pieced] = []
    for level in levels:
        edges: list[float] = []
        for _, x0, x1 in sorted(level, key=lambda piece: piece[1:]):
            if edges and abs(x0 - edges[-1]) < MET:
                edges.append(x1)
            elif not edges or x0 > edges[-1]:
                out += [Pieced(level[0][0], tuple(edges))] if edges else []
                edges = [x0, x1]
        out.append(Pieced(level[0][0], tuple(edges)))
    return out
