"""Many simulated reports -> events: time, memory and quality, beside two peers in the same run.

    python -m benchmarks.resolution 10000 100000 1000000
    python -m benchmarks.resolution 10000 --splink          (with pip install -e '.[bench]')
    python -m benchmarks.resolution --incremental

The truth is known because the launches are made up: many outlets that know more or less of each,
dates given as a day, as nothing but the day of the report or as a month, slips in day, count, class
and site, syndicated copies, salvos of two classes, two launches on one day, launches on adjacent
days. The peers: "launcher and day" merges whatever shares both; Splink links by probability.
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from pipelines.events import Source, extend, resolve
from pipelines.events.quality import quality
from pipelines.model import LaunchMention, MissileClass
from pipelines.seeds import Site

LAUNCHERS = tuple(f"L{n:02}" for n in range(48))
CLASSES: tuple[MissileClass, ...] = ("srbm", "srbm", "srbm", "mrbm", "irbm", "icbm", "cruise")
VAGUER: dict[MissileClass, tuple[MissileClass, ...]] = {
    "cruise": ("cruise", "missile"),
    **{c: (c, "ballistic", "missile") for c in ("srbm", "mrbm", "irbm", "icbm")},
}
SITES = tuple(
    Site(
        site_id=f"{launcher}-{n}",
        name=f"{launcher}-{n}",
        launcher=launcher,
        latitude=30.0 + 3 * n,
        longitude=7.0 * LAUNCHERS.index(launcher) - 170,
        uncertainty_km=5,
        source="made up",
    )
    for launcher in LAUNCHERS
    for n in range(4)
)
MENTIONS_PER_YEAR = 25_000
"""Of all launchers together: sizes differ in years, so that the days are equally full. Each of 48
launchers then flies on one day in thirty: as often as the DPRK in 2017, less than in 2022."""
FIRST_DAY = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Launch:
    """One made-up launch: the truth."""

    number: int
    launcher: str
    day: date
    minute: int
    classes: tuple[MissileClass, ...]
    count: int
    site: str
    overflew: tuple[str, ...]
    reports: int


@cache
def day_of(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def launches(size: int, rng: random.Random) -> Iterator[Launch]:
    """Launches enough for `size` mentions, oldest first within each launcher."""
    days = round(365 * size / MENTIONS_PER_YEAR)
    number = 0
    per_launcher = size // (len(LAUNCHERS) * 36)
    for launcher in LAUNCHERS:
        for _ in range(max(1, per_launcher)):
            ordinal = FIRST_DAY.toordinal() + rng.randrange(max(1, days))
            twice = rng.random()
            for later in (0, 1) if twice < 0.06 else (0,):
                same_day = twice < 0.02
                kind = rng.choice(CLASSES)
                yield Launch(
                    number,
                    launcher,
                    day_of(ordinal + (0 if same_day else later)),
                    rng.randrange(0, 600) + 660 * later,
                    (kind, "srbm") if kind == "icbm" and rng.random() < 0.3 else (kind,),
                    rng.choice((1, 1, 1, 2, 2, 3, 8)),
                    f"{launcher}-{rng.randrange(4)}",
                    ("JP",) if kind == "irbm" and rng.random() < 0.3 else (),
                    min(400, 1 + int(rng.lognormvariate(2.8, 1))),
                )
                number += 1


@dataclass(slots=True)
class Corpus:
    """Mentions with their sources, and the launch that each of them is about."""

    mentions: list[LaunchMention]
    sources: dict[str, Source]
    truth: dict[str, int]


def corpus(size: int, seed: int = 7) -> Corpus:
    """At most `size` mentions of made-up launches."""
    rng = random.Random(seed)
    made = Corpus([], {}, {})
    known = list(launches(size, rng))
    by_launcher: dict[str, list[Launch]] = defaultdict(list)
    for launch in known:
        by_launcher[launch.launcher].append(launch)
    writer = _Writer(rng, made)
    for launch in known:
        same_day = [
            x for x in by_launcher[launch.launcher] if x.day == launch.day and x is not launch
        ]
        for _ in range(launch.reports):
            if len(made.mentions) >= size:
                return made
            writer.article(launch, same_day, by_launcher[launch.launcher])
    return made


class _Writer:
    """Writes articles as outlets would: each knows some of the truth, some of it wrongly."""

    def __init__(self, rng: random.Random, made: Corpus) -> None:
        self.rng, self.made = rng, made
        self.serial = 0

    def article(self, launch: Launch, same_day: Sequence[Launch], others: Sequence[Launch]) -> None:
        rng = self.rng
        article_id = f"a-{self.serial:016x}"
        self.serial += 1
        published = launch.day + timedelta(days=rng.choice((0, 0, 0, 1, 1, 2)))
        said = [*self._launch(article_id, launch, 0, published, background=False)]
        told = 1
        if same_day and rng.random() < 0.5:
            said += self._launch(article_id, same_day[0], told, published, background=False)
            told += 1
        if rng.random() < 0.25:
            other = rng.choice(others)
            if abs((other.day - launch.day).days) > 40:
                said += self._launch(article_id, other, told, published, background=True)
        if rng.random() < 0.05:
            last = said[-1][0]
            rider = replace(
                last,
                mention_id=f"{last.mention_id}r",
                start=last.start + 100,
                end=last.end + 100,
                occasion=None,
                earliest=None,
                latest=None,
                edtf=None,
                reported=False,
            )
            if told == 1 and len(said) == len(launch.classes):
                said.append((rider, launch.number))
        self._publish(article_id, said, published, None)
        while rng.random() < 0.1:
            self._copy(article_id, said, published)

    def _copy(
        self, original: str, said: Sequence[tuple[LaunchMention, int]], published: date
    ) -> None:
        article_id = f"a-{self.serial:016x}"
        self.serial += 1
        copies = [
            (
                replace(m, article_id=article_id, mention_id=article_id + m.mention_id[18:]),
                number,
            )
            for m, number in said
        ]
        self._publish(article_id, copies, published, original)

    def _publish(
        self,
        article_id: str,
        said: Sequence[tuple[LaunchMention, int]],
        published: date,
        copy_of: str | None,
    ) -> None:
        outlet = f"outlet {self.rng.randrange(300)}"
        self.made.sources[article_id] = Source(article_id, copy_of, published, outlet, published)
        for mention, number in said:
            self.made.mentions.append(mention)
            self.made.truth[mention.mention_id] = number

    def _launch(
        self, article_id: str, launch: Launch, occasion: int, published: date, *, background: bool
    ) -> Iterator[tuple[LaunchMention, int]]:
        rng = self.rng
        dates = self._dates(launch, published, background)
        day = dates["earliest"] if dates["earliest"] == dates["latest"] else launch.day
        detail = {} if background else self._detail(launch, day)
        wrong = rng.random() < 0.01
        for n, kind in enumerate(launch.classes[: 1 if background else None]):
            start = 1000 * occasion + 200 * n
            known = rng.random()
            count = launch.count if n == 0 else 2
            low = None if known < 0.3 else 2 if known < 0.4 and count > 1 else count
            named = rng.choice(VAGUER[kind]) if len(launch.classes) == 1 else kind
            mention = LaunchMention(
                mention_id=f"{article_id}:m{start}-{start + 60}.0",
                article_id=article_id,
                start=start,
                end=start + 60,
                quote="fired a missile",
                status="happened",
                missile_class=rng.choice(CLASSES) if wrong and rng.random() < 0.5 else named,
                outcome="unknown",
                role="background" if background else "main",
                confidence=0.9,
                occasion=occasion,
                launcher=launch.launcher,
                count_low=low + 1 if low and wrong else low,
                count_high=None if known < 0.4 else low + 1 if low and wrong else low,
                **dates,
                **detail,
            )
            yield mention, launch.number

    def _dates(self, launch: Launch, published: date, background: bool) -> dict[str, Any]:
        chance = self.rng.random()
        day = launch.day
        if background and chance < 0.3:
            first = day.replace(day=1)
            last = day_of((first + timedelta(days=32)).replace(day=1).toordinal() - 1)
            return {"earliest": first, "latest": last, "edtf": f"{day:%Y-%m}"}
        if not background and chance < 0.1 and published - day <= timedelta(days=2):
            return {
                "earliest": day_of(published.toordinal() - 2), "latest": published, "reported": True
            }  # fmt: skip
        if chance > 0.998:
            day = day_of(day.toordinal() + self.rng.choice((-1, 1)))
        return {"earliest": day, "latest": day, "edtf": day.isoformat()}

    def _detail(self, launch: Launch, day: date) -> dict[str, Any]:
        rng = self.rng
        detail: dict[str, Any] = {"overflew": launch.overflew}
        if rng.random() < 0.3:
            detail["site_id"] = launch.site
        if rng.random() < 0.25:
            minute = launch.minute + rng.randrange(-5, 6)
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            detail["time_utc"] = midnight + timedelta(minutes=minute)
        if rng.random() < 0.005:
            detail["site_id"] = f"{launch.launcher}-{rng.randrange(4)}"
        return detail


def ours(made: Corpus) -> dict[str, str]:
    """mention_id -> event_id by this project."""
    built = resolve(made.mentions, made.sources, (), (), date(2030, 1, 1), SITES)
    return {e.mention_id: e.event_id for e in built.evidence if e.field == "event"}


def launcher_and_day(made: Corpus) -> dict[str, str]:
    """mention_id -> launcher and first day: the least that anybody would do."""
    return {m.mention_id: f"{m.launcher} {m.earliest}" for m in made.mentions if m.earliest}


SPLINK_THRESHOLD = 0.05
"""The best for its F1 of those tried (0.001, 0.05, 0.5, 0.9 give 89, 90, 88, 30 on 10,000)."""


def splink(made: Corpus) -> dict[str, str]:
    """mention_id -> cluster by Splink with its usual recipe: u by sampling, m by EM twice."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rows = [
        {
            "unique_id": m.mention_id,
            "launcher": m.launcher,
            "day": str(m.earliest),
            "month": str(m.earliest)[:7],
            "missile_class": m.missile_class,
            "count": None if m.count_low is None else str(m.count_low),
            "site": m.site_id,
            "hour": None if m.time_utc is None else str(m.time_utc.hour),
        }
        for m in made.mentions
        if m.earliest
    ]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.AbsoluteDateDifferenceAtThresholds(
                "day", input_is_string=True, metrics=["day", "day"], thresholds=[1, 2]
            ),
            cl.ExactMatch("missile_class"),
            cl.ExactMatch("count"),
            cl.ExactMatch("site"),
            cl.ExactMatch("hour"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("launcher", "day"),
            block_on("launcher", "month", "missile_class", "count"),
        ],
    )
    linker = Linker(DuckDBAPI().register(pd.DataFrame(rows)), settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match(
        [block_on("launcher", "day")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("launcher", "day"))
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("launcher", "month", "missile_class")
    )
    pairs = linker.inference.predict(threshold_match_probability=SPLINK_THRESHOLD)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, SPLINK_THRESHOLD)
    frame = clusters.as_pandas_dataframe()
    return {u: str(c) for u, c in zip(frame["unique_id"], frame["cluster_id"], strict=True)}


