"""How well launches are read: claims of the pipeline against labels made by people.

One claim is one (article, launcher, local day). Beside the pipeline stands the baseline that
copies the publication day onto a launch of the DPRK: dating by fallback looks good on fresh
reports, and is what this project must never do.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pipelines import reading, stages
from pipelines.launches.classes import compatible
from pipelines.model import FOUNDING_STATUSES, Article, LaunchMention, MissileClass
from pipelines.seeds import Lexicon

WINDOW_DAYS = 3
"""A launch whose day the text leaves open may have an interval of so many days, or none."""


@dataclass(frozen=True, slots=True)
class Label:
    """One launch that a person says an article tells of. `truth` is its day where that is known
    though the text does not state it; None in `classes` or counts: not labelled."""

    launcher: str
    day: date | None
    truth: date | None
    main: bool
    classes: tuple[MissileClass, ...] | None = None
    count: tuple[int | None, int | None] | None = None
    quote: str = ""
    bounds: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled article. `unreal` are its words that only look like a launch; `complete` says
    that every launch of the article is labelled, background too."""

    name: str
    article: Article
    labels: tuple[Label, ...]
    unreal: tuple[str, ...] = ()
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Claim:
    """One launch that was read in an article: the mentions of one occasion."""

    launcher: str
    earliest: date | None
    latest: date | None
    main: bool
    mentions: tuple[LaunchMention, ...]

    @property
    def day(self) -> date | None:
        """The one day it can have been, if there is but one."""
        return self.earliest if self.earliest == self.latest else None


@dataclass(slots=True)
class Score:
    """Counts over all cases, and the rows that were wrong."""

    tally: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, right: bool, what: str, row: str) -> None:
        """Count one decision, and keep its row if it was wrong."""
        self.tally[f"{what} all"] += 1
        self.tally[f"{what} right"] += right
        if not right:
            self.wrong.append(f"{what:12} {row}")

    def rate(self, what: str) -> float | None:
        """Share of right decisions of a kind, in percent."""
        total = self.tally[f"{what} all"]
        return 100 * self.tally[f"{what} right"] / total if total else None


def gold_cases(folder: Path) -> list[Case]:
    """The labelled briefs of `tests/gold`."""
    articles = {
        Path(a.source).name: a
        for a in reading.read([folder / "articles"])
        if isinstance(a, Article)
    }
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    return [
        Case(
            row["file"],
            articles[row["file"]],
            tuple(_gold_label(launch) for launch in row["launches"]),
            tuple(row["not_launches"]),
        )
        for row in rows
    ]


def _gold_label(row: dict[str, Any]) -> Label:
    key = row.get("event")
    return Label(
        launcher=row["launcher"],
        day=_day(row["date"]),
        truth=_key_day(key) if key else None,
        main=row["role"] == "main",
        classes=tuple(row["classes"]),
        count=(row["count_low"], row["count_high"]),
        quote=row.get("quote", ""),
        bounds=(_day(row["earliest"]), _day(row["latest"])),
    )


def _day(cell: str | None) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _key_day(key: str) -> date | None:
    try:
        return date.fromisoformat(key.partition("-")[2][:10])
    except ValueError:
        return None


def hand_cases(labels: Path, records: Path) -> list[Case]:
    """The hand-made rows of `dev_labels.csv`; their launches are those of the DPRK."""
    names = [json.loads(line)["id"] for line in records.read_text(encoding="utf-8").splitlines()]
    articles = dict(
        zip(names, (a for a in reading.read([records]) if isinstance(a, Article)), strict=True)
    )
    with labels.open(encoding="utf-8", newline="") as file:
        return [
            Case(
                row["article_id"],
                articles[row["article_id"]],
                tuple(
                    Label("KP", None, date.fromisoformat(day.strip()), main=True)
                    for day in row["launch_dates_kst"].split(";")
                    if day.strip()
                ),
                complete=False,
            )
            for row in csv.DictReader(file)
            if row["label"] == "hand"
        ]


def claims(mentions: Iterable[LaunchMention]) -> list[Claim]:
    """The launches that the mentions of one article assert."""
    grouped: dict[tuple[str | None, int], list[LaunchMention]] = {}
    for mention in mentions:
        if mention.status in FOUNDING_STATUSES and mention.occasion is not None:
            grouped.setdefault((mention.launcher, mention.occasion), []).append(mention)
    return [
        Claim(
            launcher or "?",
            found[0].earliest,
            found[0].latest,
            any(m.role == "main" for m in found),
            tuple(found),
        )
        for (launcher, _), found in grouped.items()
    ]


def score(cases: Sequence[Case], lexicon: Lexicon) -> Score:
    """Read every case and compare; nothing is known of it but its own words and stamps."""
    result = Score()
    for case in cases:
        account = stages.understand(case.article, lexicon)
        mentions = account.findings.mentions
        defects = [i.detail for i in account.findings.issues if i.code == "defect"]
        result.note(not defects, "sound", f"{case.name}: {defects}")
        found = claims(mentions)
        _score_days(case, found, result)
        _score_unreal(case, mentions, result)
        _score_baseline(case, account.publication.day, result)
    return result


