"""The words by which a plan is understood: data that analysts can extend."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plan_ingest.extract.wordlists import WordList, labels, word_list
from plan_ingest.model.plan import ItemKind
from plan_ingest.text import fold

ReadDate = Callable[[str], tuple[date, date] | None]
"""The first and the last day of a date as printed; None where it is no date."""

_TRIM = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_SPLIT = re.compile(r"\s*(?:/|&|\band\b|\bor\b|,|\(|\)|\n)\s*")
_ONE_NAME = re.compile(r"\s*\((\w+)\)?$")
_HEAD = re.compile(r"\s+(?:of|against|for|to|on|by|in|since|as at|as of|from|with)\s+")
_NUMBERING = re.compile(r"^(?:[\d.()]+|(?:[a-z]|[ivx]+)[.)])\s+")
INLINE = frozenset({"lead", "target", "status", "response", "measure"})
"""Roles whose label may stand inside an item's own paragraph."""
NOTE = "note"
_ASIDE = (NOTE, "next")
"""Roles of columns beside the items: of a header's two names the other one tells."""
_NAME_LETTERS = 4
"""Letters of a name of one word that is known inside a header."""
_LONGEST_HEADER = 8
"""Words: what is longer is a sentence, never a column's header."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; `kind` is the kind of its items, "" where it has none.

    `prose` is the role it has where its cells are passages, "" where that is `role`.
    """

    role: str
    kind: str = ""
    prose: str = ""


@dataclass(frozen=True, slots=True)
class Force:
    """A police force and the names plans print for it, folded.

    `full` are the names that say police or constabulary, `bare` those that do not and
    may be a county's.
    """

    name: str
    full: tuple[str, ...]
    bare: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Column headers, heading senses, word lists, forces, and a reader of dates."""

    columns: Mapping[str, Column]
    senses: Mapping[str, str]
    words: Mapping[str, WordList]
    forces: tuple[Force, ...]
    names: re.Pattern[str]
    """Finds a force's name, the longest where one holds another."""
    read_date: ReadDate
    inline: re.Pattern[str]
    """Finds a label such as "Owner:" inside running text."""

    def column(self, header: str) -> Column | None:
        """What a column's header, as printed, says the column holds."""
        folded = _trimmed(header)
        if not folded or len(folded.split()) > _LONGEST_HEADER:
            return None
        whole = self.columns.get(folded)
        if whole and not header.rstrip().endswith("?"):
            return whole
        found = whole or self._part(folded) or self._contained(_HEAD.split(folded)[0])
        return self._accounted(folded, found, header) if found else None

    def label(self, text: str) -> Column | None:
        """What a form's label, as printed, says of the value beside it.

        "Our commitment" says what "commitment" says.
        """
        folded = _trimmed(text)
        if found := self.columns.get(folded):
            return found
        first, _, rest = folded.partition(" ")
        known = bool(rest) and self._is("determiner", first)
        return self.columns.get(rest) if known else None

    def sense(self, heading: str) -> str | None:
        """What kind of section a heading opens: background, objective, ...

        "Contact and response" is of work, "Contact and further information" is not.
        """
        folded = _trimmed(
            re.sub(r"^[\d.()]+\s+|^(?:[a-z]|[ivx]+)[.)]\s+", "", fold(heading))
        )
        if folded in self.senses:
            return self.senses[folded]
        for phrase, sense in self.senses.items():
            opens = folded.startswith(
                (f"{phrase} and ", f"{phrase} & ", f"{phrase} – ")
            )
            if sense not in ("background", "glossary", "contents") or not opens:
                continue
            rest = folded.removeprefix(phrase).strip(" –&").removeprefix("and ")
            # Words that may open an appendix also name a force's work: contact.
            if not self._is("work", phrase) or rest in self.senses:
                return sense
        return None

    def with_columns(self, pairs: Iterable[tuple[str, str]]) -> "Lexicon":
        """This lexicon and more header words: pairs of (phrase, role)."""
        more = {
            _trimmed(phrase): Column(role, _KINDS.get(role, ""))
            for phrase, role in pairs
        }
        return replace(self, columns={**self.columns, **more}) if more else self

    def _part(self, folded: str) -> Column | None:
        """The part of a header of two names that tells most: "Rationale / action".

        Reasons give way to what they are for; a risk or a cost is a thing of its own.
        """
        parts = [_trimmed(part) for part in _SPLIT.split(folded)]
        known = [self.columns[part] for part in parts if part in self.columns]
        asides = [p for p in parts if p in self.columns if self.columns[p].role == NOTE]
        if not all(self._is("why", part, WordList.starts) for part in asides):
            return known[0]
        told = [found for found in known if found.role not in _ASIDE]
        items = [found for found in told if found.role in (*_KINDS, "response")]
        telling = [found for found in items if found.role != "issue"]
        if told and told[0].role == "issue" and telling:
            answer = telling[0].role == "response"
            return replace(telling[0], kind="issue") if answer else telling[0]
        return next(iter(told or known), None)

    def _contained(self, folded: str) -> Column | None:
        """What the longest name inside a header says, the last of those as long.

        "We have" is none inside: the word before it tells, as in "Risks we have".
        """
        words = folded.split()
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size, -1, -1):
                phrase = " ".join(words[start : start + size])
                found = self.columns.get(phrase)
                if found is None or (size == 1 and len(phrase) < _NAME_LETTERS):
                    continue
                told = found.role == "response" or (found.role == "issue" and start)
                if not (told and self._is("clause", phrase, WordList.starts)):
                    return found
        return None

    def _accounted(self, folded: str, found: Column, header: str) -> Column:
        """What a header says that asks when, who or whether, or says what was done.

        "Date action completed" and "Action completed?" are no accounts of what was;
        "Tasks completed" is one, "Tasks to be completed" is none.
        """
        if found.role not in (*_KINDS, "response"):
            return found
        if asked := self._asks(folded, found):
            return asked
        first, last = folded.split()[0], folded.split()[-1].strip("()")
        done = self._is("done", last)
        if done and header.rstrip().endswith("?") and not self._is("open", first):
            return Column("status")
        if not done or not self._all_done(folded):
            return found
        if not self._is("undone", folded, WordList.find):
            return Column("response", found.kind if found.role == "response" else "")
        # "How the objective is achieved" tells by what it will be.
        how = self.columns.get(first) if self._is("open", first) else None
        return Column(NOTE) if how and how.role == found.role else how or found

    def _asks(self, folded: str, found: Column) -> Column | None:
        """The answer that a header's first or last word asks for: a date, a name.

        "Work done by" asks who did it, "Action required by" when it is due, "Action
        agreed by" who agreed; "Action / date" has two names and asks for neither.
        """
        words = folded.split()
        last = words[-1].strip("()")
        if words[0] == "date" and self._is("expected", folded, WordList.find):
            return None if self._is("done", last) else Column("target")
        by = self._said("by", words[-2]) if len(words) > 1 and last == "by" else None
        own = found.role == "response"
        ends = (own and self._said("told", last)) or self._said("asked", last)
        opens = None if _is_cut(words[1:2]) else self._said("asks", words[0])
        if not opens and _is_cut(words[-2:-1], words[-1]) and "/" not in last:
            return None
        role = opens or (by if not own and last == "by" else None) or ends
        return Column(role, prose="response" if own else "") if role else None

    def _said(self, name: str, word: str) -> str | None:
        """The value that a list of words gives a word."""
        listed = self.words.get(name)
        phrases = listed.phrases if listed else ()
        return next((phrase.value for phrase in phrases if phrase.text == word), None)

    def _all_done(self, folded: str) -> bool:
        """Whether each of a header's names says that it was done.

        "Actions planned / completed" holds what was not; "Actions (completed)" is one
        name.
        """
        names = [part for part in _SPLIT.split(_ONE_NAME.sub(r" \1", folded)) if part]
        return all(
            self._is("done", name.split()[-1])
            for name in names
            if (found := self._contained(name)) and found.role in _KINDS
        )

    def _is(
        self,
        name: str,
        text: str,
        test: Callable[[WordList, str], object] = WordList.has,
    ) -> bool:
        listed = self.words.get(name)
        return listed is not None and bool(test(listed, text))


