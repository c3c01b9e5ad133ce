"""Ids of items that outlive a better reader: made of the plan and the words alone."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from plan_ingest.text import fold

_DIGITS = 20


def item_id(source_id: str, text: str, nth: int = 0) -> str:
    """The id of the nth item, from 0, of these words in this source."""
    words = "\n".join((source_id, fold(text), str(nth)))
    return sha256(words.encode("utf-8")).hexdigest()[:_DIGITS]


def item_ids(source_id: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Ids of a source's items in document order, all different."""
    seen: Counter[str] = Counter()
    ids = []
    for text in texts:
        ids.append(item_id(source_id, text, seen[fold(text)]))
        seen[fold(text)] += 1
    return tuple(ids)
