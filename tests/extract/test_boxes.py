"""Posters: cells that are boxes, each a title over a list; rows of cells are none."""

from dataclasses import replace

from plan_ingest.model.document import Part, Table
from tests import build
from tests.extract.words import items

HEAR = "Hear every caller\n• Ask twice.\n• Note every word that is said."
ACT = "Act at once\n• Send a patrol.\n• Stay until help has come."
LEARN = "Learn from each case\n• Read the file.\n• Tell the next shift."


def _bold(table: Table, *titles: str) -> Table:
    """The table with these parts set bold."""

    def part(one: Part) -> Part:
        return replace(one, bold=one.text in titles)

    cells = (replace(c, parts=tuple(map(part, c.parts))) for c in table.cells)
    return replace(table, cells=tuple(cells))


def test_each_box_is_a_heading_with_items_of_its_own() -> None:
    table = build.table([[HEAR, ACT], [LEARN, ""]])
    titles = ("Hear every caller", "Act at once", "Learn from each case")

    found = items(build.heading("Our plan on a page"), _bold(table, *titles))

    assert [(item.headings[-1], item.text) for item in found] == [
        (titles[0], "Ask twice."),
        (titles[0], "Note every word that is said."),
        (titles[1], "Send a patrol."),
        (titles[1], "Stay until help has come."),
        (titles[2], "Read the file."),
        (titles[2], "Tell the next shift."),
    ]
    assert not any(item.response for item in found)


def test_a_bold_line_in_a_box_is_a_heading_below_its_title() -> None:
    more = f"{HEAR}\nFrom May on\n• Ring back each caller."
    bold = ("Hear every caller", "From May on", "Act at once")

    found = items(_bold(build.table([[more, ACT]]), *bold))

    assert found[2].headings[-2:] == ("Hear every caller", "From May on")
    assert found[3].headings[-1:] == ("Act at once",)


def test_a_title_over_all_boxes_is_none_of_them() -> None:
    table = build.table([["What we promise", ""], [HEAR, ACT], [LEARN, ""]])
    wide = [replace(c, col_end=1) if not c.row else c for c in table.cells]
    cells = tuple(cell for cell in wide if cell.row or not cell.col)

    found = items(replace(table, cells=cells))

    assert found[0].headings[-2:] == ("What we promise", "Hear every caller")


def test_titles_that_name_columns_are_a_table_s_head() -> None:
    action = "Action\n• Ask every caller twice.\n• Send a patrol to each."
    done = "Progress\n• Callers are asked.\n• Patrols are sent."

    found = items(_bold(build.table([[action, done]]), "Action", "Progress"))

    assert all(item.headings[-1:] != ("Action",) for item in found)


def test_two_cells_of_a_row_that_are_led_in_by_plain_words_stay_a_row() -> None:
    rows = [["Action", "Progress"], [HEAR, ACT]]

    first, *_ = items(build.table(rows))

    assert "Act at once" in first.response


LED = "Objectives:\n• Ask twice.\n• Note every word."


def test_columns_whose_lists_are_led_in_alike_are_read_one_by_one() -> None:
    heads = ["S\nSafer homes", "T\nTrusted officers"]
    found = items(build.table([heads, [LED, LED.replace("Ask", "Ring")]]))

    assert [(item.ref, item.text) for item in found] == [
        ("S", "Safer homes"),
        ("", "Ask twice."),
        ("", "Note every word."),
        ("T", "Trusted officers"),
        ("", "Ring twice."),
        ("", "Note every word."),
    ]
    assert found[1].headings == ("S - Safer homes", "Objectives")


def test_three_lists_below_titles_that_name_no_column_are_columns() -> None:
    lists = ["• Ask.\n• Note.", "• Send.\n• Stay.", "• Read.\n• Tell."]
    found = items(build.table([["Prevent", "Protect", "Prepare"], lists]))

    assert [(i.headings[-1], i.text) for i in found][:3] == [
        ("Prevent", "Ask."),
        ("Prevent", "Note."),
        ("Protect", "Send."),
    ]