def _score_days(case: Case, found: Sequence[Claim], result: Score) -> None:
    stated = {(label.launcher, label.day) for label in case.labels if label.day}
    known = stated | {(label.launcher, label.truth) for label in case.labels if label.truth}
    for claim in found:
        if claim.day is not None:
            right = (claim.launcher, claim.day) in known
            row = f"{case.name}: {claim.launcher} {claim.day} {claim.mentions[0].quote!r}"
            if case.complete or claim.main:
                result.note(right, "main P" if claim.main else "background P", row)
        if case.complete:
            real = any(_may_be(claim, label) for label in case.labels)
            result.note(real, "real", f"{case.name}: {claim.launcher} {claim.earliest}.."
                        f"{claim.latest} {claim.mentions[0].quote!r}")  # fmt: skip
    unstated = [c for c in found if (c.launcher, c.day) not in stated]
    days: dict[tuple[str, date | None], list[LaunchMention]] = {}
    for claim in found:
        days.setdefault((claim.launcher, claim.day), []).extend(claim.mentions)
    for launcher, day, main in sorted({(x.launcher, x.day, x.main) for x in case.labels if x.day}):
        row = f"{case.name}: {launcher} {day}"
        result.note((launcher, day) in days, "main R" if main else "background R", row)
    for label in case.labels:
        if label.day is None and label.main:
            _score_open(case, label, unstated, result)
        elif label.day and (dated := days.get((label.launcher, label.day))):
            _score_payload(case, label, dated, result)


def _may_be(claim: Claim, label: Label) -> bool:
    if claim.launcher != label.launcher:
        return False
    day = label.day or label.truth
    if day is None or claim.earliest is None or claim.latest is None:
        return True
    return claim.earliest <= day <= claim.latest


def _score_open(case: Case, label: Label, found: Sequence[Claim], result: Score) -> None:
    """Open days: none, or an interval of at most three days that holds the truth."""
    own = [c for c in found if c.launcher == label.launcher]
    dated = [c for c in own if c.earliest and c.latest]
    held = any(_holds(c, label) for c in dated)
    right = held or not dated
    row = f"{case.name}: {label.truth} in {[(c.earliest, c.latest) for c in dated]}"
    result.note(right, "open days", row)
    result.note(bool(own), "open found", f"{case.name}: {label.launcher} {label.truth}")


def _holds(claim: Claim, label: Label) -> bool:
    """Three days at most, or the very stretch ("in July") that the text gives."""
    assert claim.earliest is not None and claim.latest is not None
    if (claim.earliest, claim.latest) == label.bounds:
        return True
    if (claim.latest - claim.earliest).days >= WINDOW_DAYS:
        return False
    return label.truth is not None and claim.earliest <= label.truth <= claim.latest


def _score_payload(
    case: Case, label: Label, mentions: Sequence[LaunchMention], result: Score
) -> None:
    if label.classes:
        told = {m.missile_class for m in mentions}
        fits = any(compatible(a, b) for a in told for b in label.classes)
        result.note(fits, "class", f"{case.name}: {label.classes} read {sorted(told)}")
    if label.count is not None and any(label.count):
        counts = {
            (m.count_low, m.count_high)
            for m in mentions
            if any(compatible(m.missile_class, c) for c in label.classes or ())
        }
        result.note(label.count in counts, "count", f"{case.name}: {label.count} read {counts} "
                    f"{label.quote!r}")  # fmt: skip


def _score_unreal(case: Case, mentions: Sequence[LaunchMention], result: Score) -> None:
    for words in case.unreal:
        start = case.article.text.find(words)
        if start < 0:
            continue
        asserted = [
            m.quote
            for m in mentions
            if m.status in FOUNDING_STATUSES
            and m.occasion is not None
            and m.start < start + len(words)
            and start < m.end
        ]
        result.note(not asserted, "unreal", f"{case.name}: {words!r} read as {asserted}")


def _score_baseline(case: Case, published: date | None, result: Score) -> None:
    wanted = {(x.launcher, x.day or x.truth) for x in case.labels if x.main}
    result.tally["baseline labels"] += len(wanted)
    if published is not None:
        result.tally["baseline claims"] += 1
        result.tally["baseline right"] += ("KP", published) in wanted


TITLES = (
    ("sound", "texts on which no rule failed"),
    ("main P", "exact day, main launches: precision"),
    ("main R", "exact day, main launches: recall"),
    ("background P", "exact day, background launches: precision"),
    ("background R", "exact day, background launches: recall"),
    ("real", "asserted launches that the label knows"),
    ("open days", "open days: none, or three at most that hold the truth"),
    ("open found", "launches with an open day: found"),
    ("class", "class right or compatible"),
    ("count", "count right"),
    ("unreal", "unreal launches not asserted"),
)


def summary(result: Score) -> dict[str, float | None]:
    """All rates in percent, and the baseline's."""
    rates = {what: result.rate(what) for what, _ in TITLES}
    tally = result.tally
    rates["baseline P"] = _percent(tally["baseline right"], tally["baseline claims"])
    rates["baseline R"] = _percent(tally["baseline right"], tally["baseline labels"])
    return rates


def _percent(part: int, whole: int) -> float | None:
    return 100 * part / whole if whole else None
