"""The comparison at full size: 43 forces, 35,000 items, the whole output folder.

python -m benchmarks.compare [--items N] [--forces N] [--out DIR]
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from random import Random

from plan_ingest.model.framework import Framework
from plan_ingest.model.plan import ItemSource, PlanItem, Smart
from plan_ingest.model.review import (
    Decision,
    ItemSuggestions,
    Ranking,
    Signal,
    Suggestion,
)
from plan_ingest.model.source import SourceRecord
from plan_ingest.store.frameworks import read_framework
from plan_ingest.store.records import write_items, write_sources, write_suggestions

FRAMEWORK = Path(__file__).parents[1] / "mappings" / "hmic_da_2014"
WORDS = [
    "officers",
    "victims",
    "training",
    "review",
    "risk",
    "assessment",
    "plan",
    "team",
    "partners",
    "data",
    "children",
    "record",
    "call",
    "response",
    "safety",
    "evidence",
    "order",
    "support",
    "service",
    "quality",
    "supervisor",
    "audit",
    "monthly",
    "board",
    "process",
    "guidance",
    "policy",
    "outcome",
    "survey",
    "offender",
    "repeat",
]


def main() -> None:
    """Write the records, then compare them in a process of its own, as a user would."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--items", type=int, default=35_000)
    asked.add_argument("--forces", type=int, default=43)
    asked.add_argument("--out", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_records(folder, given.items, given.forces)
        out = given.out or folder / "out"
        seconds = run_compare(folder, out)
        for path in sorted(out.iterdir()):
            print(f"{path.stat().st_size / 1e6:9.2f} MB  {path.name}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{given.items} items, {given.forces} forces, reading included:"
        f" {seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} s CPU,"
        f" {used.ru_maxrss / 1024:.0f} MB"
    )


def write_records(folder: Path, count: int, forces: int) -> None:
    """Items, sources, suggestions and decisions as JSON lines."""
    framework = read_framework(FRAMEWORK)
    chance = Random(7)  # noqa: S311
    items = list(made_items(count, forces, chance))
    write_items(folder / "items.jsonl", items)
    write_sources(folder / "items.sources.jsonl", sources(items))
    offered = (suggested(item, framework, chance) for item in items)
    write_suggestions(folder / "suggestions.jsonl", offered)
    words = (decided(item, framework, chance) for item in items[::5])
    lines = (json.dumps(asdict(word)) + "\n" for word in words)
    (folder / "decisions.jsonl").write_text("".join(lines), "utf-8")


def run_compare(folder: Path, out: Path) -> float:
    """Seconds that `plan-ingest compare` took on the records of a folder."""
    given: list[str | Path] = [
        "--items", folder / "items.jsonl", "--framework", FRAMEWORK,
        "--sources", folder / "items.sources.jsonl",
        "--suggestions", folder / "suggestions.jsonl",
        "--decisions", folder / "decisions.jsonl", "--out", out,
    ]  # fmt: skip
    called = [sys.executable, "-m", "plan_ingest", "compare", *map(str, given)]
    began = time.perf_counter()
    subprocess.run(called, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def made_items(count: int, forces: int, chance: Random) -> Iterator[PlanItem]:
    """Items of forces that do not exist; one in ten repeats another's words.

    Their names have as many digits as the last needs, so that they stand in order.
    """
    said: list[str] = []
    digits = max(2, len(str(forces - 1)))
    for number in range(count):
        force = number * forces // count
        text = " ".join(chance.choices(WORDS, k=chance.randint(8, 30))).capitalize()
        if said and chance.random() < 0.1:
            text = chance.choice(said)
        said.append(text)
        source = f"force-{force:0{digits}}/plan"
        yield PlanItem(
            item_id=sha256(f"{number}{text}".encode()).hexdigest()[:16],
            source_id=source,
            force=f"Force {force:0{digits}}",
            plan_title="A plan",
            period=None,
            document_date=f"20{14 + force % 8}-05",
            item_no=number + 1,
            ref=str(number),
            kind=chance.choice(("action", "action", "action", "objective", "aim")),
            text=text,
            headings=("A heading", "A strand"),
            response=(" ".join(chance.choices(WORDS, k=40)),),
            evidence_from=None,
            target="May 2020",
            lead="Head of crime",
            status_text="",
            status="none",
            dates=(),
            smart=Smart(
                owner=chance.choice(("row", "none")),
                date=chance.choice(("due_date", "none")),
                evidence=chance.choice(("own", "shared", "none")),
            ),
            source=ItemSource(f"{source}.pdf", "0" * 64, "application/pdf", 3),
        )


def sources(items: list[PlanItem]) -> list[SourceRecord]:
    """What the items' sources would say of themselves."""
    first = {item.source_id: item for item in reversed(items)}
    return [
        SourceRecord(
            source_id=source,
            file=item.source.file,
            sha256="0" * 64,
            media_type="application/pdf",
            force=item.force,
            plan_title=item.plan_title,
            period=None,
            document_date=item.document_date,
            state="read",
            reason=None,
            pages=40,
            pages_unread=(),
            items=1,
        )
        for source, item in first.items()
    ]


def suggested(item: PlanItem, framework: Framework, chance: Random) -> ItemSuggestions:
    """Ten suggestions a level, the best accepted more often than not."""
    levels = []
    for level in framework.levels:
        nodes = chance.sample(framework.at(level), min(10, len(framework.at(level))))
        levels.append(
            (
                level,
                tuple(
                    Suggestion(
                        node.id,
                        0.9 / (place + 1),
                        0.9 / (place + 1),
                        (Signal("lexical", 0.5, "words"), Signal("fuzzy", 0.4, "more")),
                    )
                    for place, node in enumerate(nodes)
                ),
            )
        )
    accepted = (levels[-1][1][0].node_id,) if chance.random() < 0.6 else ()
    ranking = Ranking(tuple(levels), accepted, 0.1)
    return ItemSuggestions(item.item_id, framework.id, framework.version, ranking)


def decided(item: PlanItem, framework: Framework, chance: Random) -> Decision:
    """A primary verdict on a requirement of chance."""
    node = chance.choice(framework.at(framework.levels[-1]))
    return Decision(
        id=f"d-{item.item_id}",
        at="2026-01-05T09:00:00+00:00",
        analyst="A",
        item_id=item.item_id,
        framework_id=framework.id,
        node_id=node.id,
        verdict="primary",
    )


if __name__ == "__main__":
    main()
