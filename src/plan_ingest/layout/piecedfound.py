"""Rules across that are drawn in pieces, and the columns their pieces show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_ingest.layout.page import Rule
from plan_ingest.layout.strokes import dark

MET = 1.0
"""Points between the ends of two pieces that were drawn to meet."""
_LEVEL = 0.6
"""Points between the heights of the pieces of one rule."""
_SAME = 1.5
"""Points between borders of one column in two rules."""
_NARROWEST = 8.0
"""Points across of a column, at least."""
_NEAR = 2.0
"""Points that rules down may end off the first and the last rule across."""


@dataclass(frozen=True, slots=True)
class Pieced:
    """A rule across and where its pieces begin and end, in points."""

    at: float
    edges: tuple[float, ...]


def pieced_tables(rules: Sequence[Rule]) -> list[list[Pieced]]:
    """The rules of each table: as long as one another, in the same columns."""
    out: list[list[Pieced]] = []
    for rule in _pieced(rules):
        group = next((one for one in out if _fits(rule, one)), None)
        if group is None:
            out.append([rule])
        else:
            group.append(rule)
    every = [edges_of(group) for group in out]
    return [
        group
        for group, edges in zip(out, every, strict=True)
        if len(edges) > 2
        and min(b - a for a, b in pairwise(edges)) > _NARROWEST
        # Shorter rules of the same columns leave out a cell merged over rows.
        and not any(_inside(edges, other) for other in every if other != edges)
    ]


def _inside(edges: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(x - at) < _SAME for at in others) for x in edges)


def edges_of(group: Sequence[Pieced]) -> tuple[float, ...]:
    """Where the columns of a table's rules begin and end, in points."""
    return max((rule.edges for rule in group), key=len)


def _fits(rule: Pieced, group: Sequence[Pieced]) -> bool:
    """Whether a rule has the columns of others, merged or split ones among them."""
    edges = edges_of(group)
    few, many = sorted((rule.edges, edges), key=len)
    ends = abs(few[0] - many[0]) < _SAME and abs(few[-1] - many[-1]) < _SAME
    return ends and _inside(few, many)


def has_sides(group: Sequence[Pieced], rules: Sequence[Rule]) -> bool:
    """Whether rules are drawn down between the columns, or around them."""
    top, bottom = group[0].at, group[-1].at
    return any(
        not rule.horizontal
        and dark(rule.color)
        and rule.top < bottom + _NEAR
        and rule.bottom > top - _NEAR
        and any(abs(rule.x0 - x) < 2 * _SAME for x in edges_of(group))
        for rule in rules
    )


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
