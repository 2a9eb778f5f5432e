""" "six missile launches in January, including an IRBM": one launch that a total singles out."""

from __future__ import annotations

from dataclasses import replace

from pipelines.launches import weapons
from pipelines.launches.clauses import Trigger
from pipelines.launches.days import day_expression
from pipelines.launches.weapons import WeaponPhrase

REACH = 14
"""Chunks after the counted launches within which "including" stands."""

NEAR = 4
"""Chunks between "including" and what it includes, and between that and a day of its own."""


def singled_out(total: Trigger) -> Trigger | None:
    """The one launch that the clause of a total names, or None where it names none or several.

    Its day is the one told right after it, else the period of the total.
    """
    chunks = total.sentence.chunks
    end = min(len(chunks), total.at + REACH)
    at = next((i for i in range(total.at, end) if chunks[i].norm == "including"), None)
    if at is None:
        return None
    phrase = next((w for w in weapons.find(total.sentence) if w.first > at), None)
    if phrase is None or phrase.first - at > NEAR or not _is_one(phrase):
        return None
    after = chunks[phrase.last + 1 : phrase.last + 1 + NEAR]
    own = [day for chunk in after if (day := day_expression(chunk)) is not None]
    between = [day for chunk in chunks[total.at : at] if (day := day_expression(chunk)) is not None]
    return replace(
        total,
        kind="noun",
        verb=None,
        form="noun",
        objects=[phrase],
        plural=False,
        pointing=False,
        dates=own[:1] or between[:1] or total.dates,
    )


def _is_one(phrase: WeaponPhrase) -> bool:
    return not phrase.other and not phrase.plural and phrase.low == 1 == phrase.high
