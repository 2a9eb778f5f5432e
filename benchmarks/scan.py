"""An archive of made-up pages, 0.2 % of them on the topic -> their articles.

    python -m benchmarks.scan                        (300 MB; the table in docs/scale.md)
    python -m benchmarks.scan --megabytes 1500

Beside warcio + trafilatura + dateparser.search_dates (on a sample), and beside fastwarc reading the
same file and doing nothing. Then the memory of one worker, here and over a longer archive; and the
same work with one and two processes, and on Ray where it is installed: wall seconds and CPU seconds
of the whole process tree.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks import _pages
from pipelines import engines
from pipelines.model import Article
from pipelines.reading import read, topics
from pipelines.seeds import load

LEXICON = Path(__file__).parents[1] / "seeds"
Found = set[str]


def fastwarc_alone(path: Path) -> tuple[int, Found]:
    """Read every record and its payload."""
    count = 0
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            count += bool(record.reader.read())
    return count, set()


def plain_stack(path: Path, sample: int) -> tuple[int, Found]:
    """warcio, trafilatura and search_dates on the first pages, as one would begin."""
    import trafilatura
    from dateparser.search import search_dates
    from warcio.archiveiterator import ArchiveIterator as Records

    found, count = set(), 0
    with path.open("rb") as stream:
        responses = (r for r in Records(stream) if r.rec_type == "response")
        for record in islice(responses, sample):
            text = trafilatura.extract(record.content_stream().read()) or ""
            search_dates(text[:3_000], languages=["en"])
            if "North Korea" in text and "missile" in text:
                found.add(record.rec_headers.get_header("WARC-Target-URI"))
            count += 1
    return count, found


def ours(path: Path, engine: topics.Engine) -> Found:
    """The reader with the topic of the lexicon."""
    found = read([path], topic=_topic(engine))
    return {item.url for item in found if isinstance(item, Article) and item.url}


@cache
def _topic(engine: topics.Engine) -> topics.Topic:
    """Compiled once a process, as any worker would."""
    return topics.topic(load(LEXICON).lexicon, engine=engine)


def scan_to_file(source: str, target: Path) -> None:
    """The work of one file, for the engines."""
    target.write_text("\n".join(sorted(ours(Path(source), topics.best_engine()))), encoding="utf-8")


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """CPU seconds of this process, and what the work returned."""
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def table(path: Path, pages: int, on_topic: Found, sample: int) -> None:
    """Print pages/s/core of each stack, and what it found."""
    rows: list[tuple[str, float, Found | None]] = []
    if find_spec("warcio"):
        seconds, stack = timed(lambda: plain_stack(path, sample))
        rows.append(("warcio + trafilatura + search_dates", stack[0] / seconds, None))  # type: ignore[index]
    seconds, _ = timed(lambda: fastwarc_alone(path))
    rows.append(("fastwarc alone", pages / seconds, None))
    for engine in ("re2", "hyperscan"):
        if find_spec(engine):
            seconds, found = timed(lambda engine=engine: ours(path, engine))  # type: ignore[misc]
            rows.append((f"ours, {engine}", pages / seconds, found))  # type: ignore[arg-type]
    slowest, idle = rows[0][1], next(rate for name, rate, _ in rows if name == "fastwarc alone")
    print(f"{'':38}{'pages/s/core':>13}{'x stack':>9}{'x fastwarc':>11}{'recall':>8}{'false':>7}")
    for name, rate, found in rows:
        quality = ""
        if found is not None:
            quality = (
                f"{len(found & on_topic) / max(1, len(on_topic)):>8.3f}{len(found - on_topic):>7}"
            )
        print(f"{name:38}{rate:>13,.0f}{rate / slowest:>9.0f}{rate / idle:>11.2f}{quality}")


def parallel(path: Path, folder: Path, parts: int) -> None:
    """Print wall and CPU seconds of the same parts with each engine."""
    from benchmarks.scan import scan_to_file as work  # under its name, not as __main__

    copies = [folder / f"part-{number}.warc.gz" for number in range(parts)]
    for copy in copies:
        os.link(path, copy)
    runs: list[tuple[str, engines.Name, int]] = [
        ("1 process", "pool", 1),
        ("2 processes", "pool", 2),
    ]
    if find_spec("ray"):
        runs.append(("Ray, 2 workers", "ray", 2))
    print(f"\n{parts} archives of {path.stat().st_size / 1e6:.0f} MB{'wall s':>16}{'CPU s':>8}")
    for name, engine, workers in runs:
        jobs = [engines.Job(str(c), folder / name / f"{c.stem}.txt") for c in copies]
        before, started = _tree_cpu(), time.monotonic()
        done, cpu = 0, before
        for one in engines.run(work, jobs, engine, workers=workers):
            if one.status != "done":
                raise RuntimeError(f"{one.job.source}: {one.detail}")
            done += 1
            cpu = max(cpu, _tree_cpu())
        wall = time.monotonic() - started
        assert done == parts
        cpu = max(cpu, _tree_cpu())
        print(f"{name:36}{wall:>8.1f}{cpu - before:>8.1f}", flush=True)


def memory(path: Path, folder: Path, times: int) -> None:
    """Print the peak of a fresh process for the archive, and for one so many times as long."""
    from benchmarks.scan import peak as work  # under its name, not as __main__

    longer = folder / "longer.warc.gz"
    with longer.open("wb") as file:
        for _ in range(times):
            file.write(path.read_bytes())
    print()
    for archive, length in ((path, 1), (longer, times)):
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            megabytes, seconds = pool.submit(work, archive).result()
        print(
            f"{length} times the archive: peak memory of its worker {megabytes:,.0f} MB,"
            f" {seconds:.1f} CPU s",
            flush=True,
        )


def peak(path: Path) -> tuple[float, float]:
    """Scan an archive; peak memory of this process in MB, and CPU seconds."""
    seconds, _ = timed(lambda: ours(path, topics.best_engine()))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000, seconds


def _tree_cpu() -> float:
    """CPU seconds of this process and all that descend from it, ended ones included."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = os.sysconf("SC_CLK_TCK")
    parents, used = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
        used[int(folder.name)] = sum(map(int, fields[11:15])) / ticks
    tree = set(_descendants(os.getpid(), parents))
    return ended.ru_utime + ended.ru_stime + sum(used[pid] for pid in tree)


def _descendants(pid: int, parents: dict[int, int]) -> Iterator[int]:
    for child, parent in parents.items():
        if parent == pid:
            yield child
            yield from _descendants(child, parents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--sample", type=int, default=60, help="pages for the slow stack")
    parser.add_argument("--parts", type=int, default=6, help="archives for the engines; 0 for none")
    parser.add_argument("--longer", type=int, default=5, help="for memory; 0 for none")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "pages.warc.gz"
        pages, on_topic = _pages.warc(path, arguments.megabytes)
        packed = path.stat().st_size / 1e6
        print(
            f"{pages:,} pages, {arguments.megabytes:,} MB packed into {packed:,.0f} MB,"
            f" {len(on_topic)} on the topic"
        )
        table(path, pages, on_topic, arguments.sample)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
        print(f"peak memory of all of it in one process: {peak:,.0f} MB")
        if arguments.longer:
            memory(path, Path(name), arguments.longer)
        if arguments.parts:
            parallel(path, Path(name), arguments.parts)


if __name__ == "__main__":
    main()
