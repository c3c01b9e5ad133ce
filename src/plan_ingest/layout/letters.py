"""Large letters beside a title: read before the lines that they stand beside."""

from collections.abc import Iterable, Sequence

from plan_ingest.layout.lines import Line, merged

_LARGER = 1.4  # times the size of the title beside it
_SAME = 1.0  # points: two lines of a title begin no further apart, and are one size
_CLOSE = 0.5  # of the size: white between the lines of one title
_BESIDE = 0.5  # of a line's height: how much of it the letter must reach over


def with_letters(pieces: Iterable[Line]) -> list[Line]:
    """Pieces of lines of one column as whole lines, each large letter before its title.

    A letter beside two lines is on neither, though it may share a baseline.
    """
    found = list(pieces)
    letters = [one for one in found if _is_letter(one) and _beside_two(one, found)]
    taken = set(map(id, letters))
    lines = merged(one for one in found if id(one) not in taken)
    if letters:
        lines = sorted([*lines, *letters], key=lambda one: one.top + one.bottom)
    out: list[Line] = []
    for line in lines:
        at = len(out)
        if _is_letter(line):
            while at and _beside(line, out[at - 1]):
                at -= 1
            while 0 < at < len(out) and _of_one_title(out[at - 1], out[at]):
                at -= 1
        out.insert(at, line)
    return out


def _beside_two(letter: Line, found: Sequence[Line]) -> bool:
    tops = [one.top for one in found if _beside(letter, one)]
    return bool(tops) and max(tops) - min(tops) > letter.size / (2 * _LARGER)


def _is_letter(line: Line) -> bool:
    return len(line.words) == 1 and len(line.text) == 1 and line.text.isupper()


def _of_one_title(above: Line, line: Line) -> bool:
    """Whether a line stands close above one that begins where it does, in its look.

    A letter set at half its title's height reaches over the middle lines alone.
    """
    alike = above.bold and line.bold and abs(above.size - line.size) < _SAME
    close = line.top - above.bottom < _CLOSE * line.size
    return alike and close and abs(above.x0 - line.x0) < _SAME


def _beside(letter: Line, line: Line) -> bool:
    """Whether a line stands at the right of a letter, set smaller than it."""
    shared = min(letter.bottom, line.bottom) - max(letter.top, line.top)
    level = shared > _BESIDE * (line.bottom - line.top)
    return level and line.x0 >= letter.x1 and letter.size >= _LARGER * line.size
