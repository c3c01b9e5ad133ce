"""Owners and dates among the entries of a box."""

import pytest

from plan_ingest.extract.boxowners import owned
from plan_ingest.model.document import Part
from tests import build
from tests.extract.words import items, lexicon

LOW, MARR = "Lead: Supt Low", "Lead: DCI Marr"


def _box(*said: str) -> list[Part]:
    return [
        Part(one.removeprefix("• "), "•" if one.startswith("• ") else None)
        for one in said
    ]


@pytest.mark.parametrize(
    ("said", "owners"),
    [
        (("Prevent", LOW, "• Visit", "• Patrol"), {2: LOW, 3: LOW}),
        (("Prevent", "• Visit", "• Patrol", LOW), {1: LOW, 2: LOW}),
        (("Prevent", LOW, "• Visit", MARR, "• Patrol"), {2: LOW, 4: MARR}),
        (("Prevent", "• Visit", LOW, "• Patrol", MARR), {1: LOW, 3: MARR}),
        (
            ("Prevent", LOW, "• Visit", "Due: May 2021"),
            {2: f"{LOW} Due: May 2021"},
        ),
        (("Prevent", "• Visit", LOW, "• Patrol"), {1: LOW, 3: ""}),
        (("Prevent", "• Visit", "• Patrol"), {}),
        ((LOW, "• Visit"), {}),
    ],
)
def test_lines_of_a_box_own_the_entries_beside_them(
    said: tuple[str, ...], owners: dict[int, str]
) -> None:
    assert owned(_box(*said), lexicon()) == owners


def test_an_owner_at_the_foot_of_a_box_is_in_no_entry_s_words() -> None:
    boxes = [
        f"{title}\n• {first}\n• {second}\n{lead}"
        for title, first, second, lead in (
            ("Prevent", "Visit each home.", "Patrol each night.", LOW),
            ("Protect", "Fit new locks.", "Mark every bicycle.", MARR),
            ("Prepare", "Train call takers.", "Test the plan.", LOW),
        )
    ]

    found = items(build.heading("Our plan"), build.table([boxes]))

    assert [(item.text, item.lead) for item in found][1::2] == [
        ("Patrol each night.", "Supt Low"),
        ("Mark every bicycle.", "DCI Marr"),
        ("Test the plan.", "Supt Low"),
    ]


@pytest.mark.parametrize(
    "title", ["How we will measure it", "What you can do", "Agenda", "Documents"]
)
def test_a_list_of_what_no_one_will_do_plans_nothing(title: str) -> None:
    told = build.heading(title), build.bullet("Lock your doors."), build.bullet("Call.")
    work = build.heading("What we will do"), build.bullet("Visit each burgled home.")

    assert [item.text for item in items(*work, *told)] == ["Visit each burgled home."]
