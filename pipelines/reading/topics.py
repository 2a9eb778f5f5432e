"""Does a page speak of launches at all? Literal words on raw bytes, before anything is parsed.

A page is kept when it holds a word for a weapon and a word for someone who launches. The words are
the lexicon's and those below, in every encoding that news pages come in and as HTML character
references. Hyperscan searches where it is installed, RE2 otherwise; both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipelines.seeds import Lexicon

ENCODINGS = ("utf-8", "cp949", "cp932", "gb18030", "big5")
"""UTF-8, and what browsers read where a page says EUC-KR, Shift_JIS, GB2312 or Big5."""

WEAPON_WORDS = (
    "missile", "ballistic", "projectile", "rocket", "ICBM", "IRBM", "SLBM", "satellite launch",
    "launch vehicle", "spy satellite",
    "미사일", "탄도", "발사체", "로켓", "정찰위성",
    "ミサイル", "弾道", "飛翔体", "ロケット", "偵察衛星",
    "导弹", "弹道", "火箭", "飛彈", "導彈", "彈道", "侦察卫星",
)  # fmt: skip
"""In English, Korean, Japanese and Chinese (both scripts)."""

LAUNCHER_WORDS = {
    "KP": ("북한", "北朝鮮", "朝鲜", "北韓"),
    "IR": ("이란", "イラン", "伊朗"),
    "RU": ("러시아", "ロシア", "俄罗斯", "俄羅斯"),
    "CN": ("중국", "中国", "中國"),
    "HOUTHI": ("후티", "フーシ", "胡塞"),
}
"""By state code, for the states that the lexicon names only in English."""

_SHORTEST = 4
_FAMILY = re.compile(r"([A-Za-z]{5,})[ -]?\d")
_RE2_BYTES = 64 << 20
_GAP = rb"(?:[\s-]|\xc2\xa0|\xa0|&nbsp;|&#160;|&#xa0;)+"
_APOSTROPHE = rb"(?:'|\xe2\x80\x99|\x92|&rsquo;|&#8217;|&#39;|&#x27;)"

Engine = Literal["hyperscan", "re2"]
Search = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Patterns:
    """Regular expressions over bytes for one group of words: `ascii` in any case, `wide` as is."""

    ascii: tuple[bytes, ...]
    wide: tuple[bytes, ...]


class Topic:
    """Words for weapons and for launchers. Holds compiled patterns; build one a process."""

    def __init__(self, words: tuple[Collection[str], Collection[str]], engine: Engine) -> None:
        self._words = tuple(_text_pattern(group) for group in words)
        compiled = _hyperscan if engine == "hyperscan" else _re2
        self._weapon, self._launcher = (compiled(patterns(group)) for group in words)
        self.engine = engine

    def in_bytes(self, data: bytes) -> bool:
        """Whether the bytes of a page hold a word of both groups."""
        return self._weapon(data) and self._launcher(data)

    def in_text(self, text: str) -> bool:
        """Whether characters hold a word of both groups."""
        return all(pattern.search(text) for pattern in self._words)


def topic(
    lexicon: Lexicon, launchers: Collection[str] | None = None, engine: Engine | None = None
) -> Topic:
    """The topic of a lexicon: launches by `launchers` (state codes), or by every state of which the
    lexicon knows a missile."""
    known = {state for missile in lexicon.missiles for state in missile.launchers}
    wanted = known if launchers is None else set(launchers)
    return Topic((_weapons(lexicon, wanted), _launchers(lexicon, wanted)), engine or best_engine())


def best_engine() -> Engine:
    """Hyperscan where it can be loaded, RE2 otherwise."""
    try:
        import hyperscan  # noqa: F401
    except ImportError:
        return "re2"
    return "hyperscan"


def patterns(words: Iterable[str]) -> Patterns:
    """The patterns for words that must be found in a page's bytes, whatever its encoding."""
    ascii_words, wide = set[bytes](), set[bytes]()
    for word in words:
        if word.isascii():
            ascii_words.add(_loose(word))
        else:
            wide.update(_escaped(form) for form in _forms(word))
    return Patterns(tuple(sorted(ascii_words)), tuple(sorted(wide)))


def _weapons(lexicon: Lexicon, launchers: Collection[str]) -> set[str]:
    """General words, and the families that missiles are numbered in: "Hwasong" for Hwasong-17.

    Few and fixed words are what makes the search fast: whole designations take six times as long,
    and hardly a report names one without calling it a missile.
    """
    families = {
        match[1]
        for missile in lexicon.missiles
        if any(state in launchers for state in missile.launchers)
        for name in (missile.designation, *missile.aliases)
        if (match := _FAMILY.match(name))
    }
    return families.union(WEAPON_WORDS)


def _launchers(lexicon: Lexicon, launchers: Collection[str]) -> set[str]:
    names = {
        name
        for state in lexicon.states
        if state.code in launchers
        for name in (*state.names, *state.adjectives, *state.metonyms)
        if len(name) >= _SHORTEST and not name.startswith("the ")
    }
    return names.union(*(LAUNCHER_WORDS.get(code, ()) for code in launchers))


def _text_pattern(words: Collection[str]) -> re.Pattern[str]:
    parts = (re.escape(word).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for word in words)
    return re.compile("|".join(sorted(parts)), re.IGNORECASE)


def _forms(word: str) -> Iterator[bytes]:
    for encoding in ENCODINGS:
        try:
            yield word.encode(encoding)
        except UnicodeEncodeError:
            continue
    yield "".join(f"&#{ord(letter)};" for letter in word).encode()
    for template in ("&#x{:x};", "&#x{:X};"):
        yield "".join(template.format(ord(letter)) for letter in word).encode()


def _loose(word: str) -> bytes:
    """An ASCII word as a pattern: any space or hyphen between its parts, any apostrophe."""
    parts = re.split(r"[\s-]+", word)
    return _GAP.join(_APOSTROPHE.join(map(_escaped_text, part.split("'"))) for part in parts)


def _escaped_text(text: str) -> bytes:
    return re.escape(text).encode("ascii")


def _escaped(data: bytes) -> bytes:
    return b"".join(b"\\x%02x" % byte for byte in data)


def _re2(group: Patterns) -> Search:
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.never_capture = True
    options.max_mem = _RE2_BYTES
    in_any_case = [b"(?i:%b)" % b"|".join(group.ascii)] if group.ascii else []
    either = b"|".join([*in_any_case, *group.wide])
    pattern = re2.compile(either, options)
    return lambda data: pattern.search(data) is not None


def _hyperscan(group: Patterns) -> Search:
    import hyperscan

    expressions = [*group.ascii, *group.wide]
    once = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL
    flags = [once | hyperscan.HS_FLAG_CASELESS] * len(group.ascii) + [once] * len(group.wide)
    database = hyperscan.Database()
    database.compile(expressions=expressions, elements=len(expressions), flags=flags)

    def search(data: bytes) -> bool:
        found: list[int] = []

        def stop(pattern: int, *_: object) -> bool:
            found.append(pattern)
            return True

        try:
            database.scan(data, match_event_handler=stop)
        except hyperscan.ScanTerminated:
            return True
        return bool(found)

    return search
