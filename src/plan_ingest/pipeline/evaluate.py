"""Suggestions judged by readers' answers, level by level."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plan_ingest.exports.accuracy import page, tables
from plan_ingest.model.framework import Framework
from plan_ingest.model.review import ItemSuggestions
from plan_ingest.store.labels import Answer
from plan_ingest.suggest.accuracy import Accuracy, Label, accuracy


def judge(
    suggestions: Iterable[ItemSuggestions],
    answers: Sequence[Answer],
    framework: Framework,
) -> dict[str, Accuracy]:
    """The figures of each level that has answers, outermost first."""
    lines = _lines(framework)
    levels = {node.id: node.level for node in framework.nodes}
    wanted = {answer.item_id for answer in answers}
    found = {one.item_id: one.text for one in suggestions if one.item_id in wanted}
    judged = {}
    for place, level in enumerate(framework.levels):
        deeper = framework.levels[place:]
        labels = [
            label
            for answer in answers
            for label in _label(answer, level, deeper, lines, levels)
        ]
        if any(label.first for label in labels):
            judged[level] = accuracy(labels, found, level, lines)
    return judged


def write_report(
    found: Mapping[str, Accuracy], framework: Framework, folder: Path
) -> Path:
    """Writes accuracy.html and the tables into the folder; gives the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables(found).items():
        (folder / name).write_bytes(table)
    written = folder / "accuracy.html"
    written.write_bytes(page(found, framework))
    return written


def _label(
    answer: Answer,
    level: str,
    deeper: Sequence[str],
    lines: dict[str, tuple[str, ...]],
    levels: dict[str, str],
) -> list[Label]:
    """The answer at a level, or what it comes to from the next level below it."""
    said = dict(answer.nodes)
    if not said:
        return [Label(answer.item_id, answer.plan, None, frozenset())]
    named = next((said[one] for one in deeper if one in said), ())
    nodes = [above for node in named for above in lines[node] if levels[above] == level]
    if not nodes:
        return []
    return [Label(answer.item_id, answer.plan, nodes[0], frozenset(nodes))]


def _lines(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Each node with all above it, itself first."""
    parents = {node.id: node.parent for node in framework.nodes}
    lines = {}
    for node in framework.nodes:
        line, above = [node.id], parents[node.id]
        while above is not None:
            line.append(above)
            above = parents[above]
        lines[node.id] = tuple(line)
    return lines
