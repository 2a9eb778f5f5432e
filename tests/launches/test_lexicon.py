"""The lexicon as edited by people: names that texts use, each claimed once."""

from __future__ import annotations

import pytest

from pipelines.launches.vocabulary import compile_vocabulary
from pipelines.seeds import Lexicon


def test_it_compiles_once(lexicon: Lexicon) -> None:
    assert compile_vocabulary(lexicon) is compile_vocabulary(lexicon)


@pytest.mark.parametrize("code", "KP KR US JP CN RU IN PK IR IL HOUTHI TW FR GB UA".split())
def test_states_and_groups(code: str, lexicon: Lexicon) -> None:
    assert code in {s.code for s in lexicon.states}


def test_every_missile_and_site_belongs_to_a_known_state(lexicon: Lexicon) -> None:
    codes = {s.code for s in lexicon.states}
    assert {code for m in lexicon.missiles for code in m.launchers} <= codes
    assert {s.launcher for s in lexicon.sites} <= codes
    assert {c.state for c in lexicon.claimants} - {None} <= codes


def test_every_site_has_a_radius(lexicon: Lexicon) -> None:
    assert all(0 < s.uncertainty_km <= 100 for s in lexicon.sites)
