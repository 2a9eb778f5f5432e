"""How well the class that a report gives fits the class that flew."""

from __future__ import annotations

from typing import Final

from pipelines.model import MissileClass

SHARE: Final[dict[MissileClass, float]] = {
    "icbm": 0.09, "irbm": 0.07, "mrbm": 0.08, "srbm": 0.3, "crbm": 0.02, "slbm": 0.05,
    "slv": 0.06, "cruise": 0.12, "hypersonic": 0.05, "mlrs": 0.04, "sam": 0.03,
    "ballistic": 0.35, "missile": 0.35, "rocket": 0.08,
}  # fmt: skip
"""How often a report uses each class, whatever flew."""

BALLISTIC: Final[frozenset[MissileClass]] = frozenset(
    {"crbm", "srbm", "mrbm", "irbm", "icbm", "slbm", "hypersonic", "ballistic"}
)
_NEIGHBOURS: Final[frozenset[frozenset[MissileClass]]] = frozenset(
    frozenset(pair)
    for pair in (
        ("crbm", "srbm"), ("srbm", "mrbm"), ("mrbm", "irbm"), ("irbm", "icbm"), ("slbm", "srbm"),
        ("slbm", "mrbm"), ("hypersonic", "mrbm"), ("hypersonic", "irbm"),
        ("hypersonic", "srbm"), ("slv", "icbm"), ("slv", "rocket"), ("mlrs", "rocket"),
        ("mlrs", "srbm"), ("rocket", "srbm"), ("slv", "ballistic"), ("cruise", "srbm"),
    )
)  # fmt: skip


def class_fit(reported: MissileClass, flown: MissileClass) -> float:
    """Likelihood ratio of the reported class against its share in all reports."""
    if reported != "rocket" and "missile" in (reported, flown) and reported != flown:
        return 0.3 / 0.35
    return _given(reported, flown) / SHARE[reported]


def _given(reported: MissileClass, flown: MissileClass) -> float:
    """How often a launch of the class that flew is reported as the other."""
    if reported == flown:
        return 0.45 if reported in ("ballistic", "missile", "rocket") else 0.65
    if reported == "rocket":
        return 0.4 if flown in ("slv", "mlrs") else 0.04
    if "ballistic" in (reported, flown) and {reported, flown} <= BALLISTIC:
        return 0.3 / 0.35 * SHARE[reported]
    if (reported, flown) == ("irbm", "hypersonic"):
        return 0.4
    return 0.1 if frozenset({reported, flown}) in _NEIGHBOURS else 0.01
