"""A mistake under seeds/ is named by file, line and reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.seeds import Missile, Ruling, SeedError, load, rows

HEADER = "designation,launchers,missile_class,aliases,range_km,source,note\n"


def missiles(folder: Path, *lines: str) -> Path:
    path = folder / "lexicon" / "missiles.csv"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_row_becomes_a_value(tmp_path: Path) -> None:
    path = missiles(tmp_path, "Hwasong-12,KP,irbm,KN-17; Hwasong 12,4500,CNS,")
    assert rows(path, Missile) == (
        Missile(
            designation="Hwasong-12",
            launchers=("KP",),
            missile_class="irbm",
            aliases=("KN-17", "Hwasong 12"),
            range_km=4500.0,
            source="CNS",
        ),
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Hwasong-12,KP,rocketship,,,CNS,", "missile_class: 'rocketship' is none of"),
        ("Hwasong-12,KP,irbm,,far,CNS,", "range_km: could not convert"),
        (",KP,irbm,,,CNS,", "designation: the cell is empty"),
        ("Hwasong-12,KP,irbm", "the row has more or fewer cells"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = missiles(tmp_path, "KN-23,KP,srbm,,,CNS,", line)
    with pytest.raises(SeedError, match=rf"missiles\.csv, line 3: {reason}"):
        rows(path, Missile)


def test_an_alias_claimed_twice_is_an_error(tmp_path: Path) -> None:
    missiles(tmp_path, "Scud-D,KP,srbm,Hwasong-7,,CNS,", "Nodong,KP,mrbm,hwasong-7,,CNS,")
    with pytest.raises(SeedError, match="line 3: 'hwasong-7' is claimed by line 2"):
        load(tmp_path)


def test_an_unknown_column_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "rulings.csv"
    path.write_text("ruling_id,verdict\n", encoding="utf-8")
    with pytest.raises(SeedError, match=r"line 1: unknown columns \['verdict'\]"):
        rows(path, Ruling)


def test_the_seeds_of_this_repository_load(repo: Path) -> None:
    seeds = load(repo / "seeds")
    assert {"KP", "KR", "US", "JP"} <= {s.code for s in seeds.lexicon.states}
    assert any(m.designation == "Hwasong-17" for m in seeds.lexicon.missiles)
    assert len(seeds.catalogue) > 200
