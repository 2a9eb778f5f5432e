"""A total that singles out one launch tells of that launch too."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted

SINGLED_OUT = [
    (
        "The call came after North Korea's six missile launches in September, including an "
        "intermediate-range ballistic missile.",
        [("irbm", "2022-09")],
    ),
    (
        "North Korea has conducted six missile launches this year, including an ICBM on Sept. 25.",
        [("icbm", "2022-09-25")],
    ),
    ("The call came after North Korea's six missile launches in September.", []),
    ("North Korea held six launches in September, including cruise missiles.", []),
]


@pytest.mark.parametrize(("text", "wanted"), SINGLED_OUT, ids=[t for t, _ in SINGLED_OUT])
def test_what_a_total_includes(read: Reading, text: str, wanted: list[tuple[str, str]]) -> None:
    found = read(text, "2022-10-05")
    assert [(m.missile_class, m.edtf) for m in asserted(found) if m.edtf] == wanted
