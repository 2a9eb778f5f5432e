"""Tables -> files that people use: Parquet, page, charts, dataset descriptions, exports."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from pipelines.seeds import Lexicon


def publish(
    tables: Mapping[str, pa.Table],
    output: Path,
    lexicon: Lexicon | None = None,
    as_of: str | None = None,
) -> list[Path]:
    """Write everything that is not a table beside the tables; returns the files in order.

    The Parquet files must stand in `output` already. Each file is replaced whole, and the same
    tables give the same bytes. `as_of` is the day that the build speaks for; without it the last
    day on which the event history changed. Raises OSError where a file cannot be written.
    """
    from pipelines.publishing.people import publish as publish_for_people

    return publish_for_people(tables, output, lexicon, as_of)
