"""Verbs killed at random moments: does the next run end as an undisturbed one?

With more plans than one process scores and counts, several do, and are left behind.
usage: python -m benchmarks.kills [KILLS [SEED [PLANS]]]     (default: 200 0 5)
"""

import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.killing import Stage, disturbed, story

from plan_ingest.pipeline.desks import FEW

KILLS_A_ROUND = 5
BY_PARTS = "whole = 4\nprofiles = 3\n"


def main(kills: int, seed: int, plans: int) -> int:
    """Print a line for each round that went wrong, then the totals; how many did."""
    began = time.monotonic()
    stage = Stage()
    wrong = 0
    with TemporaryDirectory() as scratch:
        told = story(stage, Path(scratch), plans, BY_PARTS if plans > FEW else "")
        rounds = 0
        while sum(stage.ended.values()) < kills:
            draw = random.Random(seed + rounds)  # noqa: S311
            folder = Path(scratch) / "project"
            found = disturbed(stage, told, folder, draw, KILLS_A_ROUND)
            rounds += 1
            wrong += bool(found)
            for line in found:
                print(f"round {rounds}: {line}", flush=True)
            if rounds % 10 == 0:
                print(f"{sum(stage.ended.values())} killed so far", flush=True)
    stage.close()
    ended = sum(stage.ended.values())
    print(f"{rounds} rounds, {ended} verbs killed:", end=" ")
    print(", ".join(f"{count} {verb}" for verb, count in sorted(stage.ended.items())))
    print(f"{wrong} rounds not as undisturbed; {time.monotonic() - began:.0f} s")
    return wrong


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(asked + [200, 0, 5][len(asked) :])) > 0)
