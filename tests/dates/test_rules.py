"""Every rule reads its examples, leaves alone what it must, and shares no example with another."""

from datetime import date

import pytest

from pipelines.dates import tag
from pipelines.dates.english import GRAMMAR, RULES
from pipelines.dates.prose import fold
from pipelines.dates.rules import Grammar, Rule

EXAMPLES = [(rule.name, *example) for rule in RULES for example in rule.examples]
NEVER = [(rule.name, text) for rule in RULES for text in rule.never]


def _names(rule_path: str) -> list[str]:
    return rule_path.split("+")


@pytest.mark.parametrize(("rule", "text", "day", "value"), EXAMPLES)
def test_a_rule_reads_its_examples(rule: str, text: str, day: str, value: str) -> None:
    rows = tag(text, date.fromisoformat(day) if day else None)
    values = [row.timex_value for row in rows if rule in _names(row.rule)]
    assert values[:1] == [value], [(row.text, row.timex_value, row.rule) for row in rows]


@pytest.mark.parametrize(("rule", "text"), NEVER)
def test_a_rule_leaves_alone_what_is_no_date(rule: str, text: str) -> None:
    assert [row.text for row in tag(text, date(2022, 10, 5)) if rule in _names(row.rule)] == []


@pytest.mark.parametrize("text", sorted({text for _, text, _, _ in EXAMPLES}))
def test_no_two_rules_tie(text: str) -> None:
    assert all(len(names) <= 1 for names in GRAMMAR.rivals(fold(text))), GRAMMAR.rivals(fold(text))


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in RULES if not rule.examples] == []


def test_two_rules_of_one_name_are_refused() -> None:
    rule = Rule(name="twice", pattern="never", read=lambda groups: None, examples=())
    with pytest.raises(ValueError, match="twice"):
        Grammar([rule, rule], {})
