"""Dagster's event log in SQLite, at the speed of SQLite.

Dagster opens a database anew for every event, and closing it writes all of it through to the disk:
on a common disk some 60 ms an event, of which a run over a few dozen batches has hundreds. Here a
database stays open between events, and the log is not forced to the disk each time. A power cut
may so lose the last events of a run, never the log's integrity; results do not live in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import sqlalchemy
from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._serdes import ConfigurableClassData

OPEN_AT_MOST = 16
"""Databases kept open by one process: the index, and the runs that were looked at last."""


class EventLog(SqliteEventLogStorage):
    """What `SqliteEventLogStorage` keeps, in the same files."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engine = lru_cache(OPEN_AT_MOST)(self._opened)
        self._has_table = lru_cache(super().has_table)
        super().__init__(base_dir, inst_data)

    @classmethod
    def from_config_value(
        cls, inst_data: ConfigurableClassData | None, config_value: Mapping[str, Any]
    ) -> EventLog:
        """The log that `dagster.yaml` asks for."""
        return cls(inst_data=inst_data, **config_value)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[sqlalchemy.Connection]:
        with self._db_lock, self._engine(shard).begin() as connection:
            yield connection

    def _opened(self, shard: str) -> sqlalchemy.Engine:
        engine = sqlalchemy.create_engine(
            self.conn_string_for_shard(shard),
            pool_size=1,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS},
        )
        sqlalchemy.event.listen(engine, "connect", _trust_the_journal)
        self._initdb(engine)
        return engine

    def has_table(self, table_name: str) -> bool:
        """Whether the index has a table; asked of the disk once, where it has."""
        return self._has_table(table_name)

    def wipe(self) -> None:
        """Forget everything."""
        self._engine.cache_clear()
        super().wipe()


def _trust_the_journal(connection: Any, _record: Any) -> None:
    """Write to the disk when the journal is folded in, and not at every commit."""
    connection.execute("PRAGMA synchronous=NORMAL")
