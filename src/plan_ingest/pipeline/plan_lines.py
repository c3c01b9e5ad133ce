"""Lines of a project's joined files: of which item each is, and of which plan."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pydantic_core

from plan_ingest.errors import RecordError

_IDS = re.compile(rb'\{"item_id":"([^"\\]+)"(?:,"source_id":"([^"\\]+)")?')
_RESTS_ON = re.compile(rb'"evidence_from":"([^"]*)"')


class OutOfOrder(RecordError):
    """A joined file is not as we write it: plan by plan, and each line whole."""


def ids_in(line: bytes) -> tuple[str, str | None]:
    """The item and the source that a line speaks of; OutOfOrder where it tells none."""
    quick = _IDS.match(line)
    try:
        if quick is not None:
            item, source = quick.groups()
            return item.decode(), source.decode() if source else None
        row = pydantic_core.from_json(line)
        return str(row["item_id"]), row.get("source_id")
    except (ValueError, LookupError, TypeError) as wrong:
        raise OutOfOrder(f"a line without an item ({wrong}); mend it") from wrong


def plans_naming(lines: Iterable[bytes], named: frozenset[str]) -> Iterator[str]:
    """The plans, by source id, that have one of these items.

    Also one that rests on an item which is not its own: that may be among them.
    """
    told = ((*ids_in(line), line) for line in lines)
    for source, own in groupby(told, key=lambda one: one[1]):
        ids, rests_on = set(), set()
        for item, _, line in own:
            ids.add(item)
            rests_on.update(_RESTS_ON.findall(line))
        foreign = rests_on - {item.encode() for item in ids}
        if source is not None and (foreign or not named.isdisjoint(ids)):
            yield source
