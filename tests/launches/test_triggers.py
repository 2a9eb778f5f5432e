"""Which words tell of a launch, and which only look like it."""

from __future__ import annotations

import pytest

from pipelines.launches import words
from tests.launches.conftest import Reading, asserted

VERBS = [v for v in words.LAUNCH_VERBS if v.base not in ("send", "put")]


@pytest.mark.parametrize("verb", VERBS, ids=[v.base for v in VERBS])
def test_every_launching_verb_with_a_weapon(verb: words.VerbForms, read: Reading) -> None:
    for text in (
        f"North Korea {verb.past} a ballistic missile on Tuesday.",
        f"North Korea {verb.present} ballistic missile",
        f"A ballistic missile was {verb.participle} by North Korea on Tuesday.",
        f"After {verb.gerund} a ballistic missile, North Korea fell silent.",
    ):
        assert [m.launcher for m in asserted(read(text, "2022-10-05"))] == ["KP"], text


@pytest.mark.parametrize(
    "text",
    [
        "North Korea conducted a missile test on Tuesday.",
        "North Korea carried out a test launch of an ICBM.",
        "North Korea's missile launch drew protests.",
        "North Korea put a satellite into orbit.",
        "A North Korean missile flew over Japan.",
        "South Korea's military detected a North Korean missile.",
        "The missile that North Korea fired on Sunday fell into the sea.",
        "North Korea attacked the island with 20 missiles.",
        "North Korea launched what appeared to be a ballistic missile.",
        "North Korea launched what looks like a ballistic missile.",
        "North Korea responded with two missiles.",
        "Two North Korean “hypersonic projectiles” hit a plateau on Tuesday.",
        "On Tuesday a Hwasal-2 cruise missile went toward the Yellow Sea.",
        "The Hwasong-14 breaks apart over the sea.",
    ],
)
def test_words_of_a_launch(text: str, read: Reading) -> None:
    assert {m.launcher for m in asserted(read(text, "2022-10-05"))} == {"KP"}


@pytest.mark.parametrize(
    "noun", sorted(words.NOT_FLOWN_AFTER - {"attack", "attacks", "strike", "strikes"})
)
def test_a_noun_after_the_weapon_that_does_not_fly(noun: str, read: Reading) -> None:
    assert not asserted(read(f"North Korea tested its missile {noun} on Tuesday.", "2022-10-05"))


@pytest.mark.parametrize("noun", sorted(words.NOT_A_LAUNCH_AFTER))
def test_a_noun_after_launch_that_did_not_happen(noun: str, read: Reading) -> None:
    assert not asserted(read(f"North Korea built a missile launch {noun} in May.", "2022-10-05"))


@pytest.mark.parametrize(
    "text",
    [
        "Police launched an investigation into the missile parts.",
        "The company launched a new product called Rocket in North Korea.",
        "SpaceX launched a Falcon 9 rocket with 50 satellites.",
        "North Korea displayed a launch vehicle at a missile parade.",
        "A book launch about North Korean missiles was held in Seoul.",
        "Seoul marked the anniversary of a rocket attack.",
        "South Korea tested its missile defence system.",
        "North Korea conducted a test of a rocket engine.",
        "North Korea carried out a nuclear test despite the missile talks.",
        "The stock rose like a missile after the product launch.",
        "North Korea fired artillery shells near a missile base.",
        "The president fired his missile adviser in North Korea.",
        "Engineers tested a missile interceptor for South Korea.",
        "North Korea and its missiles topped the launch of the talks.",
        "Japan shot down the idea of buying missiles from North Korea.",
    ],
)
def test_what_only_looks_like_a_launch(text: str, read: Reading) -> None:
    assert not asserted(read(text, "2022-10-05"))
