"""One month out of a table of ten million mentions, read by pandas, beside loading all of it.

    python -m benchmarks.slice               (2,000,000 rows)
    python -m benchmarks.slice 10000000

The rows are those of the briefs under seeds/, over and over, dated through forty years; the file is
laid out as every published table is: sorted by day, zstd, groups of 128k rows.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines import parts, reading, tables
from pipelines.publishing.parquet import ROW_GROUP
from pipelines.seeds import load

SEEDS = Path(__file__).parents[1] / "seeds"
FIRST, YEARS = date(1985, 1, 1), 40
MONTH = [("earliest", ">=", date(2022, 1, 1)), ("earliest", "<", date(2022, 2, 1))]


def write(path: Path, rows: int) -> None:
    """A table of mentions with so many rows, at most one group in memory."""
    batch = parts.understand(reading.find([SEEDS / "articles"]), load(SEEDS).lexicon)
    some = batch["launch_mentions"]
    group = some.take(np.arange(ROW_GROUP) % some.num_rows)
    last = (FIRST + timedelta(days=365 * YEARS)).toordinal() - date(1970, 1, 1).toordinal()
    first = FIRST.toordinal() - date(1970, 1, 1).toordinal()
    days = np.linspace(first, last, rows).astype("int32")
    with pq.ParquetWriter(path, tables.LAUNCH_MENTIONS.schema, compression="zstd") as writer:
        for start in range(0, rows, ROW_GROUP):
            these = pa.array(days[start : start + ROW_GROUP], pa.int32()).cast(pa.date32())
            part = group.slice(0, len(these))
            for name in ("earliest", "latest"):
                place = part.schema.get_field_index(name)
                part = part.set_column(place, part.schema.field(place), these)
            writer.write_table(part, row_group_size=ROW_GROUP)


def best(work: Callable[[], pd.DataFrame], times: int) -> tuple[float, float, int]:
    """The least wall and CPU seconds of some runs, and the number of rows."""
    walls, cpus, rows = [], [], 0
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        rows = len(work())
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return min(walls), min(cpus), rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int, nargs="?", default=2_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "launch_mentions.parquet"
        write(path, rows)
        print(f"{rows:,} mentions in {path.stat().st_size / 1e6:,.0f} MB")
        read = {
            "all of it": best(lambda: pd.read_parquet(path, dtype_backend="pyarrow"), 1),
            "one month": best(
                lambda: pd.read_parquet(path, dtype_backend="pyarrow", filters=MONTH), 5
            ),
        }
    print(f"{'':12}{'rows':>12}{'wall s':>10}{'CPU s':>10}")
    for name, (wall, cpu, found) in read.items():
        print(f"{name:12}{found:>12,}{wall:>10.3f}{cpu:>10.3f}")
    (whole, whole_cpu, _), (month, month_cpu, _) = read.values()
    print(f"a month takes 1/{whole / month:.0f} of the time, 1/{whole_cpu / month_cpu:.0f} in CPU")


if __name__ == "__main__":
    main()
