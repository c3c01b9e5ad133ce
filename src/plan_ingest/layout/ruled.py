"""Tables whose cells are closed by rules or shades."""

from collections.abc import Sequence
from itertools import islice, pairwise

from plan_ingest.layout.abreastcells import with_abreast
from plan_ingest.layout.cards import cards
from plan_ingest.layout.celllines import lines
from plan_ingest.layout.frames import framed_words
from plan_ingest.layout.grids import Filled, fill, table
from plan_ingest.layout.headled import head_led
from plan_ingest.layout.headledon import goes_on
from plan_ingest.layout.headrules import under_head_rules
from plan_ingest.layout.knowncolumns import goes_on_whole, parted
from plan_ingest.layout.lattice import Lattice, fences, lattices
from plan_ingest.layout.open import framed_table
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.pairedframes import paired_frames
from plan_ingest.layout.posters import is_poster, posters
from plan_ingest.layout.restarts import restarts
from plan_ingest.layout.shaded import closed, parted_by_rules, ruled
from plan_ingest.layout.shadeled import shade_led
from plan_ingest.layout.splits import split_rows, split_spans
from plan_ingest.layout.stackedcells import unstacked
from plan_ingest.layout.strokes import Strokes
from plan_ingest.layout.titledframes import titled_frames
from plan_ingest.model.document import Table

_HEADED = 0.6
"""Of a frame's columns: so many have a name in the head."""


def ruled_tables(
    content: PageContent, drawn: Strokes
) -> tuple[list[Table], tuple[Word, ...]]:
    """The ruled tables, and the words that stand in none of them."""
    page = content.width * content.height
    found, every, free = _in_frames(parted(lattices(drawn), content), content)
    led_on = goes_on(content, every)
    unused = set(map(id, free))
    # Borders that shades show are surer than those that names and words show.
    heads = [*head_led(content, every), *shade_led(content, every)]
    heads += under_head_rules(content, drawn)
    for led in [*([led_on] if led_on else []), *heads]:
        # Rows that go on from the page before are not a head's as well.
        unread = unused.issuperset(map(id, led.words))
        open_ = framed_table(led.words, led.head.xs, drawn) if unread else []
        if open_:
            found.append(table(open_, content.number))
            taken = set(map(id, led.words))
            unused -= taken
            free = tuple(word for word in free if id(word) not in taken)
            every = tuple(one for one in every if one is not led.head)
    for lattice in closed(every, content):
        inside = [word for word in free if _within(word, lattice)]
        filled = fill(lattice.xs, lattice.ys, lattice.boxes, inside)
        sided = ruled(lattice, content)
        rest = sided and _is_rest(filled, lattice, content)
        rest = rest or (sided and goes_on_whole(lattice, content))
        if not rest and (not _is_table(filled, sided) or _is_frame(filled, page)):
            continue
        if _is_hollow(filled, lattice, content):
            open_ = framed_table(inside, lattice.xs, drawn)
            if len(open_) > len(filled):
                found.append(table(open_, content.number))
                taken = set(map(id, inside))
                free = tuple(word for word in free if id(word) not in taken)
                continue
        found += _tables(filled, lattice, content)
        taken = set(map(id, inside))
        free = tuple(word for word in free if id(word) not in taken)
    for lattice in [] if found else fences(drawn):
        filled = fill(lattice.xs, lattice.ys, lattice.boxes, free)
        if all(_within(word, lattice) for word in free) and _is_middle(filled):
            return [table(filled, content.number)], ()
    return found, free


def _in_frames(
    every: Sequence[Lattice], content: PageContent
) -> tuple[list[Table], tuple[Lattice, ...], tuple[Word, ...]]:
    """What frames are read one by one; the lattices and the words in none of them."""
    titled = titled_frames(every, content)
    gone = {id(frame) for frames, _, _ in titled for frame in frames}
    paired = paired_frames([one for one in every if id(one) not in gone], content)
    apart = [*(frames for frames, _, _ in titled), *(frames for frames, _ in paired)]
    gone.update(id(frame) for frames, _ in paired for frame in frames)
    carded = cards([one for one in every if id(one) not in gone], content)
    used = [lattice for lattice, _ in carded]
    found = [*(poster for _, poster, _ in titled), *(row for _, row in paired)]
    found += [card for _, card in carded]
    gone.update(map(id, used))
    left = tuple(one for one in every if id(one) not in gone)
    used += [frame for frames in apart for frame in frames]
    taken = {id(word) for held in framed_words(used, content) for word in held}
    taken.update(id(word) for _, _, words in titled for word in words)
    for frames, poster in posters(content):
        if not any(_is_around(one, frames[0]) for one in used):
            found.append(poster)
            held = framed_words(frames, content)
            taken |= {id(word) for words in held for word in words}
            left = tuple(one for one in left if not _is_around(one, frames[0]))
    return found, left, tuple(word for word in content.words if id(word) not in taken)