METHODS: dict[str, Callable[[Corpus], dict[str, str]]] = {
    "launch-timeline": ours,
    "launcher and day": launcher_and_day,
    "Splink": splink,
}


def measure(task: tuple[str, int]) -> str:
    """One row of the table; runs in a process of its own, so that its memory is its own."""
    method, size = task
    made = corpus(size)
    gc.collect()
    gc.freeze()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wall, cpu = time.perf_counter(), time.process_time()
    found = METHODS[method](made)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    q = quality(made.truth, found)
    return (
        f"{method:17} {len(made.mentions):>9,} {len(made.sources):>9,} "
        f"{len(set(made.truth.values())):>8,} {wall:8.1f} {cpu:8.1f} {peak / 2**20:6.2f} "
        f"{(peak - before) / 2**20:6.2f} {q.precision:6.2f} {q.recall:6.2f} {q.f1:6.2f} "
        f"{q.duplicates:6.2f} {q.false_merges:6.2f}"
    )


HEADING = (
    f"{'method':17} {'mentions':>9} {'articles':>9} {'launches':>8} {'wall s':>8} {'cpu s':>8} "
    f"{'GiB':>6} {'added':>6} {'B3 P':>6} {'B3 R':>6} {'B3 F1':>6} {'dup %':>6} {'fm %':>6}"
)


