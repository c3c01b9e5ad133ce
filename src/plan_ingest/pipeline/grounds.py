"""What a source's reading and its items rest on, and the keys made of that."""

from dataclasses import asdict
from functools import lru_cache

from plan_ingest.model.source import Source, SourceRecord
from plan_ingest.settings import Reading
from plan_ingest.store import keys
from plan_ingest.store.kept import Kept
from plan_ingest.store.keys import Grounds

_EXTRACTION = ("extract", "pipeline/plans.py")


def state_of(
    source: Source,
    limits: Reading,
    words: str,
    record: SourceRecord,
    warning: str | None,
) -> Kept:
    """What is kept of a source just read: its keys, its grounds, what became of it."""
    first = read_key(source, limits)
    second = items_key(source, first, words)
    return Kept(first, second, record, warning, grounds(source, limits, words))


def grounds(source: Source, limits: Reading, words: str) -> Grounds:
    """What a source's items rest on, each ground with its name."""
    return (
        ("its content", source.sha256),
        ("its name", keys.key(source.id, source.file)),
        ("its force's file of quirks", keys.key(asdict(source.hints))),
        ("the settings of reading", _limits_key(limits)),
        ("the reader", keys.reader_key()),
        ("its line in sources.csv", keys.key(_said_of(source))),
        ("the words plans are understood by", words),
        ("the extraction", keys.code_key(*_EXTRACTION)),
    )


def read_key(source: Source, limits: Reading) -> str:
    """The key of a source's reading: its bytes, the limits, the reader's own code."""
    return keys.key(
        source.id,
        source.file,
        source.sha256,
        asdict(source.hints),
        _limits_key(limits),
        keys.reader_key(),
    )


def items_key(source: Source, read: str, words: str) -> str:
    """The key of a source's items: its reading's, the words, what is said of it."""
    return keys.key(read, _said_of(source), words, keys.code_key(*_EXTRACTION))


@lru_cache(maxsize=8)
def _limits_key(limits: Reading) -> str:
    return keys.key(asdict(limits) | {"jobs": None})


def _said_of(source: Source) -> list[str | None]:
    told = [source.force, source.title, source.period, source.document_date]
    return [*told, source.supersedes]
