"""Bulk acceptance: only on the measured precision of an audited sample.

The sample is drawn by content from the suggestions that nobody has decided; people
audit it as they review anything else; what it measured is kept on the record with
what was accepted on it.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal, TypeAlias

from plan_ingest.errors import UsageError
from plan_ingest.model.review import (
    BulkAcceptance,
    Decision,
    Measured,
    Sample,
)
from plan_ingest.pipeline.desk.bench import (
    Bench,
    at_the_ledger,
    later_than,
    proof_of,
    put_on_record,
    speaker,
)
from plan_ingest.pipeline.desk.deciding import Receipt
from plan_ingest.pipeline.desk.queues import view_of
from plan_ingest.pipeline.review_desk import BULKS, SAMPLES
from plan_ingest.review.filters import Filters
from plan_ingest.review.ledger import settle
from plan_ingest.review.sampling import drawn, measured, short_proof, size_for
from plan_ingest.store.desk_queue import Pair, accepted_pairs
from plan_ingest.store.desk_words import words_about
from plan_ingest.store.journal import append_journal, read_journal

LEAST_AUDITED = 30
"""Suggestions audited at the least, where there are so many."""
Finding: TypeAlias = Literal["right", "wrong", "unsure", "to audit", "gone"]


@dataclass(frozen=True, slots=True)
class AuditedPair:
    """A suggestion of a sample, and what people found."""

    item_id: str
    node_id: str
    finding: Finding
    analysts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleState:
    """A sample as far as it is audited.

    `measured` counts what was audited; unsure counts as not right. `acceptable` are
    the suggestions that would be accepted now. `ready` when nothing is left to
    audit; `accepted` once it was used, with how many of its words still `count`.
    """

    sample: Sample
    pairs: tuple[AuditedPair, ...]
    measured: Measured
    acceptable: int
    ready: bool
    accepted: BulkAcceptance | None = None
    count: int = 0

    @property
    def to_audit(self) -> tuple[str, ...]:
        """The items that are still to be audited, in the order drawn."""
        return tuple(dict.fromkeys(
            pair.item_id for pair in self.pairs if pair.finding == "to audit"
        ))  # fmt: skip


def draw_sample(
    bench: Bench,
    analyst: str,
    least: float,
    filters: Filters,
    half_width: float = 0.05,
    size: int | None = None,
) -> SampleState:
    """Draw a sample of the suggestions at `least` or above that nobody decided.

    `size`, or else as many as give an interval of `half_width` to either side. The
    same draw from the same suggestions is the same sample, found again.
    Raises UsageError where there is nothing to draw from.
    """
    if not 0 < least <= 1:
        raise UsageError(f"{least}: a confidence is more than 0 and at most 1")
    found = _acceptable(bench, analyst, least, filters)
    if not found:
        raise UsageError(f"no accepted suggestion of {least} or more is undecided here")
    wanted = size if size is not None else size_for(half_width, len(found))
    count = min(len(found), max(wanted, LEAST_AUDITED))
    names = {f"{pair.item_id} {pair.node_id}": pair for pair in found}
    asked = _asked_words(least, filters)
    seed = proof_of(bench.framework.id, asked, *sorted(names))
    chosen = [names[name] for name in drawn(names, count, seed)]
    sample = Sample(
        id=proof_of(seed, str(count)),
        at=later_than(None),
        analyst=analyst,
        framework_id=bench.framework.id,
        least=least,
        asked=asked,
        pairs=tuple((pair.item_id, pair.node_id) for pair in chosen),
        population=tuple(sorted(short_proof(p.item_id, p.node_id) for p in found)),
    )
    append_journal(bench.beside(SAMPLES), [sample], Sample)
    return sample_state(bench, sample.id)


def samples(bench: Bench) -> tuple[SampleState, ...]:
    """Every sample on the record, oldest first."""
    found = read_journal(bench.beside(SAMPLES), Sample).records
    return tuple(_state(bench, one) for one in sorted(found, key=lambda s: s.at))


def sample_state(bench: Bench, sample_id: str) -> SampleState:
    """A sample as it stands. Raises UsageError where there is none."""
    return _state(bench, _sample(bench, sample_id))


def bulk_accept(
    bench: Bench, analyst: str, sample_id: str, key: str | None = None
) -> Receipt:
    """Accept what the sample was drawn from and nobody has decided since: one event.

    Raises UsageError while the sample is not audited to its end.
    """
    state = sample_state(bench, sample_id)
    if not state.ready:
        raise UsageError(
            f"sample {sample_id}: {len(state.to_audit)} items are still to be"
            " audited; nothing was accepted"
        )
    batch = f"bulk-{proof_of(analyst, key or state.sample.id)}"
    with at_the_ledger(bench):
        if _counting(bench, batch):
            return Receipt(batch, 0, ())
        found = _of_sample(bench, state.sample)
        by = replace(speaker(bench, analyst), batch=_unused(bench, batch))
        lines = [_word(pair, by.analyst, by.framework_id, state, by.batch)
                 for pair in found]  # fmt: skip
        told = put_on_record(bench, lines, by)
        if not told:
            return Receipt(None, 0, ())
        record = BulkAcceptance(
            id=proof_of(by.batch or "", by.at),
            at=by.at,
            analyst=analyst,
            sample=sample_id,
            batch=by.batch or "",
            accepted=len(told),
            measured=state.measured,
            auditors=_auditors(state.pairs),
        )
        append_journal(bench.beside(BULKS), [record], BulkAcceptance)
    items = tuple(dict.fromkeys(word.item_id for word in told))
    return Receipt(by.batch, len(told), items)


def _sample(bench: Bench, sample_id: str) -> Sample:
    found = read_journal(bench.beside(SAMPLES), Sample).records
    for one in found:
        if one.id == sample_id:
            return one
    raise UsageError(f"no sample {sample_id!r} on the record; draw one")


def _state(bench: Bench, sample: Sample) -> SampleState:
    pairs = _audited(bench, sample)
    counts = [pair.finding for pair in pairs]
    right = counts.count("right")
    told = right + counts.count("wrong") + counts.count("unsure")
    used = read_journal(bench.beside(BULKS), BulkAcceptance).records
    accepted = [one for one in used if one.sample == sample.id]
    return SampleState(
        sample=sample,
        pairs=pairs,
        measured=measured(right, told),
        acceptable=len(_of_sample(bench, sample)),
        ready="to audit" not in counts and told > 0,
        accepted=accepted[-1] if accepted else None,
        count=_counting(bench, accepted[-1].batch) if accepted else 0,
    )


def _audited(bench: Bench, sample: Sample) -> tuple[AuditedPair, ...]:
    """Each suggestion drawn with what people said of its item."""
    reading = bench.index.reading
    items = {item for item, _ in sample.pairs}
    words = [w for w in words_about(reading, items) if not _in_bulk(w)]
    standing = settle(words, bench.framework.id, bench.adjudicators).standing
    on: dict[str, dict[str, Decision]] = {}
    for word in standing:
        if word.basis == "text":
            on.setdefault(word.item_id, {})[word.node_id or ""] = word
    gone = {i for i in items if not _is_there(bench, i)}
    return tuple(
        AuditedPair(item, node, _finding(item in gone, node, on.get(item, {})),
                    tuple(sorted({w.analyst for w in on.get(item, {}).values()})))
        for item, node in sample.pairs
    )  # fmt: skip


def _finding(gone: bool, node: str, said: Mapping[str, Decision]) -> Finding:
    if node in said and said[node].verdict in ("primary", "secondary"):
        return "right"
    if any(word.verdict != "unsure" for word in said.values()):
        return "wrong"
    if said:
        return "unsure"
    return "gone" if gone else "to audit"


def _acceptable(
    bench: Bench, analyst: str, least: float, filters: Filters
) -> tuple[Pair, ...]:
    view = view_of(bench, replace(filters, state="to_review"), "document", analyst,
                   blind=False)  # fmt: skip
    return accepted_pairs(bench.index.reading, view, least)


def _of_sample(bench: Bench, sample: Sample) -> tuple[Pair, ...]:
    """What the sample speaks for and nobody has decided meanwhile."""
    among = set(sample.population)
    return tuple(
        pair
        for pair in _acceptable(bench, "", sample.least, Filters())
        if short_proof(pair.item_id, pair.node_id) in among
    )


def _word(
    pair: Pair, analyst: str, framework_id: str, state: SampleState, batch: str | None
) -> Decision:
    told = state.measured
    return Decision(
        id="",
        at="",
        analyst=analyst,
        item_id=pair.item_id,
        framework_id=framework_id,
        node_id=pair.node_id,
        verdict="primary",
        note=f"accepted in bulk above {state.sample.least:g}: sample"
        f" {state.sample.id}, {told.right} of {told.audited} right,"
        f" {told.precision:.0%} ({told.low:.0%} to {told.high:.0%})",
        shown=f"{pair.node_id} {pair.confidence:.2f}",
        batch=batch,
    )


def _unused(bench: Bench, batch: str) -> str:
    """A batch of its own, where the same sample was accepted and undone before."""
    number, name = 1, batch
    known = "SELECT 1 FROM words WHERE batch=?"
    while bench.index.reading.execute(known, (name,)).fetchone():
        number += 1
        name = f"{batch}-{number}"
    return name


def _counting(bench: Bench, batch: str) -> int:
    """How many words of a batch count, redone ones among them."""
    found = bench.index.reading.execute(
        "SELECT count(*) FROM words WHERE counts=1 AND (batch=? OR batch LIKE ?)",
        (batch, f"redo:{batch}:%"),
    ).fetchone()
    return int(found[0])


def _in_bulk(word: Decision) -> bool:
    name = word.batch or ""
    return name.startswith(("bulk-", "redo:bulk-"))


def _auditors(pairs: Iterable[AuditedPair]) -> tuple[str, ...]:
    return tuple(sorted({name for pair in pairs for name in pair.analysts}))


def _is_there(bench: Bench, item_id: str) -> bool:
    known = "SELECT 1 FROM items WHERE item_id=?"
    return bench.index.reading.execute(known, (item_id,)).fetchone() is not None


def _asked_words(least: float, filters: Filters) -> str:
    """What was asked for, as the record keeps it: only what was not left open."""
    open_to_all = asdict(Filters())
    said = {
        name: value
        for name, value in asdict(filters).items()
        if value != open_to_all[name] and name != "state"
    }
    return json.dumps({"least": least, **said}, ensure_ascii=False, sort_keys=True)
