"""Short ways to say what an article says."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from pipelines.events import Resolution, Source, resolve
from pipelines.model import LaunchMention

Say = Callable[..., LaunchMention]


@pytest.fixture
def say() -> Say:
    """A mention: say("a1", "2022-10-04", count=2) or say("a1", "2022-10-02/2022-10-04").

    The n-th mention of an article stands at character 10 n; occasion 0 unless told otherwise.
    """
    places: dict[str, int] = {}

    def build(article_id: str, days: str | None = None, **fields: Any) -> LaunchMention:
        start = places[article_id] = places.get(article_id, -10) + 10
        first, _, last = (days or "").partition("/")
        values: dict[str, Any] = {
            "mention_id": f"{article_id}:m{start}-{start + 9}.0",
            "article_id": article_id,
            "start": start,
            "end": start + 9,
            "quote": "fired one",
            "status": "happened",
            "missile_class": "ballistic",
            "outcome": "unknown",
            "role": "main",
            "confidence": 0.9,
            "occasion": 0,
            "launcher": "KP",
            "edtf": days,
            "earliest": date.fromisoformat(first) if days else None,
            "latest": date.fromisoformat(last or first) if days else None,
        }
        if "count" in fields:
            fields["count_low"] = fields["count_high"] = fields.pop("count")
        if "at" in fields:
            fields["time_utc"] = datetime.fromisoformat(fields.pop("at")).replace(tzinfo=UTC)
        return LaunchMention(**values | fields)

    return build


@pytest.fixture
def build() -> Callable[..., Resolution]:
    """Resolve mentions whose articles are independent, collected on one day."""

    def run(*mentions: LaunchMention, **given: Any) -> Resolution:
        ids = {m.article_id for m in mentions}
        sources = {i: Source(i, collected_on=date(2023, 1, 1)) for i in ids}
        return resolve(
            mentions,
            sources | given.pop("sources", {}),
            given.pop("rulings", ()),
            given.pop("ledger", ()),
            given.pop("as_of", date(2026, 1, 1)),
            **given,
        )

    return run
