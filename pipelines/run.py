"""The whole way from files to published tables, for those who need no orchestrator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipelines import parts, reading, stages, tables
from pipelines.events.rulings import stale_withdrawals
from pipelines.model import Issue, Revision
from pipelines.publishing import parquet
from pipelines.seeds import Seeds, load


def _silent(_done: int, _total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Job:
    """What to build: `paths` are files, folders or addresses; `as_of` is the day it speaks for;
    `where` the work runs changes nothing of the result."""

    paths: Sequence[Path | str]
    output: Path
    seeds: Path
    as_of: date
    use_catalogue: bool = True
    where: parts.Where = field(default_factory=parts.Where)
    progress: parts.Progress = field(default=_silent)


def build(job: Job) -> stages.TableSet:
    """Read, understand, settle, join and publish; returns the tables that were published.

    Raises SeedError for a mistake under seeds/ and PublishError when nothing could be published.
    """
    seeds = load(job.seeds)
    try:
        rules = first_layer_digest(job.seeds)
        with parts.opened(job.output, job.seeds, rules, job.where) as opened:
            batches = opened.read(reading.find(job.paths), job.progress)
            history = ledger(job.output)
            joined = join_batches(batches, seeds, history, job.as_of, job.use_catalogue)
            about = build_description(joined, job.seeds, job.as_of, job.use_catalogue)
            parquet.publish(joined, tables.TABLES, job.output, about)
    except parts.BusyError as error:
        raise parquet.PublishError(str(error)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise parquet.PublishError(f"{job.output} cannot be written: {reason}") from error
    return joined


def join_batches(
    batches: Iterable[stages.TableSet],
    seeds: Seeds,
    history: Sequence[Revision],
    as_of: date,
    use_catalogue: bool,
) -> stages.TableSet:
    """The second layer: what follows from knowing all batches."""
    said: list[stages.Account] = []
    issues: list[Issue] = []
    for batch in batches:
        said += stages.accounts_of(batch)
        issues += stages.reading_issues_of(batch)
    accounts: list[stages.Account] = []
    for item in stages.distinct(said, seeds.lexicon):
        if isinstance(item, Issue):
            issues.append(item)
        else:
            accounts.append(item)
    issues += stale_withdrawals(seeds.rulings, {a.article.article_id for a in accounts})
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
    rules = _digests(seeds)
    rules |= {"code": code_digest(), "catalogue": "used" if use_catalogue else "not used"}
    return parquet.Build(as_of=as_of.isoformat(), inputs=dict(sorted(inputs)), rules=rules)


def first_layer_digest(seeds: Path) -> str:
    """One digest of all that the first layer follows from beside the sources."""
    lexicon = {name: digest for name, digest in _digests(seeds).items() if "lexicon" in name}
    return sha256(repr((code_digest(), sorted(lexicon.items()))).encode()).hexdigest()


def _digests(seeds: Path) -> dict[str, str]:
    files = sorted(p for p in seeds.rglob("*.csv") if "articles" not in p.parts)
    return {p.relative_to(seeds).as_posix(): sha256(p.read_bytes()).hexdigest() for p in files}


def code_digest() -> str:
    """One digest of all rules, as code and data, under pipelines/."""
    root = Path(__file__).parent
    digest = sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
