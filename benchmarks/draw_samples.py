"""Draws the sample plans of data/raw, and the items they hold, from their content.

Run it from the project's root: python -m benchmarks.draw_samples
Running it again gives the same bytes.
"""

from pathlib import Path

from tests.drawing import plan as plans
from tests.drawing import samples

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
CORPUS = ROOT / "tests" / "corpus"


def main(raw: Path = RAW, corpus: Path = CORPUS) -> None:
    """Writes every sample plan under `raw` and its items under `corpus`."""
    for plan in plans.samples():
        path = raw / plan.file
        path.parent.mkdir(parents=True, exist_ok=True)
        samples.draw(plan, path)
        plans.write_expected(plan, corpus / f"{plan.name}.expected.jsonl")


if __name__ == "__main__":
    main()
