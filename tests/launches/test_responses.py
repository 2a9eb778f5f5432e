"""Every kind of response reads its examples and leaves alone what it must not read."""

from __future__ import annotations

import pytest

from pipelines.launches.answers import KINDS, Kind
from pipelines.model import Response
from tests.launches.conftest import Reading

LEAD = "North Korea fired a ballistic missile on Monday. "
EXAMPLES = [(kind, text) for kind in KINDS for text in kind.examples]
NEVER = [(kind, text) for kind in KINDS for text in kind.never]


@pytest.mark.parametrize(("kind", "text"), EXAMPLES, ids=[t for _, t in EXAMPLES])
def test_a_kind_reads_its_examples(kind: Kind, text: str, read: Reading) -> None:
    assert kind.type in {r.type for r in read(LEAD + text, "2022-10-05").responses}


@pytest.mark.parametrize(("kind", "text"), NEVER, ids=[t for _, t in NEVER])
def test_a_kind_leaves_the_rest_alone(kind: Kind, text: str, read: Reading) -> None:
    assert kind.type not in {r.type for r in read(LEAD + text, "2022-10-05").responses}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Blinken held a phone call with South Korean and Japanese ministers on Tuesday.",
            ("call", "done", {"KR", "JP"}, "2022-10-04"),
        ),
        (
            "The United States requested a Security Council meeting on Wednesday.",
            ("unsc_meeting", "requested", {"US"}, "2022-10-05"),
        ),
        (
            "The United States, Japan and South Korea will hold a meeting in Tokyo on Oct. 25.",
            ("meeting", "planned", {"US", "JP", "KR"}, "2022-10-25"),
        ),
        (
            "U.N. Secretary-General Antonio Guterres condemned the missile launch.",
            ("statement", "done", {"UN"}, None),
        ),
    ],
)
def test_who_did_what_when(
    text: str, row: tuple[str, str, set[str], str | None], read: Reading
) -> None:
    (response,) = read(LEAD + text, "2022-10-05").responses
    assert (response.type, response.status, set(response.actors), _day(response)) == row


def _day(response: Response) -> str | None:
    return str(response.earliest) if response.earliest else None


def test_a_response_names_its_launch_and_why(read: Reading) -> None:
    found = read(LEAD + "Japan lodged a protest over the launch.", "2022-10-05")
    (response,) = found.responses
    assert response.mention_id in {m.mention_id for m in found.mentions}
    assert response.link_basis == "the same sentence"


def test_no_launch_no_response(read: Reading) -> None:
    text = "Japan condemned the plan. The missile deal was signed in Tokyo after a phone call."
    assert read(text, "2022-10-05").responses == ()
