"""Files out: the table of exports, and the files of an output folder."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from plan_ingest.exports.flat import as_csv, data_dictionary
from plan_ingest.exports.listing import Listing
from plan_ingest.exports.listings import listings
from plan_ingest.model.coverage import Report
from plan_ingest.registry import load

__all__ = ["EXPORTS", "listing_files", "made", "output_files"]

EXPORTS: Mapping[str, str] = {
    "items.parquet": "plan_ingest.exports.parquet:items_parquet",
    "gap-matrix.xlsx": "plan_ingest.exports.gap_matrix.book:render",
    "gap-matrix-publication.xlsx": "plan_ingest.exports.publication:render",
    "report.html": "plan_ingest.exports.html:render",
    "report.docx": "plan_ingest.exports.briefing:render",
}
"""A file's name, and what makes its bytes of a report."""


def output_files(report: Report) -> Iterator[tuple[str, bytes]]:
    """Every file of the output folder with its bytes, one at a time."""
    yield from listing_files(report)
    for name in EXPORTS:
        yield name, made(report, name)


def listing_files(report: Report) -> Iterator[tuple[str, bytes]]:
    """Every listing's file and their dictionary, with its bytes, one at a time."""
    heads: list[Listing] = []
    for listing in listings(report):
        yield f"{listing.name}.csv", as_csv(listing)
        heads.append(replace(listing, rows=()))
    yield "csv-metadata.json", b"".join(data_dictionary(report, heads))


def made(report: Report, name: str) -> bytes:
    """The bytes of one of the EXPORTS, by the file's name."""
    content: bytes = load(EXPORTS, name, "export")(report)
    return content
