"""The whole way from files to published tables, for those who need no orchestrator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipelines import reading, stages, tables
from pipelines.model import Article, Issue, Revision
from pipelines.publishing import parquet
from pipelines.reading import topics
from pipelines.seeds import Seeds, load

Progress = Callable[[str, int], None]
"""Called with the step and how many of it are done."""


def _silent(_step: str, _done: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: `paths` are files, folders or addresses; `as_of` is the day it speaks for."""

    paths: Sequence[Path | str]
    output: Path
    seeds: Path
    as_of: date
    use_catalogue: bool = True
    progress: Progress = field(default=_silent)


def build(job: Job) -> stages.TableSet:
    """Read, understand, settle, join and publish; returns the tables that were published.

    Raises SeedError for a mistake under seeds/ and PublishError when nothing could be published.
    """
    seeds = load(job.seeds)
    batch = read_batch(job.paths, seeds, job.progress)
    joined = join_batches([batch], seeds, ledger(job.output), job.as_of, job.use_catalogue)
    about = build_description(joined, job.seeds, job.as_of, job.use_catalogue)
    parquet.publish(joined, tables.TABLES, job.output, about)
    return joined


def read_batch(
    paths: Sequence[Path | str], seeds: Seeds, progress: Progress = _silent
) -> stages.TableSet:
    """The first layer of one batch: what its articles say by themselves."""
    issues: list[Issue] = []
    topic = topics.topic(seeds.lexicon) if any(".warc" in str(p) for p in paths) else None
    articles = _articles(reading.read(paths, topic=topic), issues)
    accounts = []
    for done, article in enumerate(articles, start=1):
        accounts.append(stages.understand(article, seeds.lexicon))
        progress("read", done)
    return stages.batch_tables(accounts, issues)


def join_batches(
    batches: Iterable[stages.TableSet],
    seeds: Seeds,
    history: Sequence[Revision],
    as_of: date,
    use_catalogue: bool,
) -> stages.TableSet:
    """The second layer: what follows from knowing all batches."""
    accounts, issues = [], []
    for batch in batches:
        accounts += stages.accounts_of(batch)
        issues += stages.reading_issues_of(batch)
    settled = stages.settle(accounts, seeds, use_catalogue=use_catalogue)
    return stages.join(settled, seeds, history, as_of, issues)


def ledger(output: Path) -> list[Revision]:
    """The event history of the last build in `output`: what keeps ids for ever."""
    parquet.heal(output)
    return tables.EVENT_HISTORY.values(parquet.load(output, tables.EVENT_HISTORY))


def build_description(
    joined: stages.TableSet, seeds: Path, as_of: date, use_catalogue: bool
) -> parquet.Build:
    """What goes into the manifest: the digests of inputs and rules, and no clock."""
    articles = joined["articles"]
    inputs = zip(articles["source"].to_pylist(), articles["text_sha256"].to_pylist(), strict=True)
    files = sorted(p for p in seeds.rglob("*.csv") if "articles" not in p.parts)
    rules = {p.relative_to(seeds).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}
    rules |= {"code": code_digest(), "catalogue": "used" if use_catalogue else "not used"}
    return parquet.Build(as_of=as_of.isoformat(), inputs=dict(sorted(inputs)), rules=rules)


def code_digest() -> str:
    """One digest of all rules, as code and data, under pipelines/."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _articles(found: Iterable[Article | Issue], issues: list[Issue]) -> Iterator[Article]:
    """The articles of a reader; its issues go to the list on the way."""
    for item in found:
        if isinstance(item, Issue):
            issues.append(item)
        else:
            yield item
