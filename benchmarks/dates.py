"""How right and how fast dates are read, beside dateparser and whatever other peer is installed.

    python -m benchmarks.dates

Accuracy: TempEval-3 value F1 of DATE and TIME on WikiWars (and on TimeBank, where TIMEX_DATA names
a folder that has `TimeBank/*.tml`), and day intervals on the Recognizers specs; all from
`../shared`, by its scorers. Speed: documents of 2 KB in CPU seconds of one process, all systems on
the same documents in the same run. Last, that hostile text costs no more than linear time.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path
from types import ModuleType
from typing import Any

from pipelines.dates import tag
from pipelines.model import DateExpression

SHARED = Path(__file__).resolve().parents[2] / "shared"
DOCUMENT = 2048
DOCUMENTS = 1000
WARM_UP = 200
"""Other documents that are read first: automata and caches fill while they are used."""
PEER_DOCUMENTS = 60
PEER_WARM_UP = 20
"""dateparser reads some fifty documents a second."""

HOSTILE = {"digits": "7", "the the the": "the ", "nested brackets": "([{", "Jan. Jan.": "Jan. "}
DAY = date(2022, 10, 5)

Timexes = list[tuple[int, int, str, str]]
Tagger = Callable[[str, date], Timexes]


def ours(text: str, published: date) -> Timexes:
    """Our outermost expressions as TIMEX3."""
    return [
        (row.start, row.end, row.timex_type, row.timex_value)
        for row in tag(text, published)
        if row.parent_id is None
    ]


def ours_as_intervals(text: str, published: date) -> Timexes:
    """Our expressions in the specs' dialect: ranges are one, and end before their last day."""
    rows = [row for row in tag(text, published) if row.parent_id is None]
    out: Timexes = []
    while rows:
        row = rows.pop(0)
        end, value, kind = row.end, row.timex_value, str(row.timex_type)
        if row.earliest and row.latest and not re.fullmatch(r"\d{4}-(SP|SU|FA|WI)", value):
            first, last = row.earliest, row.latest
            if row.timex_type == "DURATION":  # the reference day itself is left out
                first, last = _without(published, first, last)
                kind = "DATE"
            if rows and row.range_edtf and rows[0].range_edtf == row.range_edtf:
                closing = rows.pop(0)
                end, last = closing.end, _exclusive(closing, last)
            value = f"{first}/{last}"
        out.append((row.start, end, kind, value))
    return out


def _without(day: date, first: date, last: date) -> tuple[date, date]:
    step = timedelta(days=1)
    return (
        (first, last - step)
        if last == day
        else (first + step, last)
        if first == day
        else (first, last)
    )


def _exclusive(closing: DateExpression, last: date) -> date:
    if closing.earliest is None or closing.latest is None:
        return last
    if closing.rule.startswith("modifier"):
        return closing.latest
    return closing.earliest - timedelta(days=1)


def dateparser_search(text: str, published: date) -> Timexes:
    """The peer of our own environment."""
    search_dates = importlib.import_module("dateparser.search").search_dates
    base = datetime.combine(published, clock(12))
    settings: Any = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found = search_dates(text, languages=["en"], settings=settings) or []
    return list(_placed(text, ((words, _as_exact_as(words, at)) for words, at in found)))


