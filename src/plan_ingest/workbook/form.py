"""The form of a review pack: its columns, and how a row proves that it is one's own.

A pack is read by its column titles, wherever they stand; sorting, filtering and
columns of the analyst's own do no harm. Each row carries its item's id, the answers
it was exported with, and a hash of both and of the item's words.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from plan_ingest.errors import RecordError
from plan_ingest.model.review import Basis, Change
from plan_ingest.text import fold

Key = tuple[Basis, str]
ITEMS, CRITERIA, GUIDE, PROPOSALS = "Items", "Criteria", "Read me", "Force says"
REVIEW = "To review"
"""The sheet of the gap matrix that comes back as a pack does."""
ID, HASH, PACK, EXPORTED = "item_id", "row_hash", "pack", "exported"
TEXT, NOTE, ALSO = "Item", "Note", "Also for"
GROUP = "Group"
CORRECTION, WHERE = "What it should say", "Where in the plan"
"""Titles of the columns that a force fills in its check of facts."""
VERDICTS = ("primary", "secondary", "reject", "none", "unsure")
SAID: Mapping[Basis, tuple[str, str]] = {
    "text": ("Node", "Verdict"),
    "response": ("Response node", "Response verdict"),
}


def slot(basis: Basis, number: int) -> tuple[str, str]:
    """The titles of the node and the verdict column of an answer, from 1."""
    node, verdict = SAID[basis]
    return f"{node} {number}", f"{verdict} {number}"


def row_hash(pack: str, item_id: str, text: str, exported: str) -> str:
    """What proves a row: case, spacing and quotes may suffer, nothing else."""
    said = "\n".join((pack, item_id, fold(text.removeprefix("'")), exported))
    return sha256(said.encode("utf-8")).hexdigest()[:16]


def as_exported(
    answers: Iterable[tuple[Key, str]],
    note: str,
    corrections: Mapping[Change, str] | None = None,
) -> str:
    """The answers, the note and the corrections a row goes out with, as one cell."""
    said = [[basis, node, verdict] for (basis, node), verdict in answers]
    told = [said, note, dict(sorted(corrections.items()))] if corrections else [
        said, note
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def from_exported(cell: str, place: str) -> tuple[dict[Key, str], str]:
    """The answers and the note of such a cell. Raises RecordError where it is not."""
    try:
        said, note, *_ = json.loads(cell)
        answers: dict[Key, str] = {
            ("response" if basis == "response" else "text", str(node)): str(verdict)
            for basis, node, verdict in said
        }
    except (ValueError, TypeError) as wrong:
        raise RecordError(
            f"{place}: the column {EXPORTED} was changed; export the pack anew"
        ) from wrong
    return answers, str(note)


def node_label(node_id: str, title: str) -> str:
    """A node as the drop-downs have it."""
    return f"{node_id} {title}".strip()[:200]
