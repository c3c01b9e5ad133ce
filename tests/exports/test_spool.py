"""Rows gathered by group: the same whether they are held or lie on disk."""

import pytest

from plan_ingest.exports.spool import Spool


@pytest.mark.parametrize("held", [0, 40, 10_000])
def test_rows_of_a_group_come_in_the_order_they_went_in(held: int) -> None:
    with Spool[int](held) as spool:
        for plan in range(20):
            spool.add((group, b"%d.%d;" % (plan, group)) for group in (plan % 3, 7))

        assert spool.groups == [0, 7, 1, 2]
        told = {group: b"".join(spool.of(group)) for group in spool.groups}
    assert told[7] == b"".join(b"%d.7;" % plan for plan in range(20))
    assert told[1] == b"".join(b"%d.1;" % plan for plan in range(1, 20, 3))


def test_a_group_without_rows_has_none() -> None:
    with Spool[str]() as spool:
        spool.add([])

        assert spool.groups == []
        assert list(spool.of("a")) == []
