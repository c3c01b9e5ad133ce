"""How far the review is, who agrees, where analysts differ, what lost its item."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_ingest.pipeline.desk.amending import Lost, lost, nearest
from plan_ingest.pipeline.desk.bench import Bench
from plan_ingest.pipeline.review_status import Analyst, Orphan, Progress
from plan_ingest.review.agreement import Agreement, agreement
from plan_ingest.review.queue import FIRST
from plan_ingest.store.desk_index import told
from plan_ingest.store.desk_words import words_about, words_where


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole review now; the last of `plans`, plan "", is all together.

    `torn` counts lines of the ledger that a crash cut and that were set aside.
    """

    plans: tuple[Progress, ...]
    analysts: tuple[Analyst, ...]
    orphans: tuple[Orphan, ...]
    lost: tuple[Lost, ...]
    torn: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items there are, and how many people have settled."""

    items: int
    decided: int


def overview(bench: Bench) -> Overview:
    """Progress by plan and analyst, orphans and lost corrections."""
    torn = int(told(bench.index.reading, "words.torn", "0"))
    return Overview(_plans(bench), _analysts(bench), orphans(bench), lost(bench), torn)


def counts(bench: Bench) -> Counts:
    """The shortest account of the review, cheap enough for every page."""
    reading = bench.index.reading
    (items,) = reading.execute("SELECT count(*) FROM items").fetchone()
    (decided,) = reading.execute(
        "SELECT count(*) FROM items WHERE rank = ?", (FIRST.index("decided"),)
    ).fetchone()
    return Counts(int(items), int(decided))


def orphans(bench: Bench) -> tuple[Orphan, ...]:
    """Words that count on an item or node that is gone, with the nearest item."""
    nodes = {node.id for node in bench.framework.nodes}
    reading = bench.index.reading
    gone = words_where(
        reading, "counts=1 AND item_id NOT IN (SELECT item_id FROM items)", ()
    )
    strange = [
        str(row[0])
        for row in reading.execute("SELECT DISTINCT node_id FROM words").fetchall()
        if row[0] is not None and row[0] not in nodes
    ]
    for node in strange:
        gone += words_where(
            reading,
            "counts=1 AND node_id=? AND item_id IN (SELECT item_id FROM items)",
            (node,),
        )
    near = nearest(bench, {word.item_id for word in gone})
    return tuple(
        Orphan(
            word,
            near[word.item_id].item_id if word.item_id in near else None,
            near[word.item_id].text if word.item_id in near else "",
        )
        for word in gone
    )


def agreement_now(bench: Bench) -> Agreement:
    """Agreement of analysts on the items that two or more of them judged."""
    rows = bench.index.reading.execute(
        "SELECT item_id FROM mine WHERE rank IS NOT NULL GROUP BY item_id"
        " HAVING count(*) > 1"
    )
    words = words_about(bench.index.reading, [row[0] for row in rows.fetchall()])
    return agreement(words, bench.framework.id)


def _plans(bench: Bench) -> tuple[Progress, ...]:
    rows = bench.index.reading.execute(
        "SELECT source_id, rank, count(*) FROM items GROUP BY source_id, rank"
        " ORDER BY source_id"
    )
    counts: dict[str, dict[str, int]] = {}
    for source, rank, number in rows.fetchall():
        for plan in (str(source), ""):
            states = counts.setdefault(plan, dict.fromkeys(FIRST, 0))
            states[FIRST[rank]] += int(number)
    whole = counts.pop("", dict.fromkeys(FIRST, 0))
    return tuple(
        Progress(
            plan=plan,
            items=sum(states.values()),
            decided=states["decided"],
            undecided=states["undecided"],
            unsure=states["unsure"],
            conflict=states["conflict"],
        )
        for plan, states in (*sorted(counts.items()), ("", whole))
    )


def _analysts(bench: Bench) -> tuple[Analyst, ...]:
    rows: Sequence[tuple[str, int, int, str]] = bench.index.reading.execute(
        "SELECT analyst, count(DISTINCT item_id), count(*), max(at) FROM words"
        " WHERE counts=1 GROUP BY analyst ORDER BY analyst"
    ).fetchall()
    return tuple(Analyst(*row) for row in rows)
