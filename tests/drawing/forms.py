"""A plan as forms: one small table or block of labels and values an action."""

from pathlib import Path

from tests.drawing import plan as plans
from tests.drawing.plan import Entry, Plan
from tests.drawing.setter import Paper, Press
from tests.drawing.tabled import open_plan, parts
from tests.drawing.tables import Grid, Look, Row

LABELS = {
    "ref": "Ref",
    "text": "Action",
    "response": "Update",
    "status": "Status",
    "target": "Due date",
    "lead": "Owner",
}


def boxes(plan: Plan, path: Path, paper: Paper, look: Look) -> None:
    """A table of two columns for each action: its label, what is said."""
    press = Press(path, paper, plan.title)
    open_plan(press, plan)
    names = [name for name in LABELS if name in plans.header(plan)]
    for section in plan.sections:
        press.heading(section.path[-1])
        for entry in section.entries:
            rows = [Row(((("", LABELS[name]),), _value(entry, name))) for name in names]
            press.room(90)
            Grid(press, look, [90, press.width - 90], None).draw(rows)
    press.save()


def blocks(plan: Plan, path: Path, paper: Paper) -> None:
    """A block of lines for each action, every line its label and what is said."""
    press = Press(path, paper, plan.title)
    open_plan(press, plan)
    names = [name for name in LABELS if name in plans.header(plan)]
    for section in plan.sections:
        press.heading(section.path[-1])
        for entry in section.entries:
            press.room(70)
            for name in names:
                _block_lines(press, entry, name)
            press.y -= 8
    press.save()


def _block_lines(press: Press, entry: Entry, name: str) -> None:
    for index, (bullet, said) in enumerate(_value(entry, name) or (("", ""),)):
        label = f"{LABELS[name]}: " if not index else ""
        press.paragraph(label + said, bullet if index else "")


def _value(entry: Entry, name: str) -> tuple[tuple[str, str], ...]:
    if name == "response":
        return parts(entry.response)
    said = getattr(entry, name)
    return (("", said),) if said else ()
