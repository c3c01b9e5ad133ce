"""Fields that a table prints inside its cells, after the item or in the margin."""

from plan_ingest.model.plan import PlanItem
from tests import build
from tests.extract.words import items

FIRST = "Call takers ask every caller whether children are at home."
SECOND = "Sergeants read each safety plan before the officer goes off duty."
DONE = "A prompt card is printed."


def _fields(item: PlanItem) -> tuple[str, str, tuple[str, ...], str, str]:
    return item.ref, item.text, item.response, item.lead, item.target


def test_labels_below_the_words_of_a_numbered_row_are_its_fields() -> None:
    below = f"Progress: {DONE}\nLead: Head of Calls\nTimescale: May 2021"
    rows = [["1.1", f"{FIRST}\n{below}"], ["1.2", f"{SECOND}\n{below}\nand June"]]

    first, second = items(build.heading("Calls"), build.table(rows))

    assert _fields(first) == ("1.1", FIRST, (DONE,), "Head of Calls", "May 2021")
    assert _fields(second)[1:] == (
        SECOND,
        (DONE,),
        "Head of Calls",
        "May 2021 and June",
    )


def test_a_margin_cell_of_labels_gives_each_its_value() -> None:
    rows = [
        ["1.1", FIRST, "Lead: Head of Calls Due: 30/09/2021"],
        ["1.2", SECOND, "Lead: DCI Crime Due: 01/11/2021"],
    ]

    found = items(build.table(rows))

    assert [(item.lead, item.target) for item in found] == [
        ("Head of Calls", "30/09/2021"),
        ("DCI Crime", "01/11/2021"),
    ]


def test_a_label_in_one_row_alone_or_of_a_column_is_left_in_its_words() -> None:
    quoted = f"{FIRST} Owner: to be named."
    rows = [["Ref", "Action", "Lead"], ["1", quoted, "DCI Crime"], ["2", SECOND, "DI"]]
    alone = [["Ref", "Action", "Update"], ["1", quoted, DONE], ["2", SECOND, DONE]]

    for table in (rows, alone):
        found = items(build.table(table))
        assert [item.text for item in found] == [quoted, SECOND]


def test_an_owner_and_a_date_in_one_cell_are_told_apart() -> None:
    rows = [
        ["Action", "By whom / by when"],
        [FIRST, "Head of Calls / May 2021"],
        [SECOND, "Head of Crime, Northern Area\n30/06/2021"],
        [f"{SECOND[:-1]} again.", "DCI Crime / Ongoing"],
        [f"{FIRST[:-1]} again.", "DCI Crime / Daily Management Meeting"],
    ]

    found = items(build.table(rows))

    assert [(item.lead, item.target) for item in found] == [
        ("Head of Calls", "May 2021"),
        ("Head of Crime, Northern Area", "30/06/2021"),
        ("DCI Crime", "Ongoing"),
        ("DCI Crime / Daily Management Meeting", ""),
    ]


def test_a_label_may_say_of_what_day_it_tells() -> None:
    for label in (
        "Update, May 2021",
        "Progress as at 1 June 2021",
        "Update (May 2021)",
    ):
        below = f"{label}: {DONE}\nLead: Head of Calls"
        rows = [["1.1", f"{FIRST}\n{below}"], ["1.2", f"{SECOND}\n{below}"]]

        found = items(build.table(rows))

        assert [item.text for item in found] == [FIRST, SECOND]
        assert {item.response for item in found} == {(DONE,)}


def test_evidence_for_an_action_in_a_column_of_reasons_answers_nothing() -> None:
    why = "Need: calmer streets. Evidence: forty callers of a hundred told nobody."
    rows = [["Action", "Rationale", "Lead"], [FIRST, why, "DCI"], [SECOND, why, "DCI"]]

    found = items(build.table(rows))

    assert [(item.text, item.response) for item in found] == [(FIRST, ()), (SECOND, ())]


def test_a_dash_in_a_cell_parts_a_theme_from_its_deed() -> None:
    rows = [["Theme", "Action"], ["Calls", f"Calls.\nResponse – {FIRST}"]]
    rows.append(["Law", f"Law.\nEvidence – {SECOND}"])

    found = items(build.table(rows))

    assert not any(item.response for item in found)
    assert [FIRST in item.text for item in found] == [True, False]
