"""English: its words, its rules with their examples, and the cues that tell tense."""

from typing import Final

from pipelines.dates.english import clock, explicit, feasts, lengths, relative
from pipelines.dates.english.words import MACROS
from pipelines.dates.rules import Grammar

RULES: Final = explicit.RULES + relative.RULES + clock.RULES + lengths.RULES + feasts.RULES
GRAMMAR: Final = Grammar(RULES, MACROS)
