"""Titles such as "Partners": a theme among themes, or an appendix."""

import pytest

from plan_ingest.model.document import Block
from tests import build
from tests.extract.words import items

ASKED = (
    "Read each report within a day.",
    "Ask every caller twice.",
    "Write a plan with each caller.",
)
NAMES = ("The refuge", "The council", "The clinic")


def _plan(*last: str) -> list[Block]:
    blocks: list[Block] = []
    for title, entries in (("Training", ASKED), ("Calls", ASKED), ("Partners", last)):
        blocks.append(build.heading(title))
        blocks += [build.bullet(entry) for entry in entries]
    return blocks


def test_a_section_that_lists_as_its_sisters_do_is_a_theme_like_them() -> None:
    found = items(*_plan("Meet the clinic each month.", "Share each plan at once."))

    assert [i.text for i in found if i.headings[-1] == "Partners"] == [
        "Meet the clinic each month.",
        "Share each plan at once.",
    ]


def test_a_list_of_names_is_background() -> None:
    assert not [i for i in items(*_plan(*NAMES)) if i.headings[-1] == "Partners"]


@pytest.mark.parametrize(
    "listed",
    [
        (
            "Westmarch Council, its housing team too.",
            "Northmoor Women’s Aid, a charity.",
        ),
        ("Call us on 101 if you need us.", "Read more at www.westmarch.example now."),
    ],
)
def test_sentences_of_partners_or_of_ways_to_reach_them_are_background(
    listed: tuple[str, str],
) -> None:
    assert not [i for i in items(*_plan(*listed)) if i.headings[-1] == "Partners"]


def test_without_sisters_the_title_decides() -> None:
    blocks = _plan("Meet the clinic each month.", "Share each plan at once.")[-3:]

    assert not items(build.heading("What we do"), build.bullet(ASKED[0]), *blocks)[1:]


def test_a_title_that_counts_a_part_of_the_plan_is_under_no_foreword() -> None:
    blocks: list[Block] = [build.heading("Foreword", 1), build.paragraph("We care.")]
    for number in (1, 2, 3):
        blocks.append(build.heading(f"Priority {number}: Calls", 2))
        blocks += [build.bullet(entry) for entry in ASKED]

    found = items(*blocks, build.heading("Annex 1", 2), build.bullet(NAMES[0]))

    assert len(found) == 3 * len(ASKED)
    assert found[-1].headings[-1] == "Priority 3: Calls"
