"""The extraction ledger: what became of every character of a document.

A gap in the matrix must be provably an absence: whatever was printed is accounted
for as item, heading, furniture, boilerplate or unread, page by page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from plan_ingest.model.document import Block, Document, Table
from plan_ingest.model.plan import PlanItem
from plan_ingest.text import fold

Share: TypeAlias = Literal["item", "heading", "furniture", "boilerplate"]
_SHORT = 12  # characters; a shorter piece is an item's only if it is a whole field
_WORDS = re.compile(r"\w+|:")
_LABEL = 24  # letters; more than these before a colon are no label of a field
_LABEL_WORDS = 3
_BODY = 600  # characters; a page with fewer may be a title or a picture
_FULL = 0.75  # of a page's body: in items, as on a page of a plan's own
_BARE = 0.1  # of a page's body: in items by chance


@dataclass(frozen=True, slots=True)
class Account:
    """Characters that are not white space, by what they were taken for.

    `page` is None for the whole document, and for formats that have no pages.
    """

    page: int | None
    item: int = 0
    heading: int = 0
    furniture: int = 0
    boilerplate: int = 0
    unread: int = 0

    @property
    def total(self) -> int:
        """All characters of the page or document."""
        read = self.item + self.heading + self.furniture + self.boilerplate
        return read + self.unread


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole document's account, and one a page."""

    whole: Account
    pages: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words on a page (or over two), and what they count as if not an item's."""

    text: str
    page: int | None
    page_end: int | None
    otherwise: Share
    may_be_item: bool = True
    in_cell: bool = False


def accounts(document: Document, items: Sequence[PlanItem]) -> Ledger:
    """Every character of the document, accounted for."""
    words = _ItemWords(items)
    found = {page.number: Account(page.number) for page in document.pages}
    room = {page.number: page.characters for page in document.pages}
    whole = Account(None)
    # What stands on one page first: the rest is spread over what room is left.
    for piece in sorted(_pieces(document.blocks), key=_runs_over):
        for share, count in words.shares(piece):
            whole = _added(whole, share, count)
            for number, part in _spread(count, piece, room):
                found[number] = _added(found[number], share, part)
    for page in document.pages:
        repeated = min(page.repeated, max(room[page.number], 0))
        found[page.number] = _added(found[page.number], "furniture", repeated)
        whole = _added(whole, "furniture", repeated)
        unread = max(room[page.number] - repeated, 0)
        found[page.number] = replace(found[page.number], unread=unread)
    unread = max(document.characters - whole.total, 0)
    if document.pages:
        unread = sum(account.unread for account in found.values())
    return Ledger(replace(whole, unread=unread), tuple(found.values()))


def bare_pages(ledger: Ledger) -> tuple[int, ...]:
    """The pages with much to say of which nearly nothing is in an item, each between
    two of which nearly all is: a layout not understood, not a chapter of prose."""
    shares = [(a.page or 0, _share(a)) for a in ledger.pages]
    return tuple(
        page
        for (_, before), (page, here), (_, after) in zip(
            shares, shares[1:], shares[2:], strict=False
        )
        if before > _FULL and after > _FULL and 0 <= here < _BARE
    )


def _share(account: Account) -> float:
    """The share of a page's body that is in items; -1 where it says too little."""
    body = account.item + account.boilerplate + account.unread
    return account.item / body if body >= _BODY else -1.0


def _pieces(blocks: Iterable[Block]) -> Iterator[_Piece]:
    for block in blocks:
        page, end = block.anchor.page, block.anchor.page_end
        if isinstance(block, Table):
            yield from _cells(block)
        elif block.kind == "furniture":
            yield _Piece(block.text, page, end, "furniture", may_be_item=False)
        elif block.kind == "heading":
            yield _Piece(block.text, page, end, "heading")
        elif block.kind == "bullet":
            yield _Piece(block.marker, page, page, "boilerplate", may_be_item=False)
            yield _Piece(block.text, page, end, "boilerplate")
        else:
            yield _Piece(block.text, page, end, "boilerplate")


def _runs_over(piece: _Piece) -> bool:
    return piece.page_end not in (None, piece.page)


def _cells(table: Table) -> Iterator[_Piece]:
    page, end = table.anchor.page, table.anchor.page_end
    if table.title:
        yield _Piece(table.title, page, page, "heading")
    head = table.header_rows if table.header_rows is not None else 1
    for cell in table.cells:
        share: Share = "heading" if cell.row < head else "boilerplate"
        first = cell.page if cell.page is not None else page
        last = cell.page_end or cell.page or end
        for part in cell.parts:
            if part.bullet:
                yield _Piece(part.bullet, first, last, share, may_be_item=False)
            yield _Piece(part.text, first, last, share, in_cell=True)


