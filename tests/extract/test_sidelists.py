"""Lists beside their titles: themes of a table without header, and no form."""

from dataclasses import replace

import pytest

from plan_ingest.model.document import Part, Table
from tests import build
from tests.extract.words import items

HEAR = "• Ask each caller twice who is at home.\n• Note every word that is said."
ACT = "• Send a patrol at once.\n• Stay until help has come."
LEARN = "• Read the file of each case.\n• Tell the next shift what was learnt."


def _titled(table: Table) -> Table:
    """The table with its first column set bold."""

    def bold(part: Part) -> Part:
        return replace(part, bold=True)

    cells = (
        replace(c, parts=tuple(map(bold, c.parts))) if not c.col else c
        for c in table.cells
    )
    return replace(table, cells=tuple(cells))


def test_each_entry_is_an_item_below_the_title_beside_it() -> None:
    table = build.table([["Hearing callers", HEAR], ["Acting at once", ACT]])

    found = items(build.heading("Our plan"), _titled(table))

    assert [(item.headings[-1], item.text) for item in found] == [
        ("Hearing callers", "Ask each caller twice who is at home."),
        ("Hearing callers", "Note every word that is said."),
        ("Acting at once", "Send a patrol at once."),
        ("Acting at once", "Stay until help has come."),
    ]


def test_an_entry_alone_and_a_line_that_leads_in_are_no_other_list() -> None:
    alone = "Send a patrol at once."
    table = build.table(
        [
            ["Hearing callers", f"We will:\n{HEAR}"],
            ["Acting", alone],
            ["Learning", LEARN],
        ]
    )

    found = items(build.heading("Our plan"), table)

    assert [item.text for item in found if item.headings[-1] == "Acting"] == [alone]
    assert [item.headings[0] for item in found].count("Hearing callers") == 2
    assert len(found) == 5


def test_what_was_done_beside_its_title_plans_nothing() -> None:
    rows = [["Hearing callers", HEAR], ["What we have done so far", ACT]]

    found = items(build.heading("Our plan"), _titled(build.table(rows)))

    assert "Send a patrol at once." not in [item.text for item in found]


@pytest.mark.parametrize(
    "labels",
    [
        ("Action", "Owner"),
        ("12 May 2021", "14 June 2021"),
        ("1.1", "1.2"),
        ("Hearing callers", "Hearing callers"),
    ],
)
def test_labels_days_and_numbers_are_no_titles(labels: tuple[str, str]) -> None:
    table = _titled(build.table([[labels[0], HEAR], [labels[1], ACT]]))

    found = items(build.heading("Our plan"), table)

    assert not any(item.headings[-1:] == labels[:1] for item in found[1:])
    assert "Note every word that is said." not in [item.text for item in found]


def test_two_plain_cells_beside_lists_are_too_few() -> None:
    table = build.table([["Hearing callers", HEAR], ["Acting at once", ACT]])

    assert items(build.heading("Our plan"), table) == ()


def test_a_title_and_its_list_in_each_frame_are_side_lists_by_their_like() -> None:
    frames = [
        _titled(build.table([[title, listed]]))
        for title, listed in (("Hearing callers", HEAR), ("Acting at once", ACT))
    ]

    found = items(build.heading("Our plan"), *frames)

    assert [item.headings[-1] for item in found] == [
        *["Hearing callers"] * 2,
        *["Acting at once"] * 2,
    ]
    assert not items(build.heading("Our plan"), frames[0])
