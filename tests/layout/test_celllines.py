"""Words to lines, of a page and of some of its words."""

from dataclasses import replace

from plan_ingest.layout.celllines import lines_among, page_lines
from tests.layout.drawn import Sheet


def two_rows() -> Sheet:
    sheet = Sheet()
    sheet.text(50, 100, "Widen the beat")
    sheet.text(50, 120, "Walk it weekly")
    return sheet


def test_the_lines_of_a_page_are_found_once() -> None:
    page = two_rows().page()

    assert [line.text for line in page_lines(page)] == [
        "Widen the beat",
        "Walk it weekly",
    ]
    assert page_lines(page) is page_lines(page)
    assert lines_among(page.words, page) is page_lines(page)


def test_a_page_with_other_words_has_lines_of_its_own() -> None:
    page = two_rows().page()
    page_lines(page)
    fewer = replace(page, words=page.words[:3])

    assert [line.text for line in page_lines(fewer)] == ["Widen the beat"]


def test_the_lines_of_some_words_are_theirs_alone() -> None:
    page = two_rows().page()

    assert [line.text for line in lines_among(page.words[3:], page)] == [
        "Walk it weekly"
    ]
