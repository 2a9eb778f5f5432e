"""From the words of a phrase to the class of missile, and which classes go together."""

from __future__ import annotations

from typing import NamedTuple

from pipelines.model import MissileClass


class ClassRule(NamedTuple):
    """Words that tell a class when all of them stand in the phrase."""

    words: frozenset[str]
    missile_class: MissileClass
    examples: tuple[str, ...]


def _rule(words: str, missile_class: MissileClass, *examples: str) -> ClassRule:
    return ClassRule(frozenset(words.split()), missile_class, examples)


CLASS_RULES: tuple[ClassRule, ...] = (
    _rule("hypersonic", "hypersonic", "a hypersonic missile", "a hypersonic cruise missile"),
    _rule("slv", "slv", "a space launch vehicle", "a carrier rocket"),
    _rule("satellite", "slv", "a spy satellite", "a satellite"),
    _rule("space rocket", "slv", "a satellite-carrying rocket"),
    _rule("open ballistic", "ballistic", "an intermediate-range or longer ballistic missile"),
    _rule("icbm", "icbm", "an ICBM", "three ICBMs"),
    _rule("slbm", "slbm", "an SLBM"),
    _rule("cruise", "cruise", "a long-range cruise missile", "a submarine-launched cruise missile"),
    _rule("irbm", "irbm", "an IRBM"),
    _rule("mrbm", "mrbm", "an MRBM"),
    _rule("srbm", "srbm", "two SRBMs"),
    _rule("crbm", "crbm", "a CRBM"),
    _rule("mlrs", "mlrs", "artillery rockets", "a multiple launch rocket system"),
    _rule("antiship", "cruise", "an anti-ship missile", "a surface-to-ship missile"),
    _rule("sam", "sam", "an anti-aircraft missile", "a surface-to-air missile"),
    _rule("intercontinental", "icbm", "an intercontinental ballistic missile"),
    _rule("submarine ballistic", "slbm", "a submarine-launched ballistic missile"),
    _rule("intermediate", "irbm", "an intermediate-range ballistic missile"),
    _rule("medium ballistic", "mrbm", "a medium-range ballistic missile"),
    _rule("short ballistic", "srbm", "two short-range ballistic missiles"),
    _rule("close ballistic", "crbm", "a close-range ballistic missile"),
    _rule("ballistic", "ballistic", "a long-range ballistic missile",
          "shorter-range ballistic missiles", "a ballistic missile"),
    _rule("rocket", "rocket", "a long-range rocket"),
    _rule("", "missile", "a short-range missile", "two projectiles", "a new weapon"),
)  # fmt: skip
"""The first rule whose words all stand in the phrase tells the class."""


BALLISTIC: frozenset[MissileClass] = frozenset(
    {"crbm", "srbm", "mrbm", "irbm", "icbm", "slbm", "ballistic", "hypersonic"}
)


def classify(features: frozenset[str]) -> MissileClass:
    """The class that head and modifiers tell together."""
    return next(rule.missile_class for rule in CLASS_RULES if rule.words <= features)


def compatible(one: MissileClass, other: MissileClass) -> bool:
    """Whether two words for a class can speak of one weapon: less precise is not different."""
    if one == other or "missile" in (one, other):
        return True
    if "ballistic" in (one, other):
        return {one, other} <= BALLISTIC or {one, other} <= {"ballistic", "slv", "rocket"}
    if "rocket" in (one, other):
        return bool({one, other} & {"slv", "mlrs", "icbm", "srbm"})
    return False


def narrower(one: MissileClass, other: MissileClass) -> MissileClass:
    """Of two compatible classes the one that tells more."""
    return other if one in ("missile", "rocket") or one == "ballistic" != other else one
