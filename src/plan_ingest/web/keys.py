"""The desk's keys: what each does, and an analyst's own choice of them.

Single keys can be changed or switched off (WCAG 2.1.4); the choice is kept in a
cookie of the analyst's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Key:
    """An act of the desk, the key it comes with, and what it does in words."""

    act: str
    key: str
    says: str


KEYS = (
    Key(NUMBERS, "123456789", "Accept suggestion 1 to 9 (nine characters in a row)"),
    Key("secondary", "s", "Secondary: then the number of a suggestion"),
    Key("reject", "r", "Reject: then the number of a suggestion"),
    Key("none", "n", "Nothing in the framework fits"),
    Key("unsure", "u", "Unsure"),
    Key("skip", "k", "Skip: leave the item for later"),
    Key("several", "m", "Several: stay on the item after a decision, or not"),
    Key("next", "j", "Next item, without a decision"),
    Key("previous", "h", "Previous item"),
    Key("undo", "z", "Undo the last decision"),
    Key("redo", "y", "Redo what was undone"),
    Key("note", "t", "Write a note, kept with the next decision"),
    Key("group", "g", "Give the decision to all items worded alike, or not"),
    Key("other", "o", "Choose another node: search the framework"),
    Key("why", "w", "Reasons of the suggestions, show or hide"),
    Key("response", "e", "What the response speaks of, show or hide"),
    Key("correct", "c", "Correct what was read"),
    Key("find", "/", "Search the words of all items"),
    Key("page_before", "[", "Page before"),
    Key("page_after", "]", "Page after"),
    Key("larger", "+", "Page larger"),
    Key("smaller", "-", "Page smaller"),
    Key("keys", "?", "Show the keys"),
)
"""Every act that has a key, as the keys come."""


@dataclass(frozen=True, slots=True)
class KeySet:
    """An analyst's keys by act; none of them does anything where `on` is False."""

    keys: Mapping[str, str]
    on: bool = True


def keys_of(cookie: str) -> KeySet:
    """The keys a cookie keeps; what it does not say, or says wrong, is the default."""
    chosen = dict(parse_qsl(cookie, keep_blank_values=True))
    keys = {key.act: chosen.get(key.act, key.key) for key in KEYS}
    if wrong_keys(keys):
        keys = {key.act: key.key for key in KEYS}
    return KeySet(keys, chosen.get("on") != "no")


def cookie_of(chosen: KeySet) -> str:
    """What to keep in the cookie: the choices that differ from the default."""
    own = {
        key.act: chosen.keys[key.act] for key in KEYS if chosen.keys[key.act] != key.key
    }
    return urlencode(own if chosen.on else {**own, "on": "no"})


def cookie_name(analyst: str) -> str:
    """The analyst's own cookie, so that two at one browser keep theirs apart."""
    return "keys-" + sha256(analyst.encode("utf-8")).hexdigest()[:12]


def wrong_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a choice of keys, by act; empty where nothing is."""
    wrong: dict[str, str] = {}
    taken: dict[str, str] = {}
    for key in KEYS:
        given = keys[key.act]
        if key.act == NUMBERS and len(given) != len(key.key):
            wrong[key.act] = "Give nine characters, one for each suggestion"
        elif key.act != NUMBERS and len(given) > 1:
            wrong[key.act] = "Give one character, or leave it empty for no key"
        elif not given.isprintable() or " " in given:
            wrong[key.act] = "Give characters that can be seen"
        for one in given:
            if one in taken and key.act not in wrong:
                wrong[key.act] = f"{one} is taken already: {taken[one]}"
            taken.setdefault(one, key.says)
    return wrong
