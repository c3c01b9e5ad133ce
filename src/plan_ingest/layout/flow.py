"""Pages to blocks: tables, headings, paragraphs and bullets in reading order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from plan_ingest.layout.columns import Gutter
from plan_ingest.layout.furniture import split_furniture
from plan_ingest.layout.headings import body_color, body_size, is_heading, levels
from plan_ingest.layout.headledon import goes_on as led_on
from plan_ingest.layout.hyphens import SOFT, settle_hyphens
from plan_ingest.layout.lattice import lattices
from plan_ingest.layout.lines import Line, fragments
from plan_ingest.layout.loneheads import is_head
from plan_ingest.layout.narrow import is_narrow
from plan_ingest.layout.nesting import Nesting
from plan_ingest.layout.newspaper import Parted, parted
from plan_ingest.layout.openpages import after_page
from plan_ingest.layout.order import reading_order
from plan_ingest.layout.page import PageContent, Word
from plan_ingest.layout.passages import Passage, continued, follows_on, passages
from plan_ingest.layout.strandcolumn import with_strands
from plan_ingest.layout.stripes import LEAST, NONE, Stripes, striped, whole_rows
from plan_ingest.layout.strokes import strokes
from plan_ingest.model.document import (
    Block,
    Bullet,
    Furniture,
    Heading,
    Paragraph,
    Table,
)
from plan_ingest.model.source import Anchor, BBox

_WINDOW = 200  # pages kept at once, to see what repeats

Found = Passage | Table | Furniture
FindTables = Callable[[PageContent], tuple[Table, ...]]


@dataclass(frozen=True, slots=True)
class PageFlow:
    """What one page holds, in reading order; `characters` counts it all."""

    number: int
    found: tuple[Found, ...]
    characters: int = 0


def page_flows(
    contents: Iterable[PageContent], find_tables: FindTables
) -> Iterator[PageFlow]:
    """Each page's passages, tables and furniture; a window of pages in memory."""
    waiting = iter(contents)
    before: tuple[Gutter, ...] = ()
    flow: PageFlow | None = None
    inside: PageContent | None = None
    habit = NONE
    while window := list(islice(waiting, _WINDOW)):
        window = settle_hyphens(window)
        body, furniture = split_furniture(window)
        for content, words, running in zip(window, body, furniture, strict=True):
            last = flow.found if flow else ()
            inside = after_page(last, inside, replace(content, words=words))
            flow, before = _page_flow(inside, running, find_tables, before)
            flow = replace(flow, found=with_strands(flow.found, last))
            flow, habit = _in_stripes(flow, inside, habit)
            yield replace(flow, characters=_characters(content))


def _in_stripes(
    flow: PageFlow, content: PageContent, habit: Stripes
) -> tuple[PageFlow, Stripes]:
    """The flow, the rows of a table that goes on as its stripes part them.

    With it come the stripes of the table that the page ends with.
    """
    found = list(flow.found)
    body = [n for n, part in enumerate(found) if not isinstance(part, Furniture)]
    first = found[body[0]] if body else None
    same = isinstance(first, Table) and first.cols == habit.cols
    if isinstance(first, Table) and same and habit.rows >= LEAST:
        found[body[0]] = whole_rows(first, content)
    last = found[body[-1]] if body else None
    if not isinstance(last, Table):
        return flow, NONE
    rows = striped(last, content, habit.rows if same and len(body) == 1 else 0)
    return replace(flow, found=tuple(found)), Stripes(last.cols, rows)


def _characters(content: PageContent) -> int:
    """A page's characters; a soft hyphen is none."""
    text = "".join([word.text for word in content.words])
    return len(text) - text.count(SOFT)


def _page_flow(
    content: PageContent,
    running: Sequence[Line],
    find_tables: FindTables,
    before: Sequence[Gutter],
) -> tuple[PageFlow, tuple[Gutter, ...]]:
    """A page's flow, and its gutters; `before` are those of the page before."""
    pieces = fragments(content.words)
    goes_on = bool(content.columns) and led_on(content, lattices(strokes(content)))
    columned = Parted((content,)) if goes_on else parted(content, pieces, before)
    tables = [
        table
        for part in columned.parts
        if not (columned.gutters and is_narrow(part))
        for table in find_tables(part)
        # Names below columns of text are the headings of what goes on in them.
        if not (columned.gutters and is_head(table))
    ]
    boxes = [table.anchor.bbox or (0.0, 0.0, 0.0, 0.0) for table in tables]
    if boxes:
        pieces = fragments(_outside(content.words, boxes))
    width = None if columned.gutters else content.width
    found: list[Found] = []
    rules = strokes(content).across
    for run in reading_order(pieces, boxes, columned.gutters, rules):
        if isinstance(run, int):
            found.append(tables[run])
        else:
            found.extend(passages(run, content.number, width))
    edge = [_furniture(line, content.number) for line in running]
    heads = [f for f in edge if (f.anchor.bbox or (0, 0))[1] < content.height / 2]
    feet = [f for f in edge if f not in heads]
    flow = PageFlow(content.number, (*heads, *_rejoined(found), *feet))
    return flow, columned.gutters


