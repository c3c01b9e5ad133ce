"""Reference items, made by a careful reader, to score an extraction against."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pydantic_core

from plan_ingest.errors import RecordError
from plan_ingest.extract.accuracy import Row
from plan_ingest.model.plan import PlanItem
from plan_ingest.store.files import named, read_lines


def read_reference(path: Path) -> dict[str, list[Row]]:
    """By plan, the rows of a reference; items.jsonl will do for one.

    The plan is `plan` or `source_id`; headings may be called `heading_path`; a
    response may be one text or a list; `flags.optional` marks what may be left out.
    """
    plans: dict[str, list[Row]] = defaultdict(list)
    for number, line in read_lines(path):
        place = f"{named(path)} line {number}"
        try:
            said = pydantic_core.from_json(line)
            row = _row(said)
        except (ValueError, TypeError, AttributeError, KeyError) as wrong:
            raise RecordError(
                f"{place}: no reference item ({wrong}); mend it"
            ) from wrong
        plans[str(said.get("plan") or said.get("source_id") or "")].append(row)
    return dict(plans)


def as_rows(items: Iterable[PlanItem]) -> dict[str, list[Row]]:
    """By source id, the items as far as they are scored."""
    plans: dict[str, list[Row]] = defaultdict(list)
    for item in items:
        row = Row(
            item.text,
            "\n".join(item.response),
            item.target,
            item.lead,
            item.ref,
            item.headings,
        )
        plans[item.source_id].append(row)
    return dict(plans)


def _row(said: dict[str, Any]) -> Row:
    response = said.get("response") or ""
    flags = said.get("flags") or {}
    return Row(
        text=said["text"],
        response=response if isinstance(response, str) else "\n".join(response),
        target=said.get("target") or "",
        lead=said.get("lead") or "",
        ref=said.get("ref") or "",
        heading=tuple(said.get("headings") or said.get("heading_path") or ()),
        optional="optional" in flags
        and (not isinstance(flags, dict) or flags["optional"]),
    )