def _is_around(one: Lattice, frame: Lattice) -> bool:
    """Whether the middle of a frame lies in a lattice."""
    x, y = (frame.xs[0] + frame.xs[-1]) / 2, (frame.ys[0] + frame.ys[-1]) / 2
    return one.xs[0] <= x <= one.xs[-1] and one.ys[0] <= y <= one.ys[-1]


def _tables(
    filled: Sequence[Filled], lattice: Lattice, content: PageContent
) -> list[Table]:
    """A lattice's tables, cut where rules were left out; a poster's boxes as drawn."""
    if is_poster(filled):
        return [table(filled, content.number)]
    spread = split_spans(filled, lattice.xs)
    cells = unstacked(spread, lattice.ys, content.fills)
    whole = split_rows(cells, lattice.ys)
    return [table(with_abreast(part), content.number) for part in restarts(whole)]


def _is_hollow(
    filled: Sequence[Filled], lattice: Lattice, content: PageContent
) -> bool:
    """Whether all rows stand in one box, as wide as the table, with no rules inside.

    Such a table has a frame and a head, and is read by its white. Boxes that lie over
    one another below a head and its values, labels and what they name, are a form.
    """
    last = len(lattice.xs) - 2
    wide = [one for one in filled if one.box.col == 0 and one.box.col_end == last > 0]
    words = sum(len(one.words) for one in filled)
    most = max((len(one.words) for one in wide), default=0)
    heads = sum(one.box.row == 0 and bool(one.words) for one in filled)
    if heads < 2 or heads < _HEADED * (last + 1):
        return False
    values = sum(one.box.row == 1 and bool(one.words) for one in filled)
    if values > 1 and sum(bool(one.words) for one in wide) > 1:
        return False
    return 2 * most > words and not parted_by_rules(lattice, content)


def _is_middle(filled: Sequence[Filled]) -> bool:
    """Whether boxes open above and below hold the middle of one row, not many rows.

    In a row one cell is done before the others: it is blank or one block of lines.
    """
    for one in filled:
        found = lines(word for word in one.words if word.upright)
        steps = [after.mid - line.mid for line, after in pairwise(found)]
        if not steps or max(steps) < 1.5 * min(steps):
            return any(other.words for other in filled)
    return False


def _is_rest(filled: Sequence[Filled], lattice: Lattice, content: PageContent) -> bool:
    """Whether one of a row of ruled boxes that opens a page holds a cell's rest.

    Nothing but the white below a row's words may be left of it: the next row is full.
    """
    full = [one for one in filled if one.words]
    row = len(filled) > 1 and len(lattice.ys) == 2 and len(full) == 1
    below = len(lattice.ys) == 3 and all(one.box.row == 1 for one in full)
    row = row or (below and len(full) == len(lattice.xs) - 1 > 1)
    first = all(word.bottom > lattice.ys[0] for word in content.words)
    return row and first and content.number > 1


def _within(word: Word, lattice: Lattice) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return lattice.xs[0] <= x < lattice.xs[-1] and lattice.ys[0] <= y < lattice.ys[-1]


def _is_table(filled: Sequence[Filled], closed_by_rules: bool) -> bool:
    """Whether enough of the boxes hold words, in more than one row and column."""
    full = [one.box for one in filled if one.words]
    if not full or len(full) < 0.25 * len(filled):
        return False
    letters = (c for one in filled for w in one.words for c in w.text if c.isalpha())
    if len(list(islice(letters, 2))) < 2:
        return False
    rows = {box.row for box in full}
    if max(one.box.row_end for one in filled) == 0:
        # The rest of a row cut by the page's end may fill one cell alone.
        return len(filled) > 2 or len(full) == len(filled) == 2
    cols = {box.col for box in full}
    # A column may be blank on a page: its cell is merged with one on another page.
    blank = (
        len(cols) == 1 and len(full) > 1 and 1 < len({b.box.col for b in filled}) < 8
    )
    return (len(cols) > 1 and len(rows) > 1) or (blank and closed_by_rules)


def _is_frame(filled: Sequence[Filled], page: float) -> bool:
    """Whether the boxes frame a page's text: one of them holds nearly all of it.

    Boxes side by side whose words begin level are a row, however long one of them is.
    """
    words = sum(len(one.words) for one in filled)
    full = [one for one in filled if one.words]
    most = max(filled, key=lambda one: len(one.words))
    area = (most.box.x1 - most.box.x0) * (most.box.bottom - most.box.top)
    framed = len(most.words) > 0.8 * words and area > 0.25 * page
    return (
        len(full) <= 4 and framed and not any(_level(*pair) for pair in pairwise(full))
    )


def _level(one: Filled, other: Filled) -> bool:
    """Whether two boxes of one row have their first words on one line."""
    first, second = (min(box.words, key=lambda w: w.top) for box in (one, other))
    near = 0.5 * min(first.size, second.size)
    return one.box.row == other.box.row and abs(first.bottom - second.bottom) < near