class _ItemWords:
    """The words of all items, to ask whether a piece of the document is theirs."""

    def __init__(self, items: Sequence[PlanItem]) -> None:
        fields = [_letters(text) for item in items for text in _fields(item)]
        heads = {_letters(head) for item in items for head in item.headings}
        self.whole = {field for field in fields if field}
        self.heads = heads - {""}
        self.openings = _by_opening(items)
        self.all = "\n".join(sorted(self.whole))
        self.lengths = sorted({len(field) for field in self.whole}, reverse=True)

    def shares(self, piece: _Piece) -> Iterator[tuple[Share, int]]:
        """A piece's characters by what they are: an item's, or the piece's own."""
        count = _count(piece.text)
        letters = _letters(piece.text)
        if not piece.may_be_item or not letters:
            yield piece.otherwise, count
        elif letters in self.whole or (len(letters) > _SHORT and letters in self.all):
            yield "item", count
        elif letters in self.heads:
            yield "heading", count
        else:
            held = round(count * self._held(letters, piece) / len(letters))
            yield "item", held
            yield piece.otherwise, count - held

    def _held(self, letters: str, piece: _Piece) -> int:
        """How many of a piece's letters are an item's: the texts that stand in it,
        the fields that stand behind a label, and the labels themselves."""
        if piece.in_cell and self._is_labelled(piece.text):
            return len(letters)
        ours = bytearray(len(letters))
        for at in range(len(letters) - _SHORT):
            if ours[at]:
                continue
            for text in self.openings.get(letters[at : at + _SHORT], ()):
                if letters.startswith(text, at):
                    ours[at : at + len(text)] = b"\1" * len(text)
                    break
        for at, ends in _after_colons(piece.text):
            if not ours[at:] or not (ours[at] or self._field(letters, at, ends, ours)):
                continue
            label = at - 1 - ours.rfind(1, 0, at)
            if label <= _LABEL:
                ours[at - label : at] = b"\1" * label
        return ours.count(1)

    def _is_labelled(self, printed: str) -> bool:
        """Whether a cell holds a label without a colon, and one whole field: the
        word LEAD in small type above a name, as cards have it."""
        words = printed.split()
        behind = (_letters(" ".join(words[at:])) for at in range(1, _LABEL_WORDS + 1))
        return any(len(field) > 1 and field in self.whole for field in behind)

    def _field(
        self, letters: str, at: int, ends: frozenset[int], ours: bytearray
    ) -> bool:
        """Whether a field's own words begin there; the longest are then taken."""
        for length in self.lengths:
            if at + length in ends and letters[at : at + length] in self.whole:
                ours[at : at + length] = b"\1" * length
                return True
        return False


def _by_opening(items: Sequence[PlanItem]) -> dict[str, list[str]]:
    """What items say at some length, longest first, by the letters it begins with."""
    said = {_letters(text) for item in items for text in (item.text, *item.response)}
    found: dict[str, list[str]] = {}
    for text in sorted(said, key=lambda text: (-len(text), text)):
        if len(text) > _SHORT:
            found.setdefault(text[:_SHORT], []).append(text)
    return found


def _after_colons(printed: str) -> Iterator[tuple[int, frozenset[int]]]:
    """After each colon, the place among the letters; and where words end from there."""
    words, colons, place = [0], [], 0
    for word in _WORDS.findall(fold(printed)):
        place += sum(mark.isalnum() for mark in word)
        if word == ":":
            colons.append(place)
        else:
            words.append(place)
    ends = frozenset(words)
    yield from ((colon, ends) for colon in colons)


def _fields(item: PlanItem) -> Iterator[str]:
    yield from (item.text, item.ref, item.target, item.lead, item.status_text)
    yield from item.response


def _letters(text: str) -> str:
    """A text folded and without anything but letters and digits."""
    return "".join(mark for mark in fold(text) if mark.isalnum())


def _count(text: str) -> int:
    return sum(not mark.isspace() for mark in text)


def _added(account: Account, share: Share, count: int) -> Account:
    if share == "item":
        return replace(account, item=account.item + count)
    if share == "heading":
        return replace(account, heading=account.heading + count)
    if share == "furniture":
        return replace(account, furniture=account.furniture + count)
    return replace(account, boilerplate=account.boilerplate + count)


def _spread(
    count: int, piece: _Piece, room: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """A piece's characters over the pages it runs on, as each page has room."""
    if piece.page is None or piece.page not in room:
        return
    end = max(piece.page_end or piece.page, piece.page)
    for page in range(piece.page, end + 1):
        if page not in room:
            continue
        part = count if page == end else min(count, max(room[page], 0))
        room[page] -= part
        count -= part
        yield page, part
