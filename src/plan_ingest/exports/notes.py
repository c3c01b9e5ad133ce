"""How a report was made, in notes a reader can follow: the same in every workbook."""

from dataclasses import replace

from plan_ingest.exports.listing import Column, Listing
from plan_ingest.exports.wording import CAUTION, ROLLED_UP
from plan_ingest.model.coverage import Report

NOT_APPLICABLE = "[z]"
NOT_AVAILABLE = "[x]"


def notes(report: Report) -> Listing:
    """The notes: method, framework, layers, and what the signs mean."""
    told = [
        CAUTION,
        report.framework.status,
        *report.framework.notes,
        (
            "Tables by decisions and suggestions count an item that nobody has"
            " decided by what is suggested for it; those by decisions only do not."
        ),
        (
            "A cell is not assessable where the source, or the pages that could hold"
            " the answer, could not be read. It is never shown as not addressed."
        ),
        f"Of a wider node {ROLLED_UP}.",
        (
            "A later ask was first asked for after the plan was written; it is not"
            " counted as a gap."
        ),
        (
            f"{NOT_APPLICABLE} means that a value does not apply or that there is none;"
            f" {NOT_AVAILABLE} means that it is not available."
        ),
        "" if report.names else "Officers are shown by rank and role, not by name.",
    ]
    return Listing(
        name="notes",
        title="Notes",
        says="Notes to the tables of this workbook.",
        columns=(
            Column("number", "Note number", "Number of the note", "string", 16),
            Column("note", "Note", "What the note says", "string", 100),
        ),
        rows=tuple(
            (f"note {number}", note)
            for number, note in enumerate(filter(None, told), 1)
        ),
    )


def method(report: Report) -> Listing:
    """The notes, and the texts that stand behind the framework's nodes."""
    told = notes(replace(report, names=True))  # this workbook shows what is printed
    sources = tuple((name, says) for name, says in report.framework.sources)
    return Listing(
        name="method",
        title="Method",
        says="How the matrix was made, and what stands behind the framework.",
        columns=told.columns,
        rows=(*(row for row in told.rows), *sources),
    )


def run_manifest(report: Report) -> Listing:
    """What the run rests on: versions, inputs by hash, settings, every plan's sha256.

    As in manifest.json, that each workbook and report carries its own record.
    """
    return Listing(
        name="manifest",
        title="Manifest: what this run rests on",
        says="As manifest.json has it; `plan-ingest verify` derives the cells again.",
        columns=(
            Column("what", "What", "What is recorded", width=50),
            Column("value", "Value", "Its value", width=80),
        ),
        rows=report.manifest,
        keys=("what",),
    )
