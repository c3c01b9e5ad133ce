"""A small report with one of everything, hostile words among them."""

from dataclasses import replace
from functools import cache

from plan_ingest.model.coverage import Report
from plan_ingest.model.plan import ItemSource, PlanItem, Smart
from plan_ingest.pipeline.reported import report_of
from plan_ingest.settings import Reporting, Settings
from tests import build

FORMULA = '=HYPERLINK("http://evil.example","click")'
SCRIPT = "<script>window.owned=1</script><img src=x onerror=window.owned=1>"
CONTROL = "a\x01b\x0bc\ufffed"
LONG = "word " * 9000
FULL = Smart(owner="row", date="due_date", measure=True, evidence="own")
SETTINGS = Settings(
    reporting=Reporting(title="Made-up plans", protective_marking="OFFICIAL & TEST")
)


@cache
def report() -> Report:
    """Four sources: two read, one with unread pages, one quarantined."""
    items = _items()
    one, two, three, four, five = items
    return report_of(
        items,
        [
            build.record(source_id="alder/plan", force="Alder", items=3),
            build.record(
                source_id="birch/plan",
                force="Birch",
                state="partly read",
                pages_unread=(2,),
                reason="page 2 is an image",
            ),
            build.record(source_id="cedar/plan", force="Cedar", document_date="2022"),
            build.record(
                source_id="dogwood/plan",
                force=None,
                state="quarantined",
                reason="=damaged; save it again",
                items=0,
            ),
        ],
        build.framework(),
        [
            build.suggestions(four, "C1a.1", "C1a.2", accepted=("C1a.1",)),
            build.suggestions(five, "C1b.1", "C2a.1", accepted=("C1b.1",)),
        ],
        [
            build.decision(one, "C1a.1"),
            build.decision(two, "C1a.2"),
            build.decision(three, "C2a", verdict="secondary"),
            build.decision(three, "C2a", analyst="B", at="2026-02-01T00:00:00Z"),
            build.decision("gone", "C1a", note=FORMULA),
        ],
        SETTINGS,
    )


def _items() -> list[PlanItem]:
    alder = ItemSource("alder/plan.pdf", build.SHA, "application/pdf", 3, 3)
    made = [
        build.item(
            FORMULA, source_id="alder/plan", force="Alder", smart=FULL,
            response=("DCI Jane Marchmont reviews it monthly.",), source=alder,
        ),
        build.item(
            SCRIPT, source_id="alder/plan", force="Alder", item_no=2, source=alder,
            response=(CONTROL,), smart=Smart(evidence="own"),
        ),
        build.item(LONG, source_id="alder/plan", force="Alder", item_no=3),
        build.item(
            "Train call takers to hear it.", source_id="birch/plan", force="Birch"
        ),
        build.item(
            "Train call takers to hear it well.", source_id="cedar/plan", force="Cedar",
            lead="@SUM(A1)",
        ),
    ]  # fmt: skip
    return [replace(item, item_id=f"item-{n}") for n, item in enumerate(made, 1)]