def _as_exact_as(words: str, at: datetime) -> str:
    """Write no more of a peer's date than its words can have told."""
    if re.fullmatch(r"\W*(?:in |since |of |by )?\d{4}\W*", words):
        return f"{at.year}"
    if re.fullmatch(r"\W*(?:in |since |of |by )?[A-Za-z]{3,9}\.?,? ?(?:\d{4})?\W*", words) and (
        re.search(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", words.lower())
    ):
        return f"{at:%Y-%m}"
    return at.date().isoformat()


def parsedatetime_nlp(text: str, published: date) -> Timexes:
    parsedatetime = importlib.import_module("parsedatetime")
    base = datetime.combine(published, clock(12))
    found = parsedatetime.Calendar().nlp(text, sourceTime=base) or ()
    return [(start, end, "DATE", at.date().isoformat()) for at, _, start, end, _ in found]


def datefinder_find(text: str, published: date) -> Timexes:
    datefinder = importlib.import_module("datefinder")
    base = datetime.combine(published, clock(12))
    found = datefinder.find_dates(text, index=True, base_date=base)
    return [(start, end, "DATE", at.date().isoformat()) for at, (start, end) in found]


def _placed(text: str, found: Iterator[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    place = 0
    for words, value in found:
        start = text.find(words, place)
        if start >= 0:
            place = start + len(words)
            yield start, place, "DATE", value


PEERS: dict[str, tuple[str, Tagger]] = {
    "dateparser": ("dateparser.search_dates", dateparser_search),
    "parsedatetime": ("parsedatetime nlp", parsedatetime_nlp),
    "datefinder": ("datefinder", datefinder_find),
}


def systems() -> dict[str, Tagger]:
    """Ours, and every peer that is installed."""
    peers = {label: peer for name, (label, peer) in PEERS.items() if importlib.util.find_spec(name)}
    return {"launch-timeline": ours, **peers}


def print_accuracy() -> None:
    if not SHARED.is_dir():
        print("accuracy: needs ../shared with its corpora and scorers; left out")
        return
    timex, specs = _scorers()
    corpora = ["wikiwars"]
    if (Path(os.environ.get("TIMEX_DATA", "")) / "TimeBank").is_dir():
        corpora.append("timebank")
    print(
        f"{'corpus':12}{'system':26}{'relaxed F1':>12}{'value F1':>10}{'value P':>9}{'value R':>9}"
    )
    for corpus in corpora:
        for label, system in systems().items():
            _print_corpus(timex, corpus, label, system)
    cases = specs.load({"date", "daterange", "datetime"}, None)
    for label, system in {**systems(), "launch-timeline": ours_as_intervals}.items():
        counts, _ = specs.run(cases, system, {"date", "daterange", "datetime"})
        relaxed = timex.prf(counts["relaxed"], counts["sys"], counts["gold"])
        value = timex.prf(counts["value"], counts["sys"], counts["gold"])
        _print_row("specs", label, relaxed, value)


def _scorers() -> tuple[ModuleType, ModuleType]:
    sys.path.insert(0, str(SHARED / "tools"))
    timex = importlib.import_module("score_timex")
    specs = importlib.import_module("score_specs")
    specs.SPEC = str(SHARED / "data" / "recognizers" / "DateTimeModel.json")  # type: ignore[attr-defined]
    return timex, specs


def _print_corpus(timex: ModuleType, corpus: str, label: str, system: Tagger) -> None:
    timex.SRC = os.environ["TIMEX_DATA"] if corpus == "timebank" else str(SHARED / "data")  # type: ignore[attr-defined]
    found = timex.evaluate(timex.load(corpus), system)["views"]["DATE+TIME"]
    _print_row(corpus, label, found["relaxed"], found["value"])


def _print_row(corpus: str, label: str, relaxed: dict[str, float], value: dict[str, float]) -> None:
    print(
        f"{corpus:12}{label:26}{relaxed['F1']:12.1f}{value['F1']:10.1f}{value['P']:9.1f}{value['R']:9.1f}"
    )


def documents() -> list[str]:
    """Real texts cut to 2 KB where they are at hand, else made-up ones."""
    source = SHARED / "data" / "dev_articles.jsonl"
    if not source.is_file():
        return [_made_up(number) for number in range(DOCUMENTS)]
    texts = [str(json.loads(line)["text"]) for line in source.read_text("utf-8").splitlines()]
    parts = [
        text[place : place + DOCUMENT] for text in texts for place in range(0, len(text), DOCUMENT)
    ]
    return [part for part in parts if len(part) == DOCUMENT][:DOCUMENTS]


def _made_up(number: int) -> str:
    day = DAY - timedelta(days=number)
    sentence = (
        f"The military said on {day:%A} that a missile was fired at 6:{number % 60:02} a.m. on "
        f"{day:%b}. {day.day}, two weeks after a test last month, and that talks will resume next "
        "Friday. "
    )
    return (sentence * 20)[:DOCUMENT]


def print_speed() -> None:
    everything = documents()
    texts, others = everything[:-WARM_UP], everything[-WARM_UP:]
    print(f"\n{'system':26}{'documents':>10}{'documents/s':>13}{'ours is':>10}")
    rates: dict[str, float] = {}
    for label, system in systems().items():
        sample = texts if label == "launch-timeline" else texts[:PEER_DOCUMENTS]
        _seconds(system, others if label == "launch-timeline" else others[:PEER_WARM_UP])
        rates[label] = len(sample) / _seconds(system, sample)
        ratio = rates["launch-timeline"] / rates[label]
        print(f"{label:26}{len(sample):10}{rates[label]:13.0f}{ratio:9.1f}x")


def _seconds(system: Tagger, texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        system(text, DAY)
    return time.process_time() - started


def print_hostile() -> None:
    print(f"\n{'hostile text':26}{'0.5 MB, s':>10}{'1 MB, s':>10}{'growth':>8}")
    for label, unit in HOSTILE.items():
        half, whole = (_seconds(ours, [(unit * size)[:size]]) for size in (500_000, 1_000_000))
        print(f"{label:26}{half:10.2f}{whole:10.2f}{whole / max(half, 1e-9):7.1f}x")


def main() -> None:
    print_accuracy()
    print_speed()
    print_hostile()


if __name__ == "__main__":
    main()
