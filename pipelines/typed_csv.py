"""CSV files as frozen values: the columns are the fields of the class, in any order.

Lists are separated by `; `, an empty cell is null. A mistake is a `SeedError` that names file,
line and reason, so that the person who edited the file finds it at once.
"""

from __future__ import annotations

import csv
import types
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints


class SeedError(ValueError):
    """A file under seeds/ that cannot be used as it stands."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        super().__init__(f"{path.name}, line {line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


Row = TypeVar("Row")


def rows(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """Read one CSV as values of `row_type`; a missing file has no rows.

    Raises SeedError for an unknown or missing column and for a cell that does not fit its type.
    """
    return tuple(row for _, row in _numbered_rows(path, row_type))


def keyed(
    path: Path, row_type: type[Row], *claims: Callable[[Row], Iterable[str]]
) -> tuple[Row, ...]:
    """Rows of which no two claim the same word (each function of `claims` is one namespace)."""
    taken: list[dict[str, int]] = [{} for _ in claims]
    found = []
    for line, row in _numbered_rows(path, row_type):
        for namespace, claim in zip(taken, claims, strict=True):
            for word in {w.casefold() for w in claim(row)}:
                if word in namespace:
                    raise SeedError(path, line, f"{word!r} is claimed by line {namespace[word]}")
                namespace[word] = line
        found.append(row)
    return tuple(found)


def _numbered_rows(path: Path, row_type: type[Row]) -> Iterator[tuple[int, Row]]:
    if not path.exists():
        return
    hints = get_type_hints(row_type)
    declared = fields(row_type)  # type: ignore[arg-type]
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        header = reader.fieldnames or ()
        if unknown := set(header) - set(hints):
            raise SeedError(path, 1, f"unknown columns {sorted(unknown)}")
        required = {f.name for f in declared if f.default is MISSING}
        if missing := required - set(header):
            raise SeedError(path, 1, f"missing columns {sorted(missing)}")
        try:
            for cells in reader:
                yield (
                    reader.line_num,
                    _row(path, reader.line_num, cells, row_type, hints),
                )
        except csv.Error as error:
            raise SeedError(path, reader.line_num, str(error)) from error


def _row(
    path: Path,
    line: int,
    cells: dict[str, Any],
    row_type: type[Row],
    hints: dict[str, Any],
) -> Row:
    if None in cells or None in cells.values():
        raise SeedError(path, line, "the row has more or fewer cells than the header")
    values = {}
    for name, cell in cells.items():
        try:
            values[name] = _parse(cell.strip(), hints[name])
        except ValueError as error:
            raise SeedError(path, line, f"{name}: {error}") from error
    return row_type(**values)


def _parse(cell: str, hint: Any) -> Any:
    """One cell as the annotated type; raises ValueError with the reason."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = next(arm for arm in get_args(hint) if arm is not type(None))
        return _parse(cell, inner) if cell else None
    if get_origin(hint) is tuple:
        return tuple(_parse(part.strip(), get_args(hint)[0]) for part in cell.split(";") if part)
    if not cell:
        raise ValueError("the cell is empty")
    if get_origin(hint) is Literal:
        if cell not in get_args(hint):
            raise ValueError(f"{cell!r} is none of {', '.join(get_args(hint))}")
        return cell
    return _SCALARS[hint](cell)


def _boolean(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"


def _instant(cell: str) -> datetime:
    instant = datetime.fromisoformat(cell)
    if instant.tzinfo is None:
        raise ValueError(f"{cell!r} names no time zone")
    return instant.astimezone(UTC)


_SCALARS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    float: float,
    bool: _boolean,
    date: date.fromisoformat,
    datetime: _instant,
}
