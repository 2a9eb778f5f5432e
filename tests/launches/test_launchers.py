"""Who launched."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted


@pytest.mark.parametrize(
    ("text", "launchers"),
    [
        ("South Korea's military said North Korea fired a missile.", {"KP"}),
        ("The North fired a missile, South Korea's military said.", {"KP"}),
        ("Pyongyang test-fired an ICBM on Friday.", {"KP"}),
        ("A missile was fired from Pyongyang toward Japan.", {"KP"}),
        ("A missile launched by North Korea flew over Japan.", {"KP"}),
        ("Japan detected a North Korean missile.", {"KP"}),
        ("Iran launched dozens of ballistic missiles at Israel.", {"IR"}),
        ("The U.S. Air Force test-launched a Minuteman III missile from California.", {"US"}),
        ("India successfully tested the Agni-V missile.", {"IN"}),
        ("Pakistan test-fired a Shaheen-III ballistic missile.", {"PK"}),
        ("Yemen's Houthi rebels fired a missile at Riyadh.", {"HOUTHI"}),
        ("China fired 11 ballistic missiles into waters around Taiwan.", {"CN"}),
        ("Russia launched a Bulava missile from a submarine.", {"RU"}),
        ("South Korea test-fired a submarine-launched ballistic missile.", {"KR"}),
        (
            "North Korea fired a missile on Monday. In response, South Korea fired three missiles.",
            {"KP", "KR"},
        ),
        ("Russian forces launched North Korean ballistic missiles into Ukraine.", {"RU"}),
        ("The U.N. condemned the DPRK for its launch of a missile.", {"KP"}),
        (
            "A railway unit in North Pyongan Province fired two missiles, South Korea said.",
            {"KP"},
        ),
        ("South Korean warplanes answered with three missiles.", {"KR"}),
        (
            "North Korea fired a missile. President Moon Jae-in was told. At the coast, Moon "
            "watched the launch of a new missile.",
            {"KP", "KR"},
        ),
        ("Ukraine fired six U.S.-made ATACMS missiles at Russia.", {"UA"}),
        ("The United Kingdom tested a Trident II missile off Florida.", {"GB"}),
        ("The U.S. Navy launched two Trident II (D5) missiles; Russia may watch.", {"US"}),
        ("South Korea's army said sorry after a missile it launched fell in a village.", {"KR"}),
        ("SEOUL (Courier) - A unit in North Pyongan Province fired two missiles.", {"KP"}),
        ("North Korea fired two missiles with a launcher termed by South Korea as KN-09.", {"KP"}),
    ],
)
def test_launcher(text: str, launchers: set[str], read: Reading) -> None:
    assert {m.launcher for m in asserted(read(text, "2022-10-05"))} == launchers
