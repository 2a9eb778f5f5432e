"""What each batch says by itself: three steps, each kept, each made again only when it must be.

A step's recipe holds the digest of its input, so a step whose input came out as before is not made
again even though the step before it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assets import recipes
from assets.batches import Batch
from assets.settings import Settings
from assets.store import Made, Store
from pipelines import reading, stages, tables
from pipelines.model import Article, Findings, Issue, Publication
from pipelines.schema import Table
from pipelines.seeds import Lexicon
from pipelines.stages import Account, TableSet

Compute = Callable[[Batch, TableSet, Lexicon], tuple[list[Account], list[Issue]]]


def _read(batch: Batch, _said: TableSet, _lexicon: Lexicon) -> tuple[list[Account], list[Issue]]:
    found = list(reading.read(batch.paths, root=batch.root))
    articles = [item for item in found if isinstance(item, Article)]
    issues = [item for item in found if isinstance(item, Issue)]
    return [Account(a, Publication(), Findings()) for a in articles], issues


def _date(_batch: Batch, said: TableSet, lexicon: Lexicon) -> tuple[list[Account], list[Issue]]:
    accounts = [stages.with_dates(a.article, lexicon) for a in stages.accounts_of(said)]
    return accounts, stages.reading_issues_of(said)


def _launch(_batch: Batch, said: TableSet, lexicon: Lexicon) -> tuple[list[Account], list[Issue]]:
    accounts = [stages.with_launches(a, lexicon) for a in stages.accounts_of(said)]
    return accounts, stages.reading_issues_of(said)


@dataclass(frozen=True, slots=True)
class Step:
    """One room's part of the first layer: what it computes, keeps, and follows from.

    `rules` are the files under seeds/ that it reads.
    """

    name: str
    room: str
    description: str
    compute: Compute
    keeps: tuple[Table, ...]
    rules: tuple[str, ...] = ()


STEPS = (
    Step(
        "batch_articles",
        "reading",
        "The texts of one batch, with what their source says of them.",
        _read,
        (tables.ARTICLES, tables.ISSUES),
    ),
    Step(
        "batch_dates",
        "dates",
        "The day that each text gives for itself, and its expressions of time.",
        _date,
        (tables.ARTICLES, tables.DATE_EXPRESSIONS, tables.ISSUES),
        ("lexicon/offices.csv", "lexicon/happenings.csv", "lexicon/sites.csv"),
    ),
    Step(
        "batch_launches",
        "launches",
        "The launches, counts and responses that each text speaks of.",
        _launch,
        (tables.LAUNCH_MENTIONS, tables.LAUNCH_COUNTS, tables.RESPONSES, tables.ISSUES),
        ("lexicon/*.csv",),
    ),
)
NOTHING: TableSet = {
    t.name: t.build([])
    for t in tables.TABLES
    if t.name in {kept.name for step in STEPS for kept in step.keeps}
}


@dataclass(frozen=True, slots=True)
class FirstLayer:
    """Where results are kept, and the digest of rules and code of each step as of today."""

    store: Store
    rules: Mapping[str, str]

    @classmethod
    def open(cls, settings: Settings) -> FirstLayer:
        """The layer of these settings, with the rules as they stand now."""
        seeds = settings.seeds_folder
        rules = {
            s.name: recipes.digest_of(recipes.of_code(s.room), recipes.of_files(seeds, s.rules))
            for s in STEPS
        }
        return cls(Store(settings.store_url), rules)

    def recipe(self, number: int, batch: Batch) -> str | None:
        """What a step's result should be made of; None while the step before has no result."""
        step = STEPS[number]
        if number == 0:
            return recipes.digest_of(self.rules[step.name], batch.digest)
        before = self.store.made(STEPS[number - 1].name, batch.key)
        return recipes.digest_of(self.rules[step.name], before.digest) if before else None

    def first_stale(self, batch: Batch, *, again: bool = False) -> int | None:
        """The number of the first step whose result is not what it should be; None: all fresh.

        A step that failed on this very input is stale only where it is to be tried `again`.
        """
        for number, step in enumerate(STEPS):
            made = self.store.made(step.name, batch.key)
            if made is None or made.recipe != self.recipe(number, batch):
                return number
            if again and made.failed:
                return number
        return None

    def fresh(self, number: int, batch: Batch) -> Made | None:
        """The kept result of a step; None where it is not what it should be, or failed."""
        made = self.store.made(STEPS[number].name, batch.key)
        recipe = self.recipe(number, batch)
        return made if made and made.recipe == recipe and not made.failed else None

    def make(self, number: int, batch: Batch, lexicon: Lexicon) -> Made:
        """Compute and keep the result of one step; raises OSError of the store.

        A batch that breaks a rule of ours is kept as an issue: the batches beside it go on.
        """
        said = self.said(batch.key, number)
        try:
            accounts, issues = STEPS[number].compute(batch, said, lexicon)
            result = stages.batch_tables(accounts, issues)
        except OSError:
            raise
        except Exception as error:  # one bad batch must not hold up the others
            return self.give_up(number, batch, f"{type(error).__name__}: {error}")
        return self._keep(number, batch, result)

    def give_up(self, number: int, batch: Batch, reason: str) -> Made:
        """Keep, in place of a result, what was known before the step and why there is no more."""
        said, step = self.said(batch.key, number), STEPS[number]
        issue = Issue(
            stage="reading",
            code="batch_failed",
            place=batch.key,
            detail=f"{step.name} broke on this batch, please report it: {reason[:1000]}",
        )
        issues = tables.ISSUES.build([*tables.ISSUES.values(said["issues"]), issue])
        return self._keep(number, batch, {**said, "issues": issues}, reason[:1000])

    def _keep(self, number: int, batch: Batch, result: TableSet, failed: str | None = None) -> Made:
        step, recipe = STEPS[number], self.recipe(number, batch)
        if recipe is None:
            raise FileNotFoundError(f"{STEPS[number - 1].name} of {batch.key} was not made yet")
        kept = [result[t.name] for t in step.keeps]
        return self.store.save(step.name, batch.key, kept, recipe, failed)

    def said(self, key: str, steps: int = len(STEPS)) -> TableSet:
        """What the first steps know of a batch, as tables; empty ones for what is not known.

        A result that a store damaged, or that another release kept, is dropped: it is stale now.
        """
        found = dict(NOTHING)
        for step in STEPS[:steps]:
            kept = self.store.load(step.name, key, step.keeps)
            if kept is None:
                self.store.forget(step.name, key)
            found |= kept or {}
        return found

    def digests(self, key: str) -> dict[str, str | None]:
        """The digest of each step's result; None where there is none."""
        found = {step.name: self.store.made(step.name, key) for step in STEPS}
        return {name: made.digest if made else None for name, made in found.items()}

    def lacks(self, key: str) -> list[str]:
        """The steps of a batch that have no result."""
        return [name for name, digest in self.digests(key).items() if digest is None]
