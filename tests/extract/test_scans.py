"""Items from scans say so, and which of their words to look at."""

from plan_ingest.extract.scans import scan_flags
from tests import build


def test_an_item_on_a_scanned_page_is_flagged() -> None:
    scanned = build.page(
        2,
        confidence=0.934,
        uncertain=(
            ("refugo", (100.0, 200.0, 130.0, 210.0)),
            ("elsewhere", (100.0, 600.0, 130.0, 610.0)),
        ),
    )
    document = build.document(pages=(build.page(1), scanned))
    box = (90.0, 190.0, 400.0, 240.0)

    assert scan_flags(document, 1, None, box) == ()
    assert scan_flags(document, None, None, None) == ()
    assert scan_flags(document, 2, None, box) == (
        "ocr",
        "ocr_confidence:0.93",
        "uncertain:refugo",
    )


def test_an_item_over_two_pages_takes_the_doubts_of_both() -> None:
    pages = tuple(
        build.page(n, confidence=0.9, uncertain=((f"word{n}", (0.0, 0.0, 9.0, 9.0)),))
        for n in (1, 2)
    )

    flags = scan_flags(build.document(pages=pages), 1, 2, (0.0, 0.0, 5.0, 5.0))

    assert flags == ("ocr", "ocr_confidence:0.90", "uncertain:word1", "uncertain:word2")
