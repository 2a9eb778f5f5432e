"""What is asked of a set of tables before it takes the place of the published one.

A blocking check that fails leaves the published set as it was. The others report a number and warn
beyond a limit; the limits stand in `LIMITS` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import dagster as dg
import pyarrow as pa
import pyarrow.compute as pc

from pipelines import tables
from pipelines.events.evidence import EVIDENCE_OF
from pipelines.schema import faults
from pipelines.stages import TableSet

LIMITS: Mapping[str, float] = {
    "publication_dates_open": 0.25,
    "expressions_unresolved": 0.25,
    "events_disputed": 0.5,
    "counts_missing": 0.5,
}
"""Share of a table's rows beyond which a check warns: that many point to a fault of ours."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw, with its numbers."""

    passed: bool
    numbers: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """One question to one table of a set, given the set published before (or none)."""

    table: str
    name: str
    description: str
    blocking: bool
    look: Callable[[TableSet, TableSet], Seen]

    def spec(self) -> dg.AssetCheckSpec:
        """The check as Dagster lists it."""
        return dg.AssetCheckSpec(
            self.name, asset=self.table, description=self.description, blocking=self.blocking
        )

    def result(self, built: TableSet, last: TableSet) -> dg.AssetCheckResult:
        """The check's answer for a set that was just built."""
        seen = self.look(built, last)
        error = dg.AssetCheckSeverity.ERROR if self.blocking else dg.AssetCheckSeverity.WARN
        return dg.AssetCheckResult(
            passed=seen.passed,
            check_name=self.name,
            asset_key=self.table,
            severity=error,
            metadata=dict(seen.numbers),
        )


def checks() -> list[Check]:
    """All checks: two of every table's form, then those of what some tables hold."""
    return [check for table in tables.TABLES for check in _of_form(table.name)] + OWN


def results(built: TableSet, last: TableSet) -> Iterator[dg.AssetCheckResult]:
    """The answers; only those on form where that is broken, since no others can be given then."""
    of_form = [check.result(built, last) for check in checks() if check not in OWN]
    yield from of_form
    if all(result.passed for result in of_form):
        yield from (check.result(built, last) for check in OWN)


def _of_form(table: str) -> Iterator[Check]:
    yield Check(
        table,
        "schema",
        "The columns, types and allowed words are the declared ones, and nothing is null that "
        "must not be. Runs before the published file is replaced.",
        True,
        lambda built, _last: _no_faults(_alone(built, table)),
    )
    yield Check(
        table,
        "references",
        "Every key is unique in the table and every reference leads to a row of the set.",
        True,
        lambda built, _last: _no_faults(_of_references(built, table)),
    )


def _alone(built: TableSet, table: str) -> list[str]:
    declared = next(t for t in tables.TABLES if t.name == table)
    return faults({table: built[table]}, [declared])


def _of_references(built: TableSet, table: str) -> list[str]:
    own = (f"{table}:", f"{table}.")
    known = _alone(built, table)
    return [f for f in faults(built, tables.TABLES) if f.startswith(own) and f not in known]


def _no_faults(found: list[str]) -> Seen:
    return Seen(not found, {"faults": len(found), "which": "; ".join(found) or "none"})


def _share(name: str, count: int, rows: int) -> Seen:
    share = count / rows if rows else 0.0
    numbers = {"rows": rows, "count": count, "share": share, "limit": LIMITS[name]}
    return Seen(share <= LIMITS[name], numbers)


def _rows_with(table: pa.Table, column: str, word: str) -> int:
    return int(pc.sum(pc.equal(table[column], word)).as_py() or 0)


def _publication_dates_open(built: TableSet, _last: TableSet) -> Seen:
    articles = built["articles"]
    return _share("publication_dates_open", articles["published_date"].null_count, len(articles))


def _expressions_unresolved(built: TableSet, _last: TableSet) -> Seen:
    rows = built["date_expressions"]
    return _share("expressions_unresolved", _rows_with(rows, "status", "unresolved"), len(rows))


def _events_disputed(built: TableSet, _last: TableSet) -> Seen:
    rows = built["launch_events"]
    return _share("events_disputed", _rows_with(rows, "status", "disputed"), len(rows))


def _counts_missing(built: TableSet, _last: TableSet) -> Seen:
    rows = built["launch_counts"]
    return _share("counts_missing", _rows_with(rows, "status", "missing"), len(rows))


def _founded(built: TableSet, _last: TableSet) -> Seen:
    evidence = built["event_evidence"]
    supported = evidence.filter(
        pc.and_(pc.equal(evidence["field"], "event"), pc.equal(evidence["link"], "supports"))
    )
    known = set(supported["event_id"].to_pylist())
    bare = [e for e in built["launch_events"]["event_id"].to_pylist() if e not in known]
    return Seen(not bare, {"events without words": len(bare), "which": ", ".join(bare[:20])})


def _values_have_evidence(built: TableSet, _last: TableSet) -> Seen:
    evidence = built["event_evidence"]
    known = set(zip(evidence["event_id"].to_pylist(), evidence["field"].to_pylist(), strict=True))
    bare = [
        f"{row['event_id']}.{column}"
        for row in built["launch_events"].to_pylist()
        for column, field in EVIDENCE_OF.items()
        if row[column] not in (None, [], "unknown") and (row["event_id"], field) not in known
    ]
    return Seen(not bare, {"values without words": len(bare), "which": ", ".join(bare[:20])})


def _none_vanished(built: TableSet, last: TableSet) -> Seen:
    """An event may go only by a merge, a split or a retraction that the history tells of."""
    now, before = (set(t["launch_events"]["event_id"].to_pylist()) for t in (built, last))
    history = built["event_history"]
    gone = pc.is_in(history["change"], pa.array(["merged", "split", "retracted"]))
    told = set(history.filter(gone)["event_id"].to_pylist())
    lost = sorted(before - now - told)
    numbers = {
        "new": len(now - before),
        "gone with a reason": len((before - now) & told),
        "vanished": len(lost),
        "which": ", ".join(lost[:20]),
    }
    return Seen(not lost, numbers)


def _everything_read(built: TableSet, _last: TableSet) -> Seen:
    rows = [i for i in tables.ISSUES.values(built["issues"]) if i.stage == "reading"]
    places = sorted({f"{i.code}: {i.place}" for i in rows})
    return Seen(not rows, {"not read": len(rows), "which": "; ".join(places[:20]) or "none"})


OWN = [
    Check(
        "articles",
        "publication_dates_open",
        "Articles whose day of publication is still open.",
        False,
        _publication_dates_open,
    ),
    Check(
        "date_expressions",
        "expressions_unresolved",
        "Expressions of time that the text does not resolve.",
        False,
        _expressions_unresolved,
    ),
    Check(
        "launch_events",
        "founded",
        "Every event rests on words that support it.",
        True,
        _founded,
    ),
    Check(
        "launch_events",
        "values_have_evidence",
        "Every value of an event rests on words.",
        False,
        _values_have_evidence,
    ),
    Check(
        "launch_events",
        "events_disputed",
        "Events on which sources disagree.",
        False,
        _events_disputed,
    ),
    Check(
        "launch_events",
        "none_vanished",
        "No event of the last build is gone without a redirect, a retraction or a ruling.",
        True,
        _none_vanished,
    ),
    Check(
        "launch_counts",
        "counts_missing",
        "Totals that speak of more launches than the timeline holds.",
        False,
        _counts_missing,
    ),
    Check(
        "issues",
        "everything_read",
        "Files, records and batches that could not be read; the others were.",
        False,
        _everything_read,
    ),
]