def incremental(size: int, added: int) -> None:
    """A full build of `size` articles against a build of `added` more on top of it."""
    made = corpus(round(size * 1.9))
    articles = sorted(made.sources, key=lambda a: (made.sources[a].collected_on or date.max, a))
    if len(articles) < size + added:
        raise SystemExit(f"only {len(articles)} articles were made")
    old = set(articles[:size])
    new = old | set(articles[size : size + added])
    first = [m for m in made.mentions if m.article_id in old]
    second = [m for m in made.mentions if m.article_id in new]
    added_mentions = [m for m in second if m.article_id not in old]
    times = {}
    gc.freeze()
    start = time.process_time()
    built = resolve(first, {a: made.sources[a] for a in old}, (), (), date(2030, 1, 1), SITES)
    times["full build"] = time.process_time() - start
    ledger = built.revisions
    gc.collect()
    gc.freeze()
    start = time.process_time()
    grown = extend(built, added_mentions, {a: made.sources[a] for a in new - old}, date(2030, 1, 2))
    times["adding to it"] = time.process_time() - start
    start = time.process_time()
    clean = resolve(second, {a: made.sources[a] for a in new}, (), ledger, date(2030, 1, 2), SITES)
    times["full build again, with the ledger"] = time.process_time() - start
    same = (grown.events, grown.evidence, grown.revisions) == (
        clean.events, clean.evidence, clean.revisions
    )  # fmt: skip
    print(f"{size:,} articles, {len(first):,} mentions, then {added} articles more")
    for what, seconds in times.items():
        share = 100 * seconds / times["full build again, with the ledger"]
        print(f"  {what:35} {seconds:8.2f} s cpu {share:7.2f} %")
    print(f"  same rows either way: {same}; new revisions: {len(grown.revisions)}")


def main() -> None:
    """Print the table for the sizes given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000])
    parser.add_argument("--splink", action="store_true", help="also run the Splink peer")
    parser.add_argument("--incremental", action="store_true", help="100 articles on 100,000")
    chosen = parser.parse_args()
    if chosen.incremental:
        incremental(100_000, 100)
        return
    names = ["launch-timeline", "launcher and day", *(["Splink"] if chosen.splink else [])]
    print(HEADING)
    spawn = multiprocessing.get_context("spawn")
    for task in ((name, size) for size in chosen.sizes for name in names):
        with spawn.Pool(1) as pool:
            print(pool.apply(measure, (task,)), flush=True)


if __name__ == "__main__":
    main()
