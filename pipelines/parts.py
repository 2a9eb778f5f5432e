"""The first layer of a build in parts, each read by whichever process is free.

A part is a large file or a run of small ones; its result is a folder with one Parquet file for
each table. Results lie under `.parts/` in the output until the build is published, so that a build
that was stopped goes on where it was. Which files share a part, and where a part is read, changes
no byte of what is published.
"""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path

import pyarrow.parquet as pq

from pipelines import engines, reading, stages
from pipelines.model import Article, Issue
from pipelines.reading import documents, topics
from pipelines.reading.sources import Source
from pipelines.seeds import Lexicon, load

FOLDER = ".parts"
PART_BYTES = 4_000_000
"""Some seconds of work: more than a process costs to start, little to lose when one is killed."""
MOST_SECONDS = 6 * 3600.0
"""What a part may take before it is given up; an archive of 1 GB takes minutes."""

Progress = Callable[[int, int], None]
"""Called with how many bytes of the sources are done, and how many there are in all."""


class BusyError(RuntimeError):
    """Another build holds the parts of this output."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where parts are read: by so many processes here, or on the Ray cluster at `ray` ("local" for
    one of our own with so many workers)."""

    workers: int = 1
    ray: str | None = None

    def engine(self, parts: int) -> engines.Name:
        """The engine that is worth its start for so many parts."""
        if self.ray is not None:
            return "ray"
        return "pool" if min(self.workers, parts) > 1 else "here"


@dataclass(frozen=True, slots=True)
class Part:
    """Sources that are read together, their size on disk, and the name of their result."""

    sources: tuple[Source, ...]
    size_bytes: int
    name: str

    @classmethod
    def of(cls, sources: Iterable[Source], rules: str) -> Part:
        """The part of these sources; its name is the digest of what the result follows from."""
        about = [(s.name, str(s.location), *_about(s)) for s in sources]
        name = sha256(json.dumps([rules, *about]).encode()).hexdigest()[:24]
        return cls(tuple(sources), sum(size for *_, size, _ in about), name)


def understand(
    found: Iterable[Source | Issue], lexicon: Lexicon, topic: topics.Topic | None = None
) -> stages.TableSet:
    """What the articles of some sources say by themselves, as tables."""
    accounts, issues = [], []
    for item in reading.read_found(found, topic=topic):
        if isinstance(item, Article):
            accounts.append(stages.understand(item, lexicon))
        else:
            issues.append(item)
    return stages.batch_tables(accounts, issues)


@contextmanager
def opened(output: Path, seeds: Path, rules: str, where: Where) -> Iterator[Parts]:
    """The parts of an output, held by one build at a time and thrown away after a whole one.

    `rules` is the digest of all that a result follows from beside its sources. Raises BusyError
    while another build holds the parts, OSError where they cannot be written.
    """
    folder = (output / FOLDER).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"another build is writing {output}") from error
        yield Parts(folder, seeds.resolve(), rules, where)
        shutil.rmtree(folder)


@dataclass(frozen=True, slots=True)
class Parts:
    """The folder of results, what they follow from beside their sources, and where work runs."""

    folder: Path
    seeds: Path
    rules: str
    where: Where

    def read(
        self, found: Iterable[Source | Issue], progress: Progress
    ) -> Iterator[stages.TableSet]:
        """The first layer of all sources, a table set for each part.

        A part that kills or holds up its process is read again file by file; a file that does so
        alone becomes the issue `failed`.
        """
        sources: list[Source] = []
        issues: list[Issue] = []
        for item in found:
            if isinstance(item, Source):
                sources.append(item)
            else:
                issues.append(item)
        yield stages.batch_tables([], issues)
        parts = divide(sources, self.rules)
        done, total = 0, sum(part.size_bytes for part in parts)
        self._sweep({part.name for part in parts})
        while parts:
            again: list[Part] = []
            for part, failure in self._run(parts):
                if failure and len(part.sources) > 1:
                    again += [Part.of((source,), self.rules) for source in part.sources]
                    continue
                done += part.size_bytes
                progress(done, total)
                yield _failed(part, failure) if failure else self._load(part)
            parts = again

    def _run(self, parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
        """Each part once it is read, with the reason where it could not be."""
        named = {part.name: part for part in parts}
        for done in engines.run(
            partial(read_part, seeds=self.seeds, rules=self.rules),
            [self._job(part) for part in parts],
            self.where.engine(len(parts)),
            workers=self.where.workers,
            seconds=MOST_SECONDS,
            address=None if self.where.ray == "local" else self.where.ray,
        ):
            yield named[done.job.target.name], done.detail if done.status == "failed" else ""

    def _job(self, part: Part) -> engines.Job:
        listed = [(s.name, str(_absolute(s.location))) for s in part.sources]
        source = self.folder / f"{part.name}.json"
        source.write_text(json.dumps(listed), encoding="utf-8")
        return engines.Job(str(source), self.folder / part.name)

    def _load(self, part: Part) -> stages.TableSet:
        files = sorted((self.folder / part.name).glob("*.parquet"))
        return {path.stem: pq.read_table(path) for path in files}

    def _sweep(self, names: Container[str]) -> None:
        """Remove what a stopped build left that is of no use to this one."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in names:
                shutil.rmtree(path)
            elif path.suffix == ".json":
                path.unlink()


def divide(sources: Iterable[Source], rules: str) -> list[Part]:
    """Sources in their order as parts of about PART_BYTES; an address ends its part."""
    parts: list[Part] = []
    taken: list[Source] = []
    size = 0
    for source in sources:
        taken.append(source)
        size += _about(source)[0]
        if size >= PART_BYTES or not isinstance(source.location, Path):
            parts.append(Part.of(taken, rules))
            taken, size = [], 0
    return [*parts, Part.of(taken, rules)] if taken else parts


def read_part(source: str, target: Path, seeds: Path, rules: str) -> None:
    """The work of one part: `source` is the list of its sources, `target` the folder of tables."""
    listed = json.loads(Path(source).read_text(encoding="utf-8"))
    sources = [Source(name, place if "://" in place else Path(place)) for name, place in listed]
    archives = any(documents.kind(source.name) == "archive" for source in sources)
    topic = _topic(seeds, rules) if archives else None
    batch = understand(sources, _lexicon(seeds, rules), topic)
    target.mkdir()
    for name, table in batch.items():
        pq.write_table(table, target / f"{name}.parquet", compression="zstd")


@lru_cache(maxsize=1)
def _lexicon(seeds: Path, _rules: str) -> Lexicon:
    """Loaded once a process, and again when the rules have changed."""
    return load(seeds).lexicon


@lru_cache(maxsize=1)
def _topic(seeds: Path, rules: str) -> topics.Topic:
    """Compiled once a process, and again when the rules have changed."""
    return topics.topic(_lexicon(seeds, rules))


def _failed(part: Part, reason: str) -> stages.TableSet:
    issue = Issue(stage="reading", code="failed", place=part.sources[0].name, detail=reason)
    return stages.batch_tables([], [issue])


def _about(source: Source) -> tuple[int, int]:
    """Size and time of change, by which a file is known to be the same when a build goes on."""
    if not isinstance(source.location, Path):
        return 0, 0
    try:
        found = source.location.stat()
    except OSError:  # it went away meanwhile: the reader will say so
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _absolute(location: str | Path) -> str | Path:
    return location.absolute() if isinstance(location, Path) else location
