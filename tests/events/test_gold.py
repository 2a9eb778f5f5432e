"""Our labelled briefs: given what the texts say, are the events the launches?

The mentions are made from the labels, so that this measures resolution and nothing before it. A
launch that its text leaves undated stays open, as it should: it is no duplicate of a dated event.
"""

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pipelines import seeds
from pipelines.events import Resolution, Source, resolve
from pipelines.events.quality import quality
from pipelines.model import LaunchMention

Truth = dict[str, str]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture(scope="module")
def lexicon(repo: Path) -> seeds.Lexicon:
    return seeds.load(repo / "seeds").lexicon


def site_of(words: str | None, lexicon: seeds.Lexicon) -> str | None:
    """The site with the longest name that stands in the words."""
    names = {n.casefold(): s.site_id for s in lexicon.sites for n in (s.name, *s.variants)}
    found = [n for n in names if words and n in words.casefold()]
    return names[max(found, key=len)] if found else None


def time_of(label: dict, lexicon: seeds.Lexicon) -> datetime | None:
    zones = {s.code: s.time_zone for s in lexicon.states}
    if not (label["time_local"] and label["date"]):
        return None
    local = datetime.fromisoformat(f"{label['date']}T{label['time_local']}")
    return local.replace(tzinfo=ZoneInfo(zones[label["launcher"]]))


def mention(brief: dict, n: int, occasion: int, lexicon: seeds.Lexicon) -> LaunchMention:
    label = brief["launches"][n]
    same = ("status", "outcome", "role", "launcher", "count_low", "count_high", "quote")
    return LaunchMention(
        mention_id=f"{brief['file']}:m{n:03}",
        article_id=brief["file"],
        start=10 * n,
        end=10 * n + 9,
        missile_class=label["classes"][0],
        confidence=0.9,
        occasion=occasion,
        site_id=site_of(label["site"], lexicon),
        range_km=label["range_km"],
        apogee_km=label["apogee_km"],
        time_utc=time_of(label, lexicon),
        edtf=label["date"],
        earliest=day(label["earliest"] if label["latest"] else None),
        latest=day(label["latest"] if label["earliest"] else None),
        **{name: label[name] for name in same},
    )


@pytest.fixture(scope="module")
def briefs(repo: Path) -> list[dict]:
    lines = (repo / "tests/gold/labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def resolved(briefs: list[dict], lexicon: seeds.Lexicon) -> tuple[Resolution, Truth]:
    mentions, truth, sources = [], {}, {}
    for brief in briefs:
        file = brief["file"]
        sources[file] = Source(file, brief["copy_of"], day(brief["published"]))
        occasions: dict[str, int] = {}
        for n, label in enumerate(brief["launches"]):
            key = label["event"] or f"launch {n}"
            occasion = occasions.setdefault(key, len(occasions))
            mentions.append(mention(brief, n, occasion, lexicon))
            if label["event"]:
                truth[mentions[-1].mention_id] = label["event"]
    built = resolve(mentions, sources, (), (), date(2026, 11, 1), lexicon.sites, lexicon.claimants)
    return built, truth


def test_b_cubed(resolved: tuple[Resolution, Truth]) -> None:
    built, truth = resolved
    found = {e.mention_id: e.event_id for e in built.evidence if e.field == "event"}
    assert len(set(truth.values())) > 100
    assert quality(truth, found).f1 >= 97


def test_duplicates_and_false_merges_of_dated_launches(
    resolved: tuple[Resolution, Truth],
) -> None:
    built, truth = resolved
    dated = {e.event_id for e in built.events if e.earliest}
    found = {
        e.mention_id: e.event_id
        for e in built.evidence
        if e.field == "event" and e.event_id in dated
    }
    measured = quality(truth, found)
    assert measured.duplicates <= 1
    assert measured.false_merges <= 1


def test_an_undated_launch_is_open_and_nothing_else_is(
    resolved: tuple[Resolution, Truth], briefs: list[dict]
) -> None:
    built, _ = resolved
    undated = {b["file"] for b in briefs for x in b["launches"] if not x["earliest"]}
    open_events = {e.event_id for e in built.events if not e.earliest}
    assert {e.article_id for e in built.evidence if e.event_id in open_events} <= undated


def test_the_night_that_followed_the_morning(resolved: tuple[Resolution, Truth]) -> None:
    """3 November 2022: an ICBM and two more in the morning, three missiles at night."""
    built, _ = resolved
    salvos = [e for e in built.events if e.launcher == "KP" and e.edtf == "2022-11-03"]
    flown = [{p.missile_class: p.count_low for p in e.payloads} for e in salvos]
    assert sorted(flown, key=len) == [{"srbm": 3}, {"icbm": 1, "srbm": 2}]


def test_one_day_in_april_with_two_occasions(resolved: tuple[Resolution, Truth]) -> None:
    built, truth = resolved
    assert {"KP-2026-04-08-a", "KP-2026-04-08-b"} <= set(truth.values())
    assert sum(e.edtf == "2026-04-08" and e.launcher == "KP" for e in built.events) == 2
