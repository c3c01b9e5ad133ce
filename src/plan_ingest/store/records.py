"""The project's records as JSON lines: checked at the door, nouns inside.

A line that cannot be used is named by file and line number. Fields that are not
known are left alone; fields that are missing get what an empty plan would say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pydantic_core
from pydantic import TypeAdapter, ValidationError

from plan_ingest.errors import RecordError
from plan_ingest.model.document import Document
from plan_ingest.model.plan import PlanItem
from plan_ingest.model.review import ItemSuggestions, Ranking, Suggestion
from plan_ingest.model.source import SourceRecord
from plan_ingest.store.files import named, read_lines, write_lines

_ITEM_BLANK: dict[str, Any] = {
    "source_id": "",
    "force": None,
    "plan_title": None,
    "period": None,
    "document_date": None,
    "ref": "",
    "kind": "action",
    "headings": (),
    "response": (),
    "evidence_from": None,
    "target": "",
    "lead": "",
    "status_text": "",
    "status": "none",
    "dates": (),
    "smart": {},
    "source": {},
    "flags": (),
}
_PLACE_BLANK: dict[str, Any] = {"file": "", "sha256": None, "media_type": ""}
_SOURCE_BLANK: dict[str, Any] = {
    "file": "",
    "sha256": "",
    "media_type": "",
    "force": None,
    "plan_title": None,
    "period": None,
    "document_date": None,
    "state": "read",
    "reason": None,
    "pages": None,
    "pages_unread": (),
    "items": 0,
}


@dataclass(frozen=True, slots=True)
class _RankingLine:
    levels: dict[str, tuple[Suggestion, ...]]
    accepted: tuple[str, ...] = ()
    no_match: float = 0.0


@dataclass(frozen=True, slots=True)
class _SuggestionsLine:
    item_id: str
    framework_id: str
    framework_version: str
    levels: dict[str, tuple[Suggestion, ...]]
    accepted: tuple[str, ...] = ()
    no_match: float = 0.0
    response: _RankingLine | None = None


def read_items(path: Path) -> Iterator[PlanItem]:
    """The items of an items.jsonl, in order; item_id and text must be there.

    An item without a number gets that of its line among the file's items.
    """
    for count, (number, line) in enumerate(read_lines(path), 1):
        yield _whole(PlanItem, line) or _mended_item(path, count, number, line)


def write_items(path: Path, items: Iterable[PlanItem]) -> int:
    """Write an items.jsonl; how many items there were."""
    adapter = _adapter(PlanItem)
    return write_lines(path, map(adapter.dump_json, items))


def items_lines(items: Iterable[PlanItem]) -> bytes:
    """The items as the lines of an items.jsonl."""
    adapter = _adapter(PlanItem)
    return b"".join(adapter.dump_json(item) + b"\n" for item in items)


def read_sources(path: Path) -> Iterator[SourceRecord]:
    """The sources of a sources.jsonl, in order; source_id must be there."""
    for number, line in read_lines(path):
        row = _row(path, number, line)
        _need(row, ("source_id",), path, number)
        yield _checked(
            _adapter(SourceRecord), _filled(row, _SOURCE_BLANK), path, number
        )


def items_of(lines: bytes) -> tuple[PlanItem, ...] | None:
    """The items of lines that we wrote; None where a line needs mending."""
    return _all_whole(PlanItem, lines)


def suggestions_of(lines: bytes) -> tuple[ItemSuggestions, ...] | None:
    """The suggestions of lines that we wrote; None where a line needs mending."""
    found = _all_whole(_SuggestionsLine, lines)
    return None if found is None else tuple(map(_suggested, found))


def write_sources(path: Path, sources: Iterable[SourceRecord]) -> int:
    """Write a sources.jsonl; how many sources there were."""
    return write_lines(path, map(_adapter(SourceRecord).dump_json, sources))


def read_suggestions(path: Path) -> Iterator[ItemSuggestions]:
    """The suggestions of a suggestions.jsonl, in order."""
    shape = _SuggestionsLine
    for number, line in read_lines(path):
        of: _SuggestionsLine = _whole(shape, line) or _checked(
            _adapter(shape), _row(path, number, line), path, number
        )
        yield _suggested(of)


def write_suggestions(path: Path, suggestions: Iterable[ItemSuggestions]) -> int:
    """Write a suggestions.jsonl; how many items it speaks of."""
    return write_lines(path, map(suggestions_line, suggestions))


def suggestions_line(of: ItemSuggestions) -> bytes:
    """One item's suggestions as a line of suggestions.jsonl."""
    line = _SuggestionsLine(
        of.item_id,
        of.framework_id,
        of.framework_version,
        dict(of.text.levels),
        of.text.accepted,
        of.text.no_match,
        _line(of.response) if of.response else None,
    )
    return _adapter(_SuggestionsLine).dump_json(line, exclude_none=True)


