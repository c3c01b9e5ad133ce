"""The review desk at full size: 35,000 items; to open, to decide, to the next item.

python -m benchmarks.desk [--items N] [--decisions N] [--analysts N] [--project DIR]
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

from benchmarks.compare import FRAMEWORK
from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import ItemSource, PlanItem, Smart
from plan_ingest.model.review import ItemSuggestions, Ranking, Signal, Suggestion
from plan_ingest.model.source import SourceRecord
from plan_ingest.pipeline.desk import Choice, Filters, ReviewDesk
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.project import make_project, open_project
from plan_ingest.store.records import write_items, write_sources, write_suggestions

SIGNALS = ("learned", "lexical", "fuzzy", "vectors", "bm25", "terms")
PLANS = 300


def main() -> None:
    """Make the project, open the desk cold and warm, decide; print what it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=35_000)
    asked.add_argument("--decisions", type=int, default=300)
    asked.add_argument("--analysts", type=int, default=20)
    asked.add_argument("--project", type=Path)
    asked.add_argument("--child", choices=("build", "open", "decide", "many"))
    given = asked.parse_args()
    if given.child:
        print(json.dumps(CHILDREN[given.child](given)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        given.project = given.project or Path(scratch) / "project"
        if not (given.project / "plan_ingest.toml").exists():
            make(given.project, given.items)
        for child in CHILDREN:
            words = ["--child", child, "--project", str(given.project),
                     "--decisions", str(given.decisions),
                     "--analysts", str(given.analysts)]  # fmt: skip
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.desk", *words],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            print(f"{child}: {done.stdout.strip()}")


def make(root: Path, count: int) -> None:
    """A project of so many items, with offers as long as real ones."""
    project = make_project(root)
    framework = read_framework(FRAMEWORK)
    chance = Random(7)  # noqa: S311
    items = list(made_items(count, chance))
    write_items(project.items, items)
    write_sources(project.sources, made_sources(items))
    write_suggestions(
        project.suggestions(framework.id),
        (suggested(item, framework, chance) for item in items),
    )


def made_items(count: int, chance: Random) -> Iterator[PlanItem]:
    """Items worded after the framework's exemplars: some alike, some the same."""
    with (FRAMEWORK / "exemplars.csv").open(encoding="utf-8", newline="") as lines:
        texts = [row["text"] for row in csv.DictReader(lines)]
    for number in range(count):
        plan = f"force-{number % PLANS % 43:02}/plan-{number % PLANS:03}"
        words = chance.choice(texts).split()
        for _ in range(chance.randrange(6)):
            words[chance.randrange(len(words))] = chance.choice(
                chance.choice(texts).split()
            )
        text = " ".join(words)
        name = sha256(f"{plan}/{text}/{number}".encode()).hexdigest()[:20]
        place = ItemSource(f"{plan}.pdf", "0" * 64, "application/pdf", 1 + number % 40)
        yield PlanItem(
            item_id=name,
            source_id=plan,
            force=f"Force {number % PLANS % 43}",
            plan_title="Domestic abuse action plan",
            period=None,
            document_date="2015-03",
            item_no=1 + number // PLANS,
            ref=str(number),
            kind=chance.choice(("action", "objective", "aim", "issue")),
            text=text,
            headings=(chance.choice(texts)[:40], chance.choice(texts)[:40]),
            response=(chance.choice(texts), chance.choice(texts)),
            evidence_from=None,
            target="",
            lead="Head of public protection",
            status_text="",
            status="none",
            dates=(),
            smart=Smart(),
            source=place,
        )


def made_sources(items: list[PlanItem]) -> list[SourceRecord]:
    """The items' sources."""
    firsts = {item.source_id: item for item in items}
    return [
        SourceRecord(s, i.source.file, "0" * 64, i.source.media_type, i.force,
                     i.plan_title, None, i.document_date, "read", None, 40, (), 1)
        for s, i in sorted(firsts.items())
    ]  # fmt: skip


def suggested(item: PlanItem, framework: Framework, chance: Random) -> ItemSuggestions:
    """Offers on every level, with reasons for the first few, as `suggest` makes."""
    levels = []
    for level in framework.levels:
        nodes = [node.id for node in framework.nodes if node.level == level]
        chosen = chance.sample(nodes, min(10, len(nodes)))
        sure = sorted((chance.random() ** 2 for _ in chosen), reverse=True)
        offers = tuple(
            Suggestion(node, round(c, 4), round(c, 6), _signals(item, place))
            for place, (node, c) in enumerate(zip(chosen, sure, strict=True))
        )
        levels.append((level, offers))
    best = levels[-1][1][0]
    accepted = (best.node_id,) if best.confidence > 0.8 else ()
    ranking = Ranking(tuple(levels), accepted, 0.1)
    answer = replace(ranking, accepted=())
    return ItemSuggestions(item.item_id, framework.id, framework.version, ranking,
                           answer)  # fmt: skip


def _signals(item: PlanItem, place: int) -> tuple[Signal, ...]:
    if place > 1:
        return ()
    return tuple(Signal(name, 0.2345, item.text[:60], 0.1667) for name in SIGNALS)


def build(given: argparse.Namespace) -> dict[str, float]:
    """The index made for the first time."""
    for old in given.project.glob("data/normalised/desk.*"):
        old.unlink()
    return opened(given)


def opened(given: argparse.Namespace) -> dict[str, float]:
    """The desk opened and its first page shown, in seconds; memory in megabytes."""
    began = time.perf_counter()
    with ReviewDesk(open_project(given.project)) as desk:
        there = time.perf_counter() - began
        desk.queue(Filters(), "uncertainty", "Ann")
        shown = time.perf_counter() - began
        desk.wait_for_likes()
        alike = time.perf_counter() - began
    return {"opened": there, "shown": shown, "alike": alike, "megabytes": megabytes()}


def decide(given: argparse.Namespace) -> dict[str, float]:
    """One analyst: from the decision to the next item's card, in milliseconds."""
    with ReviewDesk(open_project(given.project)) as desk:
        times = walked(desk, "Ann", given.decisions)
        pages, found = [], []
        for word in ("victim", "risk assess", "training repeat", "child"):
            pages.append(timed(lambda: desk.queue(Filters(), "uncertainty", "Ann")))
            asked = Filters(state="all", text=word)
            found.append(timed(lambda a=asked: desk.queue(a, "document", "Ann")))
    return {**told(times), "page": statistics.median(pages),
            "search": statistics.median(found), "megabytes": megabytes()}  # fmt: skip


def many(given: argparse.Namespace) -> dict[str, float]:
    """All analysts at once: each from a decision to the next item's card."""
    times: list[float] = []
    each = max(1, given.decisions // given.analysts)
    with ReviewDesk(open_project(given.project)) as desk:
        ready = threading.Barrier(given.analysts + 1)

        def sit(name: str) -> None:
            desk.next_item(Filters(), "uncertainty", name)
            ready.wait()
            times.extend(walked(desk, name, each))

        sitting = [threading.Thread(target=sit, args=(f"Analyst {number}",))
                   for number in range(given.analysts)]  # fmt: skip
        for one in sitting:
            one.start()
        ready.wait()
        began = time.perf_counter()
        for one in sitting:
            one.join()
        seconds = time.perf_counter() - began
    rate = len(times) / seconds
    return {**told(times), "a_second": rate, "megabytes": megabytes()}


def walked(desk: ReviewDesk, analyst: str, count: int) -> list[float]:
    """Milliseconds from each decision to the next item, its card read."""
    asked = Filters()
    times = []
    item = desk.next_item(asked, "uncertainty", analyst)
    for _ in range(count):
        if item is None:
            break
        card = desk.card(item, analyst)
        desk.hold(item, analyst)
        choice = Choice(card.offered[0].node_id, "primary")
        began = time.perf_counter()
        desk.decide(analyst, [item], [choice])
        item = desk.next_item(asked, "uncertainty", analyst, item)
        if item is not None:
            desk.card(item, analyst)
        times.append(1000 * (time.perf_counter() - began))
    return times


def timed(doing: Callable[[], object]) -> float:
    """Milliseconds it took."""
    began = time.perf_counter()
    doing()
    return 1000 * (time.perf_counter() - began)


def told(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile, in milliseconds."""
    parts = statistics.quantiles(times, n=20)
    return {"decisions": len(times), "median": statistics.median(times),
            "p95": parts[-1], "most": max(times)}  # fmt: skip


def megabytes() -> float:
    """The most memory this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


CHILDREN: dict[str, Callable[[argparse.Namespace], dict[str, float]]] = {
    "build": build,
    "open": opened,
    "decide": decide,
    "many": many,
}

if __name__ == "__main__":
    main()
