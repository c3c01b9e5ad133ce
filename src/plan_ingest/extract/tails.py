"""Owner, date and status printed inside an item's own paragraph, taken apart."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from plan_ingest.extract.dates import spans
from plan_ingest.extract.draft import Draft
from plan_ingest.extract.lexicon import Column, Lexicon
from plan_ingest.text import squash

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{3,120})[)\]]\.?\s*$")
_BETWEEN = re.compile(r"\s*[;,|]\s*|\s+[/–—-]\s+")
_EDGE = " \t\n;,|–—-([{"
_PERSON_WORDS = 8
_DATE_WORDS = 5
_NAMED = ("lead", "target")
"""Roles whose value is a name or a date: a full stop only ends its line."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A paragraph's own words, and the values its labels give, by role."""

    text: str
    values: Mapping[str, str]


def labelled_tail(text: str, lexicon: Lexicon) -> Tail:
    """The paragraph without its "Owner: ... Due: ..." parts, and those by role."""
    marks = list(lexicon.inline.finditer(text))
    if not marks:
        return Tail(text, {})
    values: dict[str, str] = {}
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        column = lexicon.label(mark.group(1))
        value = _unclosed(squash(text[mark.end() : end]).strip(_EDGE))
        if column and column.role in _NAMED and not _is_said(value, lexicon):
            value = value.removesuffix(".")
        if column and value:
            known = values.get(column.role)
            values[column.role] = f"{known} {value}" if known else value
    if "lead" in values and "target" not in values:
        values["lead"], when = with_date(values["lead"], lexicon)
        values.update({"target": when} if when else {})
    return Tail(text[: marks[0].start()].rstrip(_EDGE), values)


def role_of(part: str, lexicon: Lexicon) -> str | None:
    """Whether a few words are a date ("target") or a person ("lead"); else None."""
    bare = re.sub(
        r"^(?:by|due|before|end of)\s+", "", part.strip(), flags=re.IGNORECASE
    )
    dated = next(spans(bare, lexicon), None) or _is_often(bare, lexicon)
    if dated and len(bare.split()) <= _DATE_WORDS:
        return "target"
    short = len(bare.split()) <= _PERSON_WORDS
    return "lead" if short and lexicon.words["role"].find(bare) else None


def _is_often(said: str, lexicon: Lexicon) -> bool:
    """Whether words say how often: "Monthly", not the "Daily Management Meeting"."""
    often = lexicon.words["frequency"]
    named = any(word[:1].isupper() for word in said.split()[1:])
    return often.has(said) or (not named and often.find(said) is not None)


def value(column: Column, said: str, lexicon: Lexicon) -> str:
    """A labelled value without the marks that part it from the next label.

    A name or a date ends with no full stop of its own.
    """
    if column.role not in _NAMED:
        return said.strip()
    bare = said.strip(_EDGE)
    return bare if _is_said(bare, lexicon) else bare.removesuffix(".")


def with_date(lead: str, lexicon: Lexicon) -> tuple[str, str]:
    """An owner and the date that follows in the same breath: "Supt X; by May 2021"."""
    marks = list(_BETWEEN.finditer(lead))
    if not marks:
        return lead, ""
    who, said = lead[: marks[-1].start()].strip(), lead[marks[-1].end() :]
    when = re.sub(r"^by\s+", "", said.strip(" .)"))
    dated = role_of(when, lexicon) == "target" or lexicon.words["status"].has(when)
    return (who, when) if who and dated and not _dated(who, lexicon) else (lead, "")


def _dated(text: str, lexicon: Lexicon) -> bool:
    return next(spans(text, lexicon), None) is not None


def _is_said(value: str, lexicon: Lexicon) -> bool:
    """Whether a value is neither a name nor a date but a sentence: longer, undated."""
    long = len(value.split()) > _DATE_WORDS
    person = lexicon.words["role"].find(value)
    return long and not person and next(spans(value, lexicon), None) is None


def bracketed_tail(text: str, lexicon: Lexicon) -> Tail:
    """The paragraph without a last bracket that holds only an owner or a date."""
    found = _BRACKETED.search(text)
    if not found or _abbreviates(found.group(1), text[: found.start()]):
        return Tail(text, {})
    values: dict[str, list[str]] = {}
    for part in _BETWEEN.split(found.group(1)):
        role = role_of(part, lexicon)
        if role is None:
            return Tail(text, {})
        values.setdefault(role, []).append(part.strip())
    return Tail(
        text[: found.start()].rstrip(),
        {role: ", ".join(parts) for role, parts in values.items()},
    )


def _abbreviates(bracket: str, before: str) -> bool:
    """Whether a bracket only gives the initials of the words right before it."""
    words = [word for word in re.split(r"[\s-]+", before) if word[:1].isupper()]
    initials = "".join(word[0] for word in words[-len(bracket) :])
    return bracket.isupper() and bracket.strip() == initials


def with_tail(draft: Draft, lexicon: Lexicon, brackets: bool) -> Draft:
    """A draft whose text gave up the owner, date and status printed in it."""
    tail = labelled_tail(draft.text, lexicon)
    if not tail.values and brackets:
        tail = bracketed_tail(draft.text, lexicon)
    if not tail.values or not tail.text:
        return draft
    return with_values(replace(draft, text=tail.text), tail.values)


def with_values(draft: Draft, values: Mapping[str, str | tuple[str, ...]]) -> Draft:
    """A draft with more values: a field that is filled goes on with them."""
    more = {role: (v,) if isinstance(v, str) else v for role, v in values.items()}
    return replace(
        draft,
        lead=_joined(draft.lead, more.get("lead", ())),
        target=_joined(draft.target, more.get("target", ())),
        status_text=_joined(draft.status_text, more.get("status", ())),
        measure_text=_joined(draft.measure_text, more.get("measure", ())),
        response=draft.response + tuple(filter(None, more.get("response", ()))),
        dated=draft.dated or "target" in more,
    )


def _joined(known: str, values: tuple[str, ...]) -> str:
    return " ".join(filter(None, (known, *values)))


def _unclosed(value: str) -> str:
    """A value without the closing bracket whose opening stands before its label."""
    bare = value.rstrip(" .") if value.rstrip(" .").endswith((")", "]")) else value
    if bare.endswith(")") and bare.count(")") > bare.count("("):
        return bare[:-1].rstrip()
    if bare.endswith("]") and bare.count("]") > bare.count("["):
        return bare[:-1].rstrip()
    return value
