"""What became of a plan that was read: its state, why, and what to tell the user."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_ingest.model.document import Page
from plan_ingest.model.source import SourceRecord, SourceState
from plan_ingest.store.sources import REGISTER

if TYPE_CHECKING:
    from plan_ingest.extract.metadata import Metadata

_NOTHING = (
    "no plan items were found in it; look with `plan-ingest inspect`, and teach the"
    " words of its columns in mappings/columns.csv"
)

_MUCH = 2000  # characters; a foreword alone is shorter
_MOST = 0.5  # committee papers, which say most beside their plan, have some .4


def state_of(found: int, unread: bool) -> SourceState:
    """A document that yields no item is a layout not understood: no gap shows in it."""
    if not found:
        return "not assessable"
    return "partly read" if unread else "read"


def reason_of(found: int, unread: Sequence[Page]) -> str | None:
    """Why a source is not simply read; None where it is."""
    numbers = [page.number for page in unread]
    pages = f"{pages_named(numbers)}: {unread[0].reason}" if unread else None
    return pages if found else "; ".join(filter(None, (pages, _NOTHING)))


def worth_saying(
    record: SourceRecord, said: "Metadata", bare: Sequence[int] = ()
) -> str | None:
    """What the user should know of a plan, in one line; None where all is well.

    `bare` are pages in the midst of it that say much, and nearly nothing in items.
    """
    told = []
    if not record.items:
        told.append(f"not assessable: {record.reason}")
    elif record.reason:
        told.append(f"partly read: {record.reason}; check these pages by eye")
    if share := _left_over(record):
        told.append(
            f"{share:.0%} of its words are in no item; see which with"
            " `plan-ingest inspect`, for a gap may be a layout not understood"
        )
    if bare and record.items:
        told.append(
            f"nearly nothing of {pages_named(bare)} is in an item, though the pages"
            " before and after are; look with `plan-ingest inspect`, for a layout may"
            " not be understood"
        )
    if said.stranger:
        told.append(
            f"{said.stranger!r} is none of the forces known; write its force in"
            f" {REGISTER} beside the plans"
        )
    return f"{record.file}: {'; '.join(told)}" if told else None


def _left_over(record: SourceRecord) -> float:
    """The share of a plan's body that is in no item, where it is most of it; else 0."""
    words = record.characters
    if not record.items or words is None or words.boilerplate < _MUCH:
        return 0.0
    share = words.boilerplate / (words.boilerplate + words.item + words.unread)
    return share if share > _MOST else 0.0


def nothing_in(places: Sequence[Path]) -> str:
    """What to say where no plan was found in these files or folders."""
    named = ", ".join(map(str, places))
    return (
        f"{named}: no plans there; put their files in (PDF, Word, Excel, CSV, HTML,"
        " OpenDocument, Markdown or text), a folder a force if you like, and run again"
    )


def pages_named(numbers: Sequence[int]) -> str:
    """Page numbers in rising order, as a person writes them: pages 1, 3-5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
    return f"pages {told}" if len(numbers) > 1 else f"page {told}"
