"""Items → ranked, explained suggestions for a framework, in constant memory."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import IO, Protocol

from plan_ingest.model.framework import Framework
from plan_ingest.model.review import Decision, ItemSuggestions, Ranking
from plan_ingest.pipeline.fitted_cache import ready
from plan_ingest.pipeline.lessons import DecidedItem, Lessons, lessons, wanted_nodes
from plan_ingest.pipeline.offering import rankings
from plan_ingest.pipeline.scoring import Fitted
from plan_ingest.settings import Matching

BATCH = 1024
REMEMBERED = 4096
"""Texts whose rankings are remembered: plans repeat themselves year by year."""


class Statement(Protocol):
    """What a suggestion needs of a plan item."""

    @property
    def item_id(self) -> str: ...
    @property
    def source_id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def headings(self) -> tuple[str, ...]: ...
    @property
    def response(self) -> tuple[str, ...]: ...


def suggest(
    items: Iterable[Statement],
    framework: Framework,
    settings: Matching,
    decisions: Iterable[Decision] = (),
    top: int = 10,
) -> Iterator[ItemSuggestions]:
    """Suggestions for each item, in the items' order.

    Decisions on other items of the same stream serve as precedents and, where that
    wins on plans held out, as lessons; an item never learns from its own.
    """
    fitted = ready(framework, settings)
    wanted = wanted_nodes(decisions, framework)
    with ExitStack() as stack:
        known: Lessons | None = None
        stream: Iterator[Statement] = iter(items)
        if wanted:
            spool = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
            decided = list(_spooled(stream, spool, wanted.keys()))
            known = lessons(fitted, decided, wanted)
            stream = _told_again(spool)
        memory: _Memory = {}
        while batch := list(islice(stream, BATCH)):
            yield from _batch(fitted, batch, known, top, memory)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A framework ready to score items, with what analysts' decisions teach."""

    fitted: Fitted
    known: Lessons | None
    top: int


def prepared(
    framework: Framework,
    settings: Matching,
    decided: Sequence[DecidedItem] = (),
    wanted: Mapping[str, Mapping[str, float]] = MappingProxyType({}),
) -> Prepared:
    """The framework made ready; `decided` are the items that `wanted` has nodes of."""
    fitted = ready(framework, settings)
    return Prepared(fitted, lessons(fitted, decided, wanted), settings.top)


def suggest_plan(
    items: Iterable[Statement], prepared: Prepared
) -> Iterator[ItemSuggestions]:
    """Suggestions for the items of one plan.

    They are the same bits whichever plans were scored before: sums of floats depend
    on the batch they are made in, so a batch holds items of this plan alone.
    """
    memory: _Memory = {}
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        yield from _batch(prepared.fitted, batch, prepared.known, prepared.top, memory)


_Words = tuple[str, tuple[str, ...]]
_Memory = dict[_Words, Ranking]


def _batch(
    fitted: Fitted,
    batch: Sequence[Statement],
    known: Lessons | None,
    top: int,
    memory: _Memory,
) -> Iterator[ItemSuggestions]:
    framework = fitted.tree.framework
    told = [(item.text, tuple(item.headings)) for item in batch]
    said = [("\n".join(item.response), ()) for item in batch]
    if known is None:
        offered = _remembered(fitted, told, top, memory)
    else:
        ids = [item.item_id for item in batch]
        offered = rankings(fitted, told, ids, known, top)
    answered = _remembered(fitted, said, top, memory)
    for item, of_text, of_response in zip(batch, offered, answered, strict=True):
        yield ItemSuggestions(
            item.item_id,
            framework.id,
            framework.version,
            of_text,
            of_response if any(map(str.strip, item.response)) else None,
        )


def _remembered(
    fitted: Fitted, asked: Sequence[_Words], top: int, memory: _Memory
) -> list[Ranking]:
    """The rankings, each text's made once as long as it is remembered."""
    fresh = [words for words in dict.fromkeys(asked) if words not in memory]
    made = rankings(fitted, fresh, [""] * len(fresh), None, top)
    here = {**memory, **dict(zip(fresh, made, strict=True))}
    offered = [here[words] for words in asked]
    for words in dict.fromkeys(asked):
        memory.pop(words, None)
        memory[words] = here[words]
    for words in list(memory)[: max(0, len(memory) - REMEMBERED)]:
        del memory[words]
    return offered


@dataclass(frozen=True, slots=True)
class Worded:
    """A plan item reduced to what a suggestion needs of it."""

    item_id: str
    source_id: str
    text: str
    headings: tuple[str, ...]
    response: tuple[str, ...]


def _spooled(
    items: Iterable[Statement], spool: IO[str], wanted: Iterable[str]
) -> Iterator[DecidedItem]:
    """Writes every item aside; gives those that were decided."""
    decided = frozenset(wanted)
    for item in items:
        line = (item.item_id, item.source_id, item.text, item.headings, item.response)
        spool.write(json.dumps(line) + "\n")
        if item.item_id in decided and item.text.strip():
            headings = tuple(item.headings)
            yield DecidedItem(item.item_id, item.source_id, item.text, headings)


def _told_again(spool: IO[str]) -> Iterator[Statement]:
    spool.seek(0)
    for line in spool:
        item_id, source_id, text, headings, response = json.loads(line)
        yield Worded(item_id, source_id, text, tuple(headings), tuple(response))
