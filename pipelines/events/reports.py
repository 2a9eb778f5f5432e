"""Mentions of one article -> reports: all that the article says of one launch.

A report is what clustering works on. Mentions that share an occasion are one report; a mention
with a day but no occasion is a report by itself; one with neither rides with the only launch that
its article tells of, if there is only one. Days are ordinals (`date.toordinal`), clock times are
minutes since the epoch.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter

from pipelines.events.salvo import Count, salvo, total_count
from pipelines.model import FOUNDING_STATUSES, Issue, LaunchMention, MissileClass

Key = tuple[int, str, int, str]
"""Collected day, article_id, start, mention_id: the order in which mentions became known."""


@dataclass(frozen=True, slots=True)
class Source:
    """What the events need to know of an article. `copy_of` names the article that it repeats."""

    article_id: str
    copy_of: str | None = None
    published: date | None = None
    publisher: str | None = None
    collected_on: date | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's words come from: the article it repeats (or itself), and whose word it is.

    An outlet is one voice, and so are a text and its copies.
    """

    root: str
    voice: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared: the values that one report, or all reports of one event, give."""

    classes: frozenset[MissileClass] = frozenset()
    counts: frozenset[Count] = frozenset()
    sites: frozenset[str] = frozenset()
    minutes: tuple[int, ...] = ()
    landings: frozenset[str] = frozenset()
    overflew: frozenset[str] = frozenset()
    designations: frozenset[str] = frozenset()
    claimants: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """All that one article says of one launch.

    `main` says that its article is about it; `published` is the article's own day, if known.
    Reports of one voice are not independent of each other. `riders` are mentions that do not say
    which launch they mean, in an article that tells of no other.
    """

    key: Key
    article_id: str
    origin: Origin
    launcher: str
    mentions: tuple[LaunchMention, ...]
    founding: bool
    main: bool
    published: date | None
    facts: Facts
    occasion: int | None = None
    first: int | None = None
    last: int | None = None
    reported: bool = False
    riders: tuple[LaunchMention, ...] = ()

    @property
    def voice(self) -> str:
        """Whose word it is."""
        return self.origin.voice

    @property
    def one_day(self) -> bool:
        """Whether the report names the day."""
        return self.first is not None and self.first == self.last

    @property
    def slack(self) -> int:
        """Days beside its own on which a launch that its words single out may be the one meant.

        Days that follow from the day of publication are days of the outlet: in Washington it is
        still yesterday when a missile flies on a Korean morning.
        """
        return 1 if self.reported and not self.one_day else 0


def key_of(mention: LaunchMention, source: Source) -> Key:
    """The place of a mention in the order in which mentions became known."""
    collected = source.collected_on or date.max
    return collected.toordinal(), mention.article_id, mention.start, mention.mention_id


def of_article(
    mentions: Sequence[LaunchMention], source: Source, origin: Origin
) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    """The reports of one article, in the order of their keys, and what could not be placed."""
    grouped, loose = _grouped(sorted(mentions, key=_PLACE))
    told = [(occasion, g, who) for occasion, grp in grouped for who, g in _by_launcher(grp)]
    founded = [(occasion, group, who) for occasion, group, who in told if who is not None]
    nobody = [group[0] for _, group, who in told if who is None]
    alone = len(founded) == 1
    riders = tuple(m for m in loose if alone and m.launcher in (None, founded[0][2]))
    reports = [_report(o, g, who, source, origin, riders) for o, g, who in founded]
    reports.sort(key=attrgetter("key"))
    return tuple(reports), tuple(_no_launcher(nobody))


_PLACE = attrgetter("start", "mention_id")


def _grouped(
    mentions: Sequence[LaunchMention],
) -> tuple[list[tuple[int | None, list[LaunchMention]]], list[LaunchMention]]:
    """Mentions by launch, as the article tells them apart, and those that name no launch."""
    if len(mentions) == 1 and mentions[0].occasion is not None:
        return [(mentions[0].occasion, list(mentions))], []
    occasions: dict[int, list[LaunchMention]] = defaultdict(list)
    single: list[tuple[int | None, list[LaunchMention]]] = []
    loose = []
    for mention in mentions:
        if mention.occasion is not None:
            occasions[mention.occasion].append(mention)
        elif mention.earliest is not None:
            single.append((None, [mention]))
        else:
            loose.append(mention)
    return [*occasions.items(), *single], loose


def _by_launcher(
    mentions: list[LaunchMention],
) -> Iterator[tuple[str | None, list[LaunchMention]]]:
    """One occasion has one launcher; words that name none go with those that do."""
    if len(mentions) == 1:
        yield mentions[0].launcher, mentions
        return
    names = sorted({m.launcher for m in mentions if m.launcher})
    if len(names) < 2:
        yield (names[0] if names else None), mentions
        return
    for name in names:
        yield name, [m for m in mentions if m.launcher == name]


def _no_launcher(mentions: Iterable[LaunchMention]) -> Iterator[Issue]:
    for mention in mentions:
        if mention.status in FOUNDING_STATUSES and mention.earliest is not None:
            yield Issue(
                stage="events",
                code="no_launcher",
                detail="the words do not say who launched, so no event rests on them",
                article_id=mention.article_id,
                place=mention.mention_id,
            )


def _report(  # noqa: PLR0913, PLR0917
    occasion: int | None,
    mentions: list[LaunchMention],
    launcher: str,
    source: Source,
    origin: Origin,
    riders: tuple[LaunchMention, ...],
) -> Report:
    telling = [m for m in mentions if m.status in FOUNDING_STATUSES]
    first, last = interval(telling or mentions)
    return Report(
        key=key_of(mentions[0], source),
        article_id=source.article_id,
        origin=origin,
        launcher=launcher,
        mentions=tuple(mentions),
        founding=bool(telling),
        main=any(m.role == "main" for m in telling),
        published=source.published,
        facts=facts_of(telling or mentions),
        occasion=occasion,
        first=first,
        last=last,
        reported=all(m.reported for m in telling or mentions if m.earliest),
        riders=riders,
    )


def interval(mentions: Sequence[LaunchMention]) -> tuple[int | None, int | None]:
    """The narrowest days that one of the mentions gives, as ordinals; stated before reported."""
    dated = [
        (m.latest.toordinal() - m.earliest.toordinal(), m.reported, m.start, m)
        for m in mentions
        if m.earliest and m.latest
    ]
    if not dated:
        return None, None
    width, _, _, best = dated[0] if len(dated) == 1 else min(dated, key=lambda d: d[:3])
    assert best.earliest is not None
    return best.earliest.toordinal(), best.earliest.toordinal() + width


_NOTHING: frozenset[str] = frozenset()


def facts_of(mentions: Sequence[LaunchMention]) -> Facts:
    """What can be compared of mentions of one launch."""
    if len(mentions) == 1:
        m = mentions[0]
        return Facts(
            frozenset((m.missile_class,)),
            frozenset() if m.count_low is None else frozenset(((m.count_low, m.count_high),)),
            frozenset((m.site_id,)) if m.site_id else _NOTHING,
            () if m.time_utc is None else (minutes(m.time_utc),),
            frozenset((m.landing,)) if m.landing else _NOTHING,
            frozenset(m.overflew) if m.overflew else _NOTHING,
            frozenset((m.designation,)) if m.designation else _NOTHING,
            frozenset((m.claimant,)) if m.claimant else _NOTHING,
        )
    return Facts(
        classes=frozenset(salvo(mentions)),
        counts=frozenset() if (total := total_count(mentions)) is None else frozenset((total,)),
        sites=frozenset(m.site_id for m in mentions if m.site_id),
        minutes=tuple(sorted({minutes(m.time_utc) for m in mentions if m.time_utc})),
        landings=frozenset(m.landing for m in mentions if m.landing),
        overflew=frozenset(s for m in mentions for s in m.overflew),
        designations=frozenset(m.designation for m in mentions if m.designation),
        claimants=frozenset(m.claimant for m in mentions if m.claimant),
    )


def minutes(instant: datetime) -> int:
    """Whole minutes since the epoch."""
    return int(instant.timestamp()) // 60


def merged(all_facts: Iterable[Facts]) -> Facts:
    """The facts of several reports together."""
    classes: set[MissileClass] = set()
    counts: set[Count] = set()
    times: set[int] = set()
    sites: set[str] = set()
    landings: set[str] = set()
    overflew: set[str] = set()
    designations: set[str] = set()
    claimants: set[str] = set()
    for f in all_facts:
        classes |= f.classes
        counts |= f.counts
        sites |= f.sites
        times.update(f.minutes)
        landings |= f.landings
        overflew |= f.overflew
        designations |= f.designations
        claimants |= f.claimants
    return Facts(
        frozenset(classes),
        frozenset(counts),
        frozenset(sites),
        tuple(sorted(times)),
        frozenset(landings),
        frozenset(overflew),
        frozenset(designations),
        frozenset(claimants),
    )


def origin_of(article_id: str, sources: Mapping[str, Source]) -> Origin:
    """The origin of an article, however many copies lie between."""
    seen = {article_id}
    root = article_id
    while (source := sources.get(root)) and source.copy_of and source.copy_of not in seen:
        root = source.copy_of
        seen.add(root)
    publisher = source.publisher if source else None
    return Origin(root, publisher.casefold() if publisher else root)