def _outside(words: Sequence[Word], boxes: Sequence[BBox]) -> Sequence[Word]:
    """The words whose middle lies in none of the boxes."""
    for x0, top, x1, bottom in boxes:
        words = [
            word
            for word in words
            if not (
                2 * x0 <= word.x0 + word.x1 < 2 * x1
                and 2 * top <= word.top + word.bottom < 2 * bottom
            )
        ]
    return words


def _furniture(line: Line, page: int) -> Furniture:
    return Furniture(line.text, Anchor(0, page=page, bbox=line.box))


def _rejoined(found: Iterable[Found]) -> list[Found]:
    """Passages parted by a column's end put together again."""
    result: list[Found] = []
    for part in found:
        last = result[-1] if result else None
        if isinstance(part, Passage) and isinstance(last, Passage):
            moved = part.bbox[1] < last.bbox[3] - 1 and part.bbox[0] > last.bbox[2]
            if (moved or part.page != last.page) and follows_on(last, part):
                result[-1] = continued(last, part)
                continue
        result.append(part)
    return result


def blocks(flows: Iterable[PageFlow]) -> tuple[Block, ...]:
    """The document's blocks: passages joined over pages, headings ranked."""
    found = _over_pages([part for flow in flows for part in flow.found])
    texts = [part for part in found if isinstance(part, Passage)]
    body = body_size(texts)
    ink = body_color(texts)
    heads = [part for part in texts if is_heading(part, body, ink)]
    ranks = {id(part): level for part, level in zip(heads, levels(heads), strict=True)}
    result: list[Block] = []
    nesting = Nesting()
    for order, part in enumerate(found):
        if not isinstance(part, Passage):
            result.append(replace(part, anchor=replace(part.anchor, order=order)))
            if isinstance(part, Table):
                nesting = Nesting()
            continue
        anchor = Anchor(order, part.page, part.page_end, part.bbox)
        if id(part) in ranks:
            nesting = Nesting()
            text = f"{part.marker} {part.text}" if part.marker else part.text
            result.append(Heading(text, ranks[id(part)], anchor))
        elif part.marker:
            level = nesting.level(part)
            result.append(Bullet(part.text, anchor, part.marker, level, part.bold))
        else:
            result.append(Paragraph(part.text, anchor, part.bold))
    return tuple(result)


def _over_pages(found: Sequence[Found]) -> list[Found]:
    """Passages cut by a page's end put together; furniture between is passed by."""
    result: list[Found] = []
    last = -1
    for n, part in enumerate(found):
        if isinstance(part, Passage) and last >= 0:
            before = result[last]
            if isinstance(before, Passage) and (
                _runs_over(before, part) or _hangs(before, part, found[n + 1 : n + 2])
            ):
                result[last] = continued(before, part)
                continue
        result.append(part)
        if not isinstance(part, Furniture):
            last = len(result) - 1
    return result


def _runs_over(before: Passage, part: Passage) -> bool:
    """Whether a passage at the end of a page goes on at the top of the next."""
    ended = before.page_end or before.page
    return ended == part.page - 1 and follows_on(before, part)


def _hangs(before: Passage, part: Passage, after: Sequence[Found]) -> bool:
    """Whether a passage goes on with the entry that ends the page before.

    It has no marker, begins where that entry's words do, right of the markers, and the
    list's next entry follows it: a full stop just happened to end the page.
    """
    below = next((one for one in after if isinstance(one, Passage)), None)
    if before.marker is None or part.marker or below is None or below.marker is None:
        return False
    over = (before.page_end or before.page) == part.page - 1 and below.page == part.page
    level = abs(part.x0 - before.x0) < 1 and abs(below.marker_x - before.marker_x) < 1
    inset = part.x0 - before.marker_x > 1
    alike = abs(part.size - before.size) < 0.5 and part.bold == before.bold
    return over and level and inset and alike
