"""Twenty analysts at once over HTTP, the server killed in between."""

from pathlib import Path

from benchmarks import desk, desk_load

from plan_ingest.store.ledger import Ledger

ANALYSTS, EACH, KILLS = 20, 8, 5


def test_killed_in_between_no_decision_is_lost_or_doubled(tmp_path: Path) -> None:
    root = tmp_path / "project"
    desk.make(root, 600)
    names = [f"Analyst {number:02}" for number in range(ANALYSTS)]

    with desk_load.serving(root, names) as server:
        analysts = desk_load.all_at_once(server, names, EACH, KILLS)

    assert len(server.starts) == KILLS + 1
    assert sum(one.again for one in analysts) > 0
    found = desk_load.held_against(root, analysts, Ledger())
    assert found["acknowledged"] == ANALYSTS * EACH
    assert (found["lost"], found["unasked"], found["doubled"]) == (0, 0, 0)
