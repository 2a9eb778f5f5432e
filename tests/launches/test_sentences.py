"""Sentence boundaries in the texts that news comes in."""

from __future__ import annotations

import pytest

from pipelines.launches.sentences import split

WRAPPED = """The South Korean military said that North Korea had fired a ballistic
missile toward the East Sea on Wednesday morning and that it was watching
for more. The missile flew about 800 kilometers. Tokyo confirmed the launch
and said that there was no damage to ships or planes in the waters where it
came down."""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One fell. Two flew.", ["One fell.", "Two flew."]),
        ("It fell on Wednesday.The JCS said so.", ["It fell on Wednesday.", "The JCS said so."]),
        ("The U.S. military said so. It flew.", ["The U.S. military said so.", "It flew."]),
        ("It flew at 6:53 a.m. on Tuesday.", ["It flew at 6:53 a.m. on Tuesday."]),
        ("It flew at 6:53 a.m. The JCS said so.", ["It flew at 6:53 a.m.", "The JCS said so."]),
        ("N. Korea fires missile\nSeoul says so", ["N. Korea fires missile", "Seoul says so"]),
        ("It was on Jan. 5 and Gen. Kim saw it.", ["It was on Jan. 5 and Gen. Kim saw it."]),
        ('"It flew." He left.', ['"It flew."', "He left."]),
        ("SEOUL, Jan. 15 (Courier) -- It flew.", ["SEOUL, Jan. 15 (Courier) --", "It flew."]),
        ("SEOUL, South Korea (Wire) — It flew.", ["SEOUL, South Korea (Wire) —", "It flew."]),
        ("Washington, March 25 - It flew.", ["Washington, March 25 -", "It flew."]),
        ("TOKYO - It flew.", ["TOKYO -", "It flew."]),
        ("North Korea - it flew.", ["North Korea - it flew."]),
    ],
)
def test_split(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == sentences


def test_hard_wrapped_lines_are_joined() -> None:
    assert len(list(split(WRAPPED))) == 3
