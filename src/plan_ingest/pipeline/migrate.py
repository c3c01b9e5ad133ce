"""Decisions carried from one framework to another by a crosswalk."""

from pathlib import Path

from plan_ingest.errors import FrameworkError
from plan_ingest.model.framework import Framework
from plan_ingest.review.ledger import in_force
from plan_ingest.store.crosswalk import check_crosswalk, read_crosswalk
from plan_ingest.store.ledger import append, read_ledger
from plan_ingest.suggest.migrate import Migrated
from plan_ingest.suggest.migrate import migrate as carried_over


def migrate(
    ledger: Path, crosswalk: Path, before: Framework, after: Framework, out: Path
) -> Migrated:
    """Carry what stands in `ledger` on `before` over to `after`, added to `out`.

    Carrying twice adds nothing. Raises FrameworkError where the crosswalk names a
    node that a framework lacks, or does not join the two.
    """
    crossings = read_crosswalk(crosswalk)
    wrong = check_crosswalk(crossings, (before, after))
    if wrong:
        raise FrameworkError(f"{crosswalk}: {'; '.join(wrong)}; mend these lines")
    ids = {before.id, after.id}
    if not any({one.from_framework, one.to_framework} == ids for one in crossings):
        raise FrameworkError(
            f"{crosswalk}: no line joins {before.id} and {after.id}; add some"
        )
    words = in_force(read_ledger(ledger).decisions, before.id)
    found = carried_over(words, crossings, before, after)
    append(out, (*found.carried, *found.unsure))
    return found