_KINDS = {
    "action": "action",
    "objective": "objective",
    "recommendation": "action",
    "comment": "objective",
    "issue": "issue",
}


def item_kind(name: str) -> ItemKind:
    """The kind a lexicon's line names; an action where it names none."""
    match name:
        case "objective" | "aim" | "issue":
            return name
    return "action"


def build(
    columns: Iterable[tuple[str, str, str]],
    senses: Iterable[tuple[str, str]],
    words: Iterable[tuple[str, str, str]],
    forces: Iterable[Force],
    read_date: ReadDate,
) -> Lexicon:
    """A lexicon of rows: (header, role, kind), (heading, sense), (list, phrase, value).

    A later row of the same phrase takes the place of an earlier one.
    """
    columns_by_phrase = {
        _trimmed(phrase): Column(role, kind) for phrase, role, kind in columns
    }
    listed = tuple(forces)
    lists: dict[str, dict[str, str]] = {}
    for name, phrase, value in words:
        lists.setdefault(name, {})[fold(phrase)] = value
    return Lexicon(
        columns=columns_by_phrase,
        senses={_trimmed(phrase): sense for phrase, sense in senses},
        words={name: word_list(phrases) for name, phrases in lists.items()},
        forces=listed,
        names=_names(listed),
        read_date=read_date,
        inline=labels(
            phrase for phrase, c in columns_by_phrase.items() if c.role in INLINE
        ),
    )


def _names(forces: Iterable[Force]) -> re.Pattern[str]:
    printed = {name for force in forces for name in (*force.full, *force.bare)}
    longest_first = sorted(printed, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def _is_cut(beside: Iterable[str], word: str = "") -> bool:
    """Whether a word of a header stands in a name of its own: "Action / date"."""
    return word.startswith("(") or any(
        part in ("/", "&", "and", "or") or part.endswith((",", "/")) for part in beside
    )


def _trimmed(text: str) -> str:
    """Folded, without marks at its ends; one that is only marks stays as it is."""
    folded = fold(text)
    return _TRIM.sub("", folded) or folded
