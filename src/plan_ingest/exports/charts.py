"""Small charts as inline SVG: stacked bars with a title, told in words as well."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar: its class in the style sheet, its words and its count."""

    look: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece placed on its bar: `x` and `width` in percent of the whole."""

    look: str
    words: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A labelled bar of pieces, and the same in words."""

    label: str
    slices: tuple[Slice, ...]
    words: str


def bar(label: str, pieces: Sequence[Piece]) -> Bar:
    """A stacked bar over the whole of its pieces; empty pieces are left out."""
    whole = sum(piece.count for piece in pieces)
    slices: list[Slice] = []
    before = 0
    for piece in pieces:
        if piece.count:
            x, width = 100 * before / whole, 100 * piece.count / whole
            slices.append(
                Slice(
                    piece.look, piece.words, piece.count, round(x, 3), round(width, 3)
                )
            )
            before += piece.count
    told = "; ".join(f"{piece.count} {piece.words}" for piece in pieces if piece.count)
    return Bar(label, tuple(slices), told or "nothing to show")