def read_document(path: Path) -> Document:
    """The document of a document.json. Raises RecordError where it is damaged."""
    try:
        document: Document = _adapter(Document).validate_json(path.read_bytes())
    except ValidationError as wrong:
        raise RecordError(f"{path}: {_first(wrong)}; remove it and ingest") from wrong
    return document


def document_bytes(document: Document) -> bytes:
    """A document as a document.json holds it."""
    return _adapter(Document).dump_json(document)


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _whole(shape: Any, line: bytes) -> Any | None:
    """A line that needs no mending, read at one stroke; None where it is not whole."""
    try:
        return _adapter(shape).validate_json(line)
    except ValidationError:
        return None


def _all_whole(shape: Any, lines: bytes) -> tuple[Any, ...] | None:
    """Lines that need no mending; None where one of them is not whole."""
    found = tuple(_whole(shape, line) for line in lines.splitlines())
    return None if None in found else found


def _mended_item(path: Path, count: int, number: int, line: bytes) -> PlanItem:
    """An item with what its line leaves out; the `count`th of its file."""
    row = _row(path, number, line)
    _need(row, ("item_id", "text"), path, number)
    row = _filled(row, {**_ITEM_BLANK, "item_no": count})
    row["source"] = _filled(row["source"], _PLACE_BLANK)
    item: PlanItem = _checked(_adapter(PlanItem), row, path, number)
    return item


def _row(path: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        row = pydantic_core.from_json(line)
    except ValueError as wrong:
        raise _refused(path, number, f"not JSON ({wrong})") from wrong
    if not isinstance(row, dict):
        raise _refused(path, number, "not a JSON object")
    return row


def _need(
    row: dict[str, Any], fields: tuple[str, ...], path: Path, number: int
) -> None:
    for field in fields:
        if not isinstance(row.get(field), str):
            raise _refused(path, number, f"no {field}")


def _filled(row: Any, blank: dict[str, Any]) -> Any:
    if not isinstance(row, dict):
        return row
    said = {key: value for key, value in row.items() if value is not None}
    return {**blank, **said}


def _checked(adapter: TypeAdapter[Any], row: Any, path: Path, number: int) -> Any:
    try:
        return adapter.validate_python(row)
    except ValidationError as wrong:
        raise _refused(path, number, _first(wrong)) from wrong


def _suggested(of: _SuggestionsLine) -> ItemSuggestions:
    return ItemSuggestions(
        of.item_id,
        of.framework_id,
        of.framework_version,
        _ranking(of),
        _ranking(of.response) if of.response else None,
    )


def _ranking(line: _RankingLine | _SuggestionsLine) -> Ranking:
    return Ranking(tuple(line.levels.items()), line.accepted, line.no_match)


def _line(ranking: Ranking) -> _RankingLine:
    return _RankingLine(dict(ranking.levels), ranking.accepted, ranking.no_match)


def _first(wrong: ValidationError) -> str:
    first = wrong.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]


def _refused(path: Path, number: int, why: str) -> RecordError:
    return RecordError(
        f"{named(path)} line {number}: {why}; mend the line or leave it out"
    )
