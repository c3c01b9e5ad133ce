"""The words by which a plan is understood: data that analysts can extend.

A phrase is compared folded; a phrase that ends in "*" also matches longer words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plan_ingest.model.plan import ItemKind
from plan_ingest.text import fold

ReadDate = Callable[[str], tuple[date, date] | None]
"""The first and the last day of a date as printed; None where it is no date."""

_TRIM = re.compile(r"^[\s\W_]+|[\s\W_]+$")
_SPLIT = re.compile(r"\s*(?:/|&|\band\b|\bor\b|,|\(|\)|\n)\s*")
_HEAD = re.compile(r"\s+(?:of|against|for|to|on|by|in|since|as at|as of|from|with)\s+")
_NUMBERING = re.compile(r"^(?:[\d.()]+|(?:[a-z]|[ivx]+)[.)])\s+")
INLINE = frozenset({"lead", "target", "status", "response", "measure"})
"""Roles whose label may stand inside an item's own paragraph."""
_ASIDE = ("note", "next")
"""Roles of columns beside the items: of a header's two names the other one tells."""
_NAME_LETTERS = 4
"""Letters of a name of one word that is known inside a header."""
_LONGEST_HEADER = 8
"""Words: what is longer is a sentence, never a column's header."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds; `kind` is the kind of its items, "" where it has none."""

    role: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a word list, with the value the list gives it."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class WordList:
    """Phrases in order of trust, and one pattern that finds any of them."""

    phrases: tuple[Phrase, ...]
    pattern: re.Pattern[str]

    def find(self, text: str) -> str | None:
        """The first of the phrases that stands anywhere in the text."""
        found = self.pattern.search(fold(text))
        return found.group() if found else None

    def starts(self, text: str) -> bool:
        """Whether the text begins with one of the phrases."""
        return bool(self.pattern.match(fold(text)))

    def has(self, text: str) -> bool:
        """Whether the whole text is one of the phrases."""
        return bool(self.pattern.fullmatch(fold(text)))


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
        """The part of a header of two names that tells most: "Rationale / action"."""
        parts = [self.columns.get(_trimmed(part)) for part in _SPLIT.split(folded)]
        known = [found for found in parts if found]
        told = [found for found in known if found.role not in _ASIDE]
        items = [found for found in told if found.role in (*_KINDS, "response")]
        telling = [found for found in items if found.role != "issue"]
        if told and told[0].role == "issue" and telling:
            return telling[0]
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
        first, last = folded.split()[0], folded.split()[-1].strip("()")
        # "Work done by" asks who did it, "Action required by" when it is due.
        told = "told" if found.role == "response" else "asked"
        for name, word in (("asks", first), (told, last), ("asked", last)):
            listed = self.words.get(name)
            for phrase in listed.phrases if listed else ():
                if phrase.text == word:
                    return Column(phrase.value)
        done = self._is("done", last)
        if done and header.rstrip().endswith("?") and not self._is("open", first):
            return Column("status")
        planned = self._is("undone", folded, WordList.find)
        return Column("response") if done and not planned else found

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
        words={name: _word_list(phrases) for name, phrases in lists.items()},
        forces=listed,
        names=_names(listed),
        read_date=read_date,
        inline=_inline(columns_by_phrase),
    )


def _names(forces: Iterable[Force]) -> re.Pattern[str]:
    printed = {name for force in forces for name in (*force.full, *force.bare)}
    longest_first = sorted(printed, key=lambda name: (-len(name), name))
    either = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")


def _inline(columns: Mapping[str, Column]) -> re.Pattern[str]:
    """Labels of an item's fields, capital first, before a colon."""
    phrases = [p for p, c in columns.items() if c.role in INLINE and p.isascii()]
    either = "|".join(
        f"[{p[0].upper()}]{_either_case(p[1:])}"
        for p in sorted(phrases, key=lambda p: (-len(p), p))
        if p[0].isalpha()
    )
    return re.compile(rf"(?<![\w-])({either})\s*:(?=\s|$)")


def _either_case(text: str) -> str:
    return "".join(f"[{c}{c.upper()}]" if c.isalpha() else re.escape(c) for c in text)


def _trimmed(text: str) -> str:
    """Folded, without marks at its ends; one that is only marks stays as it is."""
    folded = fold(text)
    return _TRIM.sub("", folded) or folded


def _word_list(phrases: Mapping[str, str]) -> WordList:
    alternatives = "|".join(
        _alternative(phrase) for phrase in sorted(phrases, key=len, reverse=True)
    )
    pattern = re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])")
    return WordList(tuple(Phrase(p, v) for p, v in phrases.items()), pattern)


def _alternative(phrase: str) -> str:
    if phrase.endswith("*"):
        return re.escape(phrase[:-1]) + r"\w*"
    return re.escape(phrase)
