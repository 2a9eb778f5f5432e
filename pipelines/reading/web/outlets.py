"""seeds/feeds.toml -> Outlets: whose news is fetched, and from where."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipelines.seeds import SeedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One publisher. `time_zone` is the IANA zone of its newsroom; `licence` says on what terms
    its pages may be kept; `seconds_between` is the least pause between two requests to one host."""

    name: str
    publisher: str
    feeds: tuple[str, ...]
    time_zone: str
    licence: str
    seconds_between: float = 5.0


def load(path: Path) -> tuple[Outlet, ...]:
    """Read and check the file. Raises SeedError with file, line and reason."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text).get("outlet", [])
    except (OSError, ValueError) as error:
        raise SeedError(path, 1, str(error)) from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[outlet]]"]
    outlets: dict[str, Outlet] = {}
    for line, table in zip(lines, tables, strict=True):
        outlet = _outlet(path, line, table)
        if outlets.setdefault(outlet.name, outlet) is not outlet:
            raise SeedError(path, line, f"the name {outlet.name!r} is taken")
    return tuple(outlets.values())


def _outlet(path: Path, line: int, table: dict[str, object]) -> Outlet:
    known = {field.name for field in fields(Outlet)}
    if unknown := set(table) - known:
        raise SeedError(path, line, f"unknown keys: {', '.join(sorted(unknown))}")
    if missing := known - set(table) - {"seconds_between"}:
        raise SeedError(path, line, f"missing keys: {', '.join(sorted(missing))}")
    feeds, pause = table["feeds"], table.get("seconds_between", 5.0)
    if not isinstance(feeds, list) or not all(_is_address(feed) for feed in feeds):
        raise SeedError(path, line, "feeds must be a list of http(s) addresses")
    if not isinstance(pause, int | float) or not pause > 0:
        raise SeedError(path, line, "seconds_between must be a number above 0")
    texts = {name: table[name] for name in ("name", "publisher", "time_zone", "licence")}
    if not all(isinstance(text, str) and text.strip() for text in texts.values()):
        raise SeedError(path, line, f"{', '.join(texts)} must be texts")
    try:
        ZoneInfo(str(table["time_zone"]))
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SeedError(path, line, f"no such time zone: {table['time_zone']}") from error
    return Outlet(
        feeds=tuple(feeds),
        seconds_between=float(pause),
        **{name: str(text) for name, text in texts.items()},
    )


def _is_address(value: object) -> bool:
    return isinstance(value, str) and value.startswith(("http://", "https://"))
