"""How many: what a phrase counts, as a lowest and a highest number."""

from __future__ import annotations

from pipelines.launches import words
from pipelines.launches.chunks import Chunk

_PRESUMED = words.word_set("presumed believed suspected thought likely assumed")


def over_presumption(chunks: list[Chunk], first: int) -> int:
    """ "two presumed to be short-range missiles", "three or four": begins with its number."""
    before = chunks[max(0, first - 2) : first]
    if len(before) == 2 and before[1].norm in ("or", "to") and before[0].kind == "number":
        return first - 2 if chunks[first].kind == "number" else first
    norms = [c.norm for c in chunks[max(0, first - 4) : first]]
    if len(norms) == 4 and norms[2:] == ["to", "be"] and norms[1] in _PRESUMED:
        return first - 4 if chunks[first - 4].kind == "number" else first
    return first


COUNTS: tuple[tuple[str, int | None, int | None], ...] = (
    ("a missile", 1, 1),
    ("another missile", 1, 1),
    ("two missiles", 2, 2),
    ("a pair of missiles", 2, 2),
    ("several missiles", 2, None),
    ("missiles", 2, None),
    ("a volley of missiles", 2, None),
    ("a dozen missiles", 12, 12),
    ("two dozen missiles", 24, 24),
    ("dozens of missiles", 24, None),
    ("twenty-three missiles", 23, 23),
    ("at least one missile", 1, None),
    ("at least six missiles", 6, None),
    ("more than 100 missiles", 101, None),
    ("around 10 missiles", 10, 10),
    ("three or four missiles", 3, 4),
    ("up to five missiles", 1, 5),
    ("two presumed to be short-range missiles", 2, 2),
    ("600 mm multiple rocket launchers", None, None),
)
"""What a phrase counts; every line is tested."""


def count(
    chunks: list[Chunk], first: int, head: int, plural: bool
) -> tuple[int | None, int | None]:
    """How many the phrase counts, as (low, high); high is null where the text sets no bound.

    "several", "multiple" and a bare plural are two or more, "dozens" 24 or more.
    """
    before = [c.norm for c in chunks[max(0, first - 4) : first]]
    inside = chunks[first:head]
    norms = [c.norm for c in inside]
    numbers = [
        int(c.value) for c in inside  # type: ignore[arg-type]
        if c.kind == "number" and not _is_measure(chunks, inside, c)
    ]  # fmt: skip
    around = " ".join([*before, *norms])
    if numbers:
        return _numbered(numbers, norms, around)
    if _is_system(chunks[head].norm) and all(c.kind != "designation" for c in inside):
        return None, None
    if vague := next((_VAGUE[n] for n in norms if n in _VAGUE), None):
        return vague
    several = plural or any(n in words.SEVERAL - {"string", "number"} for n in norms)
    return (2, None) if several else (1, 1)


_VAGUE: dict[str, tuple[int, int | None]] = {
    "pair": (2, 2),
    "couple": (2, 2),
    "dozens": (24, None),
    "scores": (40, None),
    "hundreds": (200, None),
}


def _numbered(numbers: list[int], norms: list[str], around: str) -> tuple[int | None, int | None]:
    value = numbers[0]
    if len(numbers) == 2 and numbers[1] == 12:
        value, numbers = numbers[0] * 12, [numbers[0] * 12]
    if len(numbers) >= 2 and ("to" in norms or "or" in norms or "and" in norms):
        return min(numbers[:2]), max(numbers[:2])
    if "at least" in around or "no fewer than" in around or "no less than" in around:
        return value, None
    if "more than" in around or " over " in f" {around} ":
        return value + 1, None
    if "up to" in around or "as many as" in around:
        return 1, value
    return value, value


def _is_system(head: str) -> bool:
    """ "a test of a new weapon system", "of a rocket launcher": what it fires may be many."""
    return "launcher" in head or head.endswith(("system", "systems"))


_UNITS = words.word_set("km kilometers kilometres kilometer kilometre miles mile mm-caliber mm "
                        "tons "
                   "ton days day years year minutes")  # fmt: skip


def _is_measure(chunks: list[Chunk], inside: list[Chunk], number: Chunk) -> bool:
    """A number with a unit ("600 mm") counts nothing."""
    at = next(i for i, c in enumerate(inside) if c is number)
    return at + 1 < len(inside) and inside[at + 1].norm in _UNITS
