"""Made-up tables, and an output folder in which they are published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.publishing import parquet, publish
from pipelines.tables import TABLES
from tests.publishing import synthetic

AS_OF = "2022-03-01"


@pytest.fixture(scope="session")
def built() -> Mapping[str, pa.Table]:
    return synthetic.tables(40)


@pytest.fixture(scope="session")
def published(built: Mapping[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("output")
    parquet.publish(built, TABLES, output, parquet.Build(as_of=AS_OF))
    publish(built, output, as_of=AS_OF)
    return output