def test_three_lists_below_names_of_columns_are_a_row() -> None:
    lists = ["• Ask.\n• Note.", "• Insp Vale\n• Insp Hill", "• Cards lie out.\n• Done."]
    found = items(build.table([["Action", "Lead", "Progress"], lists]))

    assert all(item.lead for item in found)


def test_a_box_of_measures_beside_one_of_deeds_hides_no_deed() -> None:
    measures = "Measures of success\n• Calls are short.\n• Callers are content."
    row = _bold(build.table([[HEAR, measures]]), HEAR[:17], "Measures of success")

    found = items(build.heading("Our plan on a page"), row)

    assert [item.text for item in found] == [
        "Ask twice.",
        "Note every word that is said.",
    ]


def test_an_owner_above_a_box_s_entries_is_each_entry_s() -> None:
    owned = [
        "\n".join((title, f"Lead: {name} Due: May 2021", *entries))
        for (title, *entries), name in zip(
            (HEAR.split("\n"), ACT.split("\n")), ("Supt Vale", "DCI Hill"), strict=True
        )
    ]
    found = items(_bold(build.table([owned]), "Hear every caller", "Act at once"))

    assert [(item.lead, item.target) for item in found] == [
        ("Supt Vale", "May 2021"),
        ("Supt Vale", "May 2021"),
        ("DCI Hill", "May 2021"),
        ("DCI Hill", "May 2021"),
    ]


def test_what_comes_after_the_boxes_stands_under_none_of_them() -> None:
    boxes = _bold(build.table([[HEAR, ACT]]), "Hear every caller", "Act at once")
    after = build.table([["Action", "Lead"], ["Train each call taker.", "Supt Vale"]])

    found = items(build.heading("Our plan"), build.heading("Calls", 2), boxes, after)

    assert found[-1].text == "Train each call taker."
    assert found[-1].headings[-1] == "Calls"


def test_a_frame_of_lists_is_a_title_with_lists_below() -> None:
    frame = build.table(
        [["Hear every caller"], ["This includes:\n• Ask twice.\n• Note each word."]]
    )
    found = items(build.heading("Our plan"), _bold(frame, "Hear every caller"))

    assert [item.text for item in found] == ["Ask twice.", "Note each word."]
    assert found[0].headings[-2:] == ("Hear every caller", "This includes")


def test_titles_that_come_again_or_tell_of_what_was_done_are_columns() -> None:
    done = "Evidence so far\n• Calls are answered.\n• Notes are kept."
    rows = [[HEAR, done], [ACT, done]]
    bold = ("Hear every caller", "Act at once", "Evidence so far")

    found = items(build.heading("Calls"), _bold(build.table(rows), *bold))

    assert not any(
        item.text in ("Calls are answered.", "Notes are kept.") for item in found
    )


def test_a_box_of_partners_is_a_box() -> None:
    partners = "Partners\n• Meet the charities.\n• Write to the council."
    table = _bold(build.table([[HEAR, ACT], [LEARN, partners]]), "Partners")
    titles = ("Hear every caller", "Act at once", "Learn from each case", "Partners")

    found = items(_bold(table, *titles))

    assert not any(item.response for item in found)
    assert found[0].headings[-1] == "Hear every caller"


def test_three_columns_of_entries_below_unknown_titles_are_lists() -> None:
    rows = [["Calls", "Patrols", "Courts"]]
    rows += [["• Ask twice.", "• Walk the town.", "• Ring the clerk."]]
    rows += [["• Note each word.", "• Visit each shop.", "• Write it down."]]
    found = items(_bold(build.table(rows), "Calls", "Patrols", "Courts"))

    assert [(item.headings[-1], item.text) for item in found][:2] == [
        ("Calls", "Ask twice."),
        ("Calls", "Note each word."),
    ]
    assert not any(item.response for item in found)
