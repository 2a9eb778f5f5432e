"""What a rule is, and how a table of rules becomes one automaton.

A rule's pattern is a regular expression that both google-re2 and `re` understand, with macros
(`{month}`) and with every plain space standing for the white space of prose (one line break at
most). Two groups are special: `lead` and `tail` are words that must stand before and after but
are no part of the expression. All patterns are searched at once, in linear time, and the longest
match wins; which rule made it and what it says are then asked of that short span alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

import re2

from pipelines.dates.readings import Reading

Groups = Mapping[str, str | None]

_MACRO = re.compile(r"\{([a-z_]+)(?::([a-z_]*))?\}")
_NAMED_GROUP = re.compile(r"\(\?P<[a-z_]+>")
_SPACE: Final = r"(?:[ \t]{1,4}|[ \t]{0,2}\r?\n[ \t]{0,8})"
_DOTTED: Final = {"a.m", "p.m"}
"""Abbreviations whose last dot belongs to the expression."""

_FLAGS: Final = re.IGNORECASE | re.ASCII
_SHORTER: Final = 4
"""How often a span is shortened by a word when its context forbids the reading."""

_CONTEXT: Final = 48
"""Code points on each side that a guard may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of writing a date.

    `examples` are (text, reference day or "", TIMEX3 value of the first expression); `never` are
    texts in which this rule must find nothing. `after` and `before` must match right before and
    right after the expression, `not_after` and `not_before` must not; case is ignored.
    `cased` asks for a capital letter ("May", not "may").
    """

    name: str
    pattern: str
    read: Callable[[Groups], Reading | None]
    examples: tuple[tuple[str, str, str], ...]
    never: tuple[str, ...] = ()
    after: str = ""
    not_after: str = ""
    before: str = ""
    not_before: str = ""
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A span of the text, the rule that found it and what it says by itself.

    `follows` says that it goes on with a list or range which the token before it belongs to.
    """

    start: int
    end: int
    rule: str
    reading: Reading
    children: tuple[Token, ...] = ()
    follows: Literal["", "list", "range"] = ""


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    pattern: re.Pattern[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    not_before: re.Pattern[str] | None

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the words around the expression allow it."""
        if self.rule.cased and not text[start].isupper() and not text[start].isdigit():
            return False
        if self.after or self.not_after:
            left = text[max(0, start - _CONTEXT) : start]
            if self.after and not self.after.search(left):
                return False
            if self.not_after and self.not_after.search(left):
                return False
        if self.before or self.not_before:
            right = text[end : end + _CONTEXT]
            if self.before and not self.before.match(right):
                return False
            if self.not_before and self.not_before.match(right):
                return False
        return True


@dataclass(frozen=True, slots=True)
class _Match:
    compiled: _Compiled
    reading: Reading
    lead: int
    tail: int


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Write out a pattern's macros and spaces."""

    def written(match: re.Match[str]) -> str:
        name = match[1] if match[2] is None else match[2]
        return f"(?P<{name}>{macros[match[1]]})" if name else f"(?:{macros[match[1]]})"

    return _spaced(_MACRO.sub(written, pattern))


def _spaced(pattern: str) -> str:
    out, in_class = [], False
    for place, sign in enumerate(pattern):
        escaped = place > 0 and pattern[place - 1] == "\\"
        if sign in "[]" and not escaped:
            in_class = sign == "["
        out.append(_SPACE if sign == " " and not in_class else sign)
    return "".join(out)


def nameless(pattern: str) -> str:
    """Turn every group into one that captures nothing."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", _NAMED_GROUP.sub("(?:", pattern))


class Grammar:
    """A rule table made ready to search."""

    def __init__(self, rules: Sequence[Rule], macros: Mapping[str, str]) -> None:
        names = [rule.name for rule in rules]
        if len(set(names)) < len(names):
            raise ValueError(f"two rules share a name: {sorted(names)}")
        patterns = [expand(rule.pattern, macros) for rule in rules]
        bare = [nameless(pattern) for pattern in patterns]
        self._compiled = cache(lambda index: _compile(rules[index], patterns[index]))
        self._finder = _finder(bare)
        self._which = _which(bare)
        self._matches = lru_cache(maxsize=65536)(self._read)

    def tokens(self, text: str) -> list[Token]:
        """Find all expressions of a text whose code points are ASCII, left to right."""
        data = text.encode("ascii")
        found: list[Token] = []
        place = 0
        while place < len(text):
            for match in self._finder.finditer(data, place):
                start, end = match.span()
                token = self._token(text, start, end) or self._shorter(text, data, start, end)
                if token is not None:
                    found.append(token)
                place = token.end if token else _next_word(text, start)
                if place != end:
                    break
            else:
                break
        return found

    def _shorter(self, text: str, data: bytes, start: int, end: int) -> Token | None:
        """Leave out last words of a span whose context forbids the longest reading."""
        for _ in range(_SHORTER):
            end = _last_break(text, start, end)
            match = self._finder.search(data, start, end) if end > start else None
            if match is None or match.start() != start:
                return None
            end = match.end()
            if token := self._token(text, start, end):
                return token
        return None

    def _token(self, text: str, start: int, end: int) -> Token | None:
        for match in self._matches(text[start:end]):
            first, last = start + match.lead, end - match.tail
            if match.compiled.fits(text, first, last):
                if text[last : last + 1] == "." and text[last - 3 : last].lower() in _DOTTED:
                    last += 1
                return Token(first, last, match.compiled.rule.name, match.reading)
        return None

    def rivals(self, text: str) -> list[list[str]]:
        """Name, for every longest span of a text, all rules that could have read it."""
        return [
            [
                found.compiled.rule.name
                for found in self._matches(match.group().decode())
                if found.compiled.fits(text, match.start() + found.lead, match.end() - found.tail)
            ]
            for match in self._finder.finditer(text.encode("ascii"))
        ]

    def _read(self, span: str) -> tuple[_Match, ...]:
        indices = self._which.Match(span.encode("ascii"))
        return tuple(self._readings(span, sorted(indices)))

    def _readings(self, span: str, indices: Iterable[int]) -> Iterable[_Match]:
        for index in indices:
            compiled = self._compiled(index)
            match = compiled.pattern.fullmatch(span)
            if match is None:
                continue
            groups = match.groupdict()
            reading = compiled.rule.read(groups)
            if reading is not None:
                lead, tail = groups.get("lead"), groups.get("tail")
                yield _Match(compiled, reading, len(lead or ""), len(tail or ""))


def _compile(rule: Rule, pattern: str) -> _Compiled:
    return _Compiled(
        rule,
        re.compile(pattern, _FLAGS),
        re.compile(_spaced(f"(?:{rule.after})\\Z"), _FLAGS) if rule.after else None,
        re.compile(_spaced(f"(?:{rule.not_after})\\Z"), _FLAGS) if rule.not_after else None,
        re.compile(_spaced(rule.before), _FLAGS) if rule.before else None,
        re.compile(_spaced(rule.not_before), _FLAGS) if rule.not_before else None,
    )


def _options(*, longest: bool) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.longest_match = longest
    options.max_mem = 1 << 28
    options.log_errors = False
    return options


def _finder(patterns: Iterable[str]) -> re2._Regexp:
    whole = r"\b(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + r")\b"
    return re2.compile(whole.encode("ascii"), _options(longest=True))


def _which(patterns: Iterable[str]) -> re2.Set:
    chosen = re2.Set.FullMatchSet(_options(longest=False))
    for pattern in patterns:
        chosen.Add(pattern.encode("ascii"))
    chosen.Compile()
    return chosen


def _next_word(text: str, start: int) -> int:
    """Return the place after the first word of a span, where the search goes on if it failed."""
    place = start
    while text[place : place + 1].isalnum():
        place += 1
    return max(place, start + 1)


def _last_break(text: str, start: int, end: int) -> int:
    """Return where the last word of a span begins."""
    place = end - 1
    while place > start and text[place - 1].isalnum():
        place -= 1
    return place
