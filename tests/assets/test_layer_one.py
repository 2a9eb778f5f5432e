"""A changed batch, word or rule makes anew exactly what depends on it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import grimp
import pytest

from assets import batches, recipes
from assets.current import ROOMS
from assets.layer_one import STEPS
from assets.seeds import load_seeds
from pipelines import stages
from tests.assets.conftest import CHAGANG, SUNAN, WONSAN, World, computed

READ, DATED, LAUNCHED = (step.name for step in STEPS)


@pytest.fixture
def settled(world: World) -> World:
    world.drop("a.txt", SUNAN)
    world.drop("b.txt", CHAGANG)
    first = world.settle()
    assert computed(first[0]) == {READ: 2, DATED: 2, LAUNCHED: 2}
    return world


def made_anew(world: World) -> dict[str, int]:
    """The work of the next tick's first run; nothing where no batch is asked for."""
    results = world.settle()
    assert all(r.success for r in results)
    return computed(results[0]) if len(results) > 1 else {}


def test_nothing_changed_nothing_made(settled: World) -> None:
    assert made_anew(settled) == {}


def test_one_changed_batch_is_made_and_the_other_is_not(settled: World) -> None:
    before = settled.made("inbox/b.txt")
    settled.drop("a.txt", WONSAN)
    assert made_anew(settled) == {READ: 1, DATED: 1, LAUNCHED: 1}
    assert settled.made("inbox/b.txt") == before
    assert settled.titles() == ["chagang", "wonsan"]


def test_a_new_missile_makes_launches_anew_and_no_dates(settled: World) -> None:
    _append(settled.folder / "seeds" / "lexicon" / "missiles.csv")
    assert made_anew(settled) == {LAUNCHED: 2}


def test_a_new_office_makes_dates_anew(settled: World) -> None:
    """Offices date articles; launches know the whole lexicon, so they follow."""
    _append(settled.folder / "seeds" / "lexicon" / "offices.csv")
    assert made_anew(settled) == {DATED: 2, LAUNCHED: 2}


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ("launches", {LAUNCHED: 2}),
        ("dates", {DATED: 2, LAUNCHED: 0}),
        ("reading", {READ: 2, DATED: 0, LAUNCHED: 0}),
        ("events", {}),
    ],
)
def test_a_changed_rule_table_of_a_room_is_followed_only_as_far_as_results_change(
    settled: World, monkeypatch: pytest.MonkeyPatch, room: str, expected: dict[str, int]
) -> None:
    """The steps after it see that their input came out as before, and keep what they have."""
    real = recipes.of_code

    def changed(*rooms: str) -> str:
        return recipes.digest_of(real(*rooms), "edited" if room in rooms else "")

    unchanged = {step.name: settled.layer.rules[step.name] for step in STEPS}
    monkeypatch.setattr(
        recipes, "of_code", lambda *rooms: changed(*rooms) if room in rooms else real(*rooms)
    )
    moved = {s.name for s in STEPS if settled.layer.rules[s.name] != unchanged[s.name]}
    assert moved == {s.name for s in STEPS if s.room == room}
    assert made_anew(settled) == expected


def test_the_words_that_a_step_asks_for_are_declared(settled: World) -> None:
    """A table of the lexicon that a step reads undeclared would change and nothing would follow."""
    lexicon, asked = load_seeds(settled.settings).lexicon, set()

    class Watched:
        def __getattr__(self, name: str) -> Any:
            asked.add(f"lexicon/{name}.csv")
            return getattr(lexicon, name)

    read, dated, _ = STEPS
    for batch in batches.find(settled.settings.inboxes):
        for number, step in ((0, read), (1, dated)):
            asked.clear()
            step.compute(batch, settled.layer.said(batch.key, number), Watched())  # type: ignore[arg-type]
            assert asked == set(step.rules), step.name


def test_the_code_that_all_rooms_share_is_declared() -> None:
    graph = grimp.build_graph("pipelines")
    shared = {m.split(".")[1] for m in graph.find_upstream_modules("pipelines.stages")}
    assert {f"{m}.py" for m in shared - set(ROOMS)} <= set(recipes.SHARED)
    within = {m for m in graph.modules if m.split(".")[1:2] in (["dates"], ["launches"])}
    beside = {m for room in within for m in graph.find_upstream_modules(room)} - within
    assert {f"{m.split('.')[1]}.py" for m in beside} <= set(recipes.SHARED)


def test_code_digests_follow_files_and_not_where_they_lie(tmp_path: Path) -> None:
    for place in ("one", "two"):
        (tmp_path / place / "dates").mkdir(parents=True)
        (tmp_path / place / "dates" / "rules.py").write_text("RULES = 1\n")
    one, two = (recipes.of_files(tmp_path / p, ["dates/**/*"]) for p in ("one", "two"))
    assert one == two
    (tmp_path / "two" / "dates" / "rules.py").write_text("RULES = 2\n")
    assert recipes.of_files(tmp_path / "two", ["dates/**/*"]) != one


def test_a_batch_that_breaks_a_rule_is_an_issue_and_the_others_go_on(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.drop("a.txt", SUNAN)
    world.drop("bad.txt", {**CHAGANG, "title": "poison"})
    world.drop("c.txt", WONSAN)
    real = stages.with_launches

    def breaks(account: stages.Account, lexicon: Any) -> stages.Account:
        if account.article.title == "poison":
            raise ZeroDivisionError("a rule of ours")
        return real(account, lexicon)

    monkeypatch.setattr(stages, "with_launches", breaks)
    results = world.settle()
    assert all(r.success for r in results)
    quoted = set(world.table("launch_mentions")["article_id"].to_pylist())
    assert len(quoted) == 2, "the batches beside it"
    [issue] = [i for i in world.table("issues").to_pylist() if i["code"] == "batch_failed"]
    assert issue["place"] == "inbox/bad.txt"
    assert "ZeroDivisionError: a rule of ours" in issue["detail"]
    assert "poison" in world.table("articles")["title"].to_pylist(), "its text is not lost"
    checks = {e.check_name: e for e in results[0].get_asset_check_evaluations()}
    assert not checks["nothing_failed"].passed


def test_a_result_that_was_cut_short_is_made_again(settled: World) -> None:
    [kept] = Path(settled.settings.store_url).glob("batch_launches/*a.txt.batch")
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert settled.build_tables().success
    [issue] = [i for i in settled.table("issues").to_pylist() if i["code"] == "batch_pending"]
    assert issue["place"] == "inbox/a.txt"
    assert made_anew(settled) == {LAUNCHED: 1}
    assert kept.read_bytes() == whole
    assert settled.table("launch_mentions").num_rows > 1


def _append(path: Path) -> None:
    """One more row: the last one again under another name, from a time long gone."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = dict(rows[-1])
    for column in ("designation", "office", "holder"):
        if column in row:
            row[column] = "Zzyzx"
    if "aliases" in row:
        row["aliases"] = ""
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, row.keys(), lineterminator="\n").writerow(row)
