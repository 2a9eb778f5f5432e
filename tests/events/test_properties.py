"""What holds for every timeline, whatever the articles say."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import groupby

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.events import Resolution, Source, extend, resolve
from pipelines.events.evidence import EVIDENCE_OF
from pipelines.events.history import as_known_on
from pipelines.model import LaunchEvent, LaunchMention, Revision
from pipelines.seeds import Site

DAY_ZERO = date(2022, 1, 1)
AS_OF = date(2026, 1, 1)
SITES = tuple(
    Site(
        site_id=name,
        name=name,
        launcher="KP",
        latitude=latitude,
        longitude=126.0,
        uncertainty_km=1,
        source="made up",
    )
    for name, latitude in (("north", 41.0), ("south", 38.0), ("near-south", 38.1))
)
LENGTHS = st.sampled_from([0, 0, 0, 0, 1, 2, 2, 30, 30, 364])
maybe = st.one_of


@st.composite
def spoken(draw: st.DrawFn, article_id: str, place: int) -> LaunchMention:
    """One mention, with everything that clustering looks at."""
    first = DAY_ZERO + timedelta(days=draw(st.integers(0, 20)))
    last = first + timedelta(days=draw(LENGTHS))
    dated = draw(st.integers(0, 9)) > 0
    low = draw(maybe(st.none(), st.integers(1, 3)))
    return LaunchMention(
        mention_id=f"{article_id}:m{place}-{place + 5}.0",
        article_id=article_id,
        start=place,
        end=place + 5,
        quote="words",
        status=draw(st.sampled_from(["happened", "happened", "claimed", "suspected", "planned",
                                     "denied"])),
        missile_class=draw(st.sampled_from(["missile", "ballistic", "srbm", "icbm", "cruise"])),
        outcome=draw(st.sampled_from(["unknown", "success", "failure"])),
        role=draw(st.sampled_from(["main", "background"])),
        confidence=0.9,
        occasion=draw(st.sampled_from([None, 0, 0, 1, 2])),
        launcher=draw(st.sampled_from(["KP", "KP", "KP", "IR", None])),
        count_low=low,
        count_high=draw(st.sampled_from([None, low])),
        site_id=draw(st.sampled_from([None, None, "north", "south", "near-south"])),
        range_km=draw(st.sampled_from([None, None, 300.0, 420.0])),
        edtf=first.isoformat() if dated else draw(st.sampled_from([None, "XXXX-01-27"])),
        earliest=first if dated else None,
        latest=last if dated else None,
        reported=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[LaunchMention], dict[str, Source]]:
    """Mentions of some articles, a few of them copies of another."""
    mentions, sources = [], {}
    for number in range(draw(st.integers(1, 9))):
        article_id = f"a-{number}"
        mentions += [draw(spoken(article_id, n * 10)) for n in range(draw(st.integers(1, 3)))]
        sources[article_id] = Source(
            article_id,
            copy_of=draw(st.sampled_from([None, None, *sources])) if sources else None,
            publisher=draw(st.sampled_from([None, "Outlet", "Agency"])),
            published=draw(maybe(st.none(), st.just(DAY_ZERO))),
            collected_on=DAY_ZERO + timedelta(days=draw(st.integers(0, 3))),
        )
    return mentions, sources


Corpus = tuple[list[LaunchMention], dict[str, Source]]


def build(corpus: Corpus, ledger: tuple[Revision, ...] = ()) -> Resolution:
    mentions, sources = corpus
    return resolve(mentions, sources, (), ledger, AS_OF, SITES)


def part(corpus: Corpus, articles: Collection[str]) -> Corpus:
    mentions, sources = corpus
    said = [m for m in mentions if m.article_id in articles]
    return said, {a: s for a, s in sources.items() if a in articles}


def rows(resolution: Resolution) -> tuple[object, ...]:
    return resolution.events, resolution.evidence, resolution.revisions, resolution.issues


def members(resolution: Resolution) -> dict[str, frozenset[str]]:
    """Event id -> the mentions that are evidence of it."""
    of_event = groupby(resolution.evidence, key=lambda e: e.event_id)
    return {event_id: frozenset(e.mention_id for e in rows) for event_id, rows in of_event}


@given(corpora(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_articles_changes_nothing(corpus: Corpus, random) -> None:
    mentions, sources = corpus
    shuffled = list(mentions)
    random.shuffle(shuffled)
    backwards = dict(reversed(sources.items()))
    assert rows(build((shuffled, backwards))) == rows(build(corpus))


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_building_twice_with_the_ledger_changes_nothing(corpus: Corpus) -> None:
    first = build(corpus)
    again = build(corpus, first.revisions)
    assert (again.events, again.evidence, again.issues, again.revisions) == (
        first.events, first.evidence, first.issues, ()
    )  # fmt: skip


@given(corpora(), st.lists(st.integers(0, 3), min_size=9, max_size=9))
@settings(max_examples=60, deadline=None)
def test_batches_give_the_timeline_of_a_clean_build(corpus: Corpus, batch_of: list[int]) -> None:
    ledger: tuple[Revision, ...] = ()
    grown = build(([], {}))
    for last in range(4):
        batch = part(corpus, {a for a in corpus[1] if batch_of[int(a[2:])] == last})
        so_far = part(corpus, {a for a in corpus[1] if batch_of[int(a[2:])] <= last})
        grown = extend(grown, *batch, AS_OF)
        assert rows(grown) == rows(build(so_far, ledger)), "extending is building"
        ledger = (*ledger, *grown.revisions)
    clean = build(corpus)
    same = {members(grown)[e.event_id]: replace(e, event_id="") for e in grown.events}
    assert same == {members(clean)[e.event_id]: replace(e, event_id="") for e in clean.events}
    assert as_known_on(ledger, AS_OF) == list(grown.events)


@given(corpora(), corpora())
@settings(max_examples=40, deadline=None)
def test_articles_that_are_read_again_replace_what_they_said(old: Corpus, new: Corpus) -> None:
    before = build(old)
    after = extend(before, *new, AS_OF)
    kept = part(old, old[1].keys() - new[1].keys())
    together = [*kept[0], *new[0]], {**kept[1], **new[1]}
    assert rows(after) == rows(build(together, before.revisions))


@given(corpora(), st.lists(st.integers(0, 3), min_size=9, max_size=9))
@settings(max_examples=40, deadline=None)
def test_every_id_ever_given_leads_somewhere(corpus: Corpus, batch_of: list[int]) -> None:
    ledger: tuple[Revision, ...] = ()
    for last in range(4):
        arrived = {a for a in corpus[1] if batch_of[int(a[2:])] <= last}
        built = build(part(corpus, arrived), ledger)
        ledger = (*ledger, *built.revisions)
    standing = {e.event_id for e in built.events}
    last_of = {r.event_id: r for r in sorted(ledger, key=lambda r: r.revision)}
    for revision in last_of.values():
        end = revision
        while end.into:
            end = last_of[end.into]
        assert (end.event_id in standing) == (end.change != "retracted")


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_no_two_events_share_a_mention(corpus: Corpus) -> None:
    seen: set[str] = set()
    for mention_ids in members(build(corpus)).values():
        assert seen.isdisjoint(mention_ids)
        seen |= mention_ids


@given(corpora())
@settings(max_examples=40, deadline=None)
def test_every_value_of_an_event_leads_to_words(corpus: Corpus) -> None:
    mentions = {m.mention_id: m for m in corpus[0]}
    built = build(corpus)
    told: dict[tuple[str, str], list[LaunchMention]] = {}
    for row in built.evidence:
        told.setdefault((row.event_id, row.field), []).append(mentions[row.mention_id])
        assert mentions[row.mention_id].article_id == row.article_id
    for event in built.events:
        for column in fields(LaunchEvent):
            value = getattr(event, column.name)
            if value not in (None, (), "unknown", "XXXX"):
                assert told[event.event_id, EVIDENCE_OF[column.name]], (column.name, value)


@given(corpora(), st.data())
@settings(max_examples=40, deadline=None)
def test_a_new_article_never_renames_an_unrelated_event(corpus: Corpus, data) -> None:
    mentions, sources = corpus
    before = build(corpus)
    far = replace(data.draw(spoken("a-new", 0)), earliest=date(2030, 1, 1), latest=date(2030, 1, 1))
    grown = [*mentions, far], {**sources, "a-new": Source("a-new", collected_on=date(2020, 1, 1))}
    after = build(grown, before.revisions)
    assert set(before.events) <= set(after.events)
