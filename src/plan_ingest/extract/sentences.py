"""Sentences of running text; abbreviations and brackets do not end one."""

import re

_END = re.compile(r"[.!?][\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|cf|vs|no|nos|dr|mr|mrs|ms|st|rev|prof|hon|approx|dept|govt"
    r"|fig|para|paras|pt|vol|ed|sgt|insp|supt|det|insps|co|ltd|jan|feb|mar|apr|jun|jul"
    r"|aug|sept|sep|oct|nov|dec)|\b[A-Z]|\b\d{1,2})\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[str, ...]:
    """The text's sentences, in order, nothing left out but the space between."""
    found, start = [], 0
    for end in _END.finditer(text):
        sentence = text[start : end.end()].strip()
        if _SHORT.search(sentence) or sentence.count("(") > sentence.count(")"):
            continue
        found.append(sentence)
        start = end.end()
    rest = text[start:].strip()
    return (*found, rest) if rest else tuple(found)
