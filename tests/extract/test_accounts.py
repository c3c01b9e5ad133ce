"""The extraction ledger."""

from dataclasses import replace

import pytest

from plan_ingest.extract.accounts import Account, Ledger, accounts, bare_pages
from plan_ingest.model.document import Document, Furniture, Page
from tests import build

HEADING = build.heading("Leading", page=1)
PARAGRAPH = build.paragraph("Why we have a plan.", page=1)
BULLET = build.bullet("Train every responder on risk.", page=1, page_end=2)
FOOT = Furniture("Page 2", build.anchor(page=2))


def document(**given: object) -> Document:
    pages = (Page(1, 595, 842, 40), Page(2, 595, 842, 20))
    whole = Document(
        build.source(), (HEADING, PARAGRAPH, BULLET, FOOT), pages, characters=60
    )
    return replace(whole, **given)  # type: ignore[arg-type]


def test_every_character_is_accounted_for() -> None:
    whole = accounts(document(), [build.item()]).whole
    assert whole == Account(
        None, item=26, heading=7, furniture=5, boilerplate=15 + 1, unread=6
    )
    assert whole.total == 60


def test_pages_add_up_to_what_was_seen_on_them() -> None:
    ledger = accounts(document(), [build.item()])
    assert [account.total for account in ledger.pages] == [40, 20]
    assert [account.item for account in ledger.pages] == [17, 9]


def test_without_items_all_is_boilerplate() -> None:
    whole = accounts(document(), []).whole
    assert (whole.item, whole.boilerplate) == (0, 42)


def test_an_unread_page_is_unread() -> None:
    pages = (*document().pages, Page(3, 595, 842, 500, "page is garbled"))
    ledger = accounts(document(pages=pages), [])
    assert ledger.pages[2] == Account(3, unread=500)


def test_an_item_inside_a_paragraph_counts_alone() -> None:
    text = "Some words before. Train every responder on risk. Some words after."
    given = document(blocks=(build.paragraph(text, page=1),))
    whole = accounts(given, [build.item()]).whole
    assert 24 <= whole.item <= 28
    assert whole.item + whole.boilerplate == len(text.replace(" ", ""))


def test_a_table_s_header_is_heading_and_its_repetition_furniture() -> None:
    table = build.table([["Ref", "Action"], ["1", "Train every responder on risk."]])
    pages = (Page(1, 595, 842, 36), Page(2, 595, 842, 9, repeated=9))
    given = document(
        blocks=(replace(table, anchor=build.anchor(page=1)),),
        pages=pages,
        characters=45,
    )
    whole = accounts(given, [build.item(ref="1")]).whole
    assert whole == Account(None, item=27, heading=9, furniture=9)


def test_a_format_without_pages_has_only_the_whole() -> None:
    given = document(pages=(), blocks=(build.paragraph("Words"),), characters=8)
    ledger = accounts(given, [])
    assert ledger.pages == ()
    assert ledger.whole == Account(None, boilerplate=5, unread=3)


@pytest.mark.parametrize(
    "printed",
    [
        "Train every responder on risk. Lead: Head of Learning. Due: June 2024",
        "Action: Train every responder on risk. Owner: Head of Learning",
        "Lead officer: Head of Learning",
        "Due date: June 2024. Lead: HEAD OF LEARNING",
    ],
)
def test_a_field_inside_a_paragraph_is_the_item_s_and_so_is_its_label(
    printed: str,
) -> None:
    item = build.item(lead="Head of Learning", target="June 2024")
    whole = accounts(document(blocks=(build.paragraph(printed),)), [item]).whole
    assert (whole.item, whole.boilerplate) == (len(printed.replace(" ", "")), 0)


@pytest.mark.parametrize(
    "printed",
    [
        "Apologies: June 20245 was too long a time for anyone to wait.",
        "The committee heard a long report and asked this of the chair: when?",
    ],
)
def test_what_only_looks_like_a_field_is_not_the_item_s(printed: str) -> None:
    item = build.item(lead="Head of Learning", target="June 2024")
    whole = accounts(document(blocks=(build.paragraph(printed),)), [item]).whole
    assert whole.boilerplate > whole.item


def test_a_card_s_labels_without_colons_are_the_item_s() -> None:
    item = build.item(lead="Head of Learning", target="June 2024")
    cells = [
        ["Lead Head of Learning", "Train every responder on risk."],
        ["Target date June 2024", "Lead Head of Nothing"],
    ]
    table = replace(build.table(cells), header_rows=0)
    whole = accounts(document(blocks=(table,)), [item]).whole
    assert whole.boilerplate == len("LeadHeadofNothing")


def test_what_was_done_is_the_item_s_wherever_it_stands_in_a_cell() -> None:
    done = ("Every shift has been briefed by now.", "A second course follows in May.")
    item = build.item(response=done)
    table = build.table([["Progress " + " ".join(done) + " Else."]])
    found = accounts(document(blocks=(replace(table, header_rows=0),)), [item]).whole
    assert found.item == len("".join(done).replace(" ", ""))


def test_words_before_a_date_in_prose_are_no_label() -> None:
    item = build.item(target="June 2024")
    given = document(blocks=(build.paragraph("Minutes of June 2024"),))
    assert accounts(given, [item]).whole.item == 0


@pytest.mark.parametrize(
    ("shares", "bare"),
    [
        ((0.9, 0.0, 0.9), (2,)),  # a page in the midst of the plan is lost
        ((0.0, 0.9, 0.9), ()),  # a foreword
        ((0.9, 0.9, 0.0), ()),  # an appendix
        ((0.9, 0.0, 0.0, 0.9), ()),  # a chapter of prose
        ((0.9, 0.5, 0.9), ()),
    ],
)
def test_a_page_between_pages_of_items_is_told(
    shares: tuple[float, ...], bare: tuple[int, ...]
) -> None:
    pages = tuple(
        Account(number, item=round(1000 * share), boilerplate=round(1000 * (1 - share)))
        for number, share in enumerate(shares, 1)
    )

    assert bare_pages(Ledger(Account(None), pages)) == bare


def test_a_page_that_says_little_is_not_told() -> None:
    full = Account(1, item=1000), Account(3, item=1000)
    pages = (full[0], Account(2, boilerplate=400), full[1])

    assert not bare_pages(Ledger(Account(None), pages))
