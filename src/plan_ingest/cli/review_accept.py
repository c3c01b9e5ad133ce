"""`plan-ingest review accept`: suggestions accepted in bulk, on an audited sample."""

from typing import TYPE_CHECKING

import click

from plan_ingest.cli.console import Console, verb
from plan_ingest.cli.options import framework_option, the_project
from plan_ingest.errors import UsageError
from plan_ingest.text import counted

if TYPE_CHECKING:
    from plan_ingest.model.review import Measured


@verb(
    "plan-ingest review accept --above 0.9 --analyst 'A Analyst'\n"
    "  plan-ingest review accept --sample ID --analyst 'A Analyst'",
    name="accept",
)
@click.option(
    "--above", type=click.FloatRange(0, 1), help="Draw a sample from here up."
)
@click.option("--sample", metavar="ID", help="Accept on this sample, once audited.")
@click.option("--analyst", metavar="NAME", required=True, help="Who accepts.")
@click.option("--plan", "plans", multiple=True, help="Only this source id or force.")
@click.option("--size", type=click.IntRange(min=1), help="How many to audit.")
@framework_option
def accept(
    console: Console,
    above: float | None,
    sample: str | None,
    analyst: str,
    plans: tuple[str, ...],
    size: int | None,
    framework: str | None,
) -> None:
    """Accept suggestions in bulk, on the measured precision of an audited sample.

    First draw a sample with --above and audit it (at the desk, or with `review --text
    --sample ID`); then accept with --sample. Nothing is accepted before every item
    of the sample was looked at. One undo takes all of it back.
    """
    from plan_ingest.pipeline.desk import Filters, ReviewDesk

    if (above is None) == (sample is None):
        raise UsageError("give --above to draw a sample, or --sample to accept on one")
    with ReviewDesk(the_project(console), framework) as desk:
        if above is not None:
            known = set(desk.sources())
            asked = Filters(
                sources=tuple(p for p in plans if p in known),
                forces=tuple(p for p in plans if p not in known),
            )
            state = desk.draw_sample(analyst, above, asked, size=size)
        else:
            state = desk.sample(sample or "")
        told = state.measured
        line = f"sample {state.sample.id}: {_audited(told, len(state.pairs))}"
        would = counted(state.acceptable, "suggestion")
        lines = [line, f"{would} would be accepted"]
        given = {"sample": state.sample.id, "to_audit": list(state.to_audit)}
        measured = {"right": told.right, "audited": told.audited, "low": told.low,
                    "precision": told.precision, "high": told.high}  # fmt: skip
        if sample is None:
            lines.append(
                f'next: plan-ingest review --text --analyst "{analyst}"'
                f" --sample {state.sample.id}"
            )
            console.give(given | measured | {"accepted": 0}, lines)
            return
        done = desk.bulk_accept(analyst, sample)
        written = counted(done.written, "decision")
        lines.append(f"{written} on the record, batch {done.batch}")
        console.give(given | measured | {"accepted": done.written}, lines)


def _audited(told: "Measured", pairs: int) -> str:
    """How right the sample was found; of one that nobody looked at, only its size."""
    if not told.audited:
        return f"{counted(pairs, 'suggestion')} to audit, none looked at yet"
    return (
        f"{told.audited} of {pairs} audited, {told.right} right, {told.precision:.0%}"
        f" ({told.low:.0%} to {told.high:.0%} with 95 % confidence)"
    )


def to_audit(console: Console, framework: str | None, sample: str) -> tuple[str, ...]:
    """The items a sample still asks for."""
    from plan_ingest.pipeline.desk import ReviewDesk

    with ReviewDesk(the_project(console), framework) as desk:
        return desk.sample(sample).to_audit
