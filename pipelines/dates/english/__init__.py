"""English: its words, its rules with their examples, and its feasts.

To add a rule, write one `Rule` into the file of its kind: a name, a pattern (macros such as
`{month}` stand in `words`; a plain space is any white space of prose), what the words say
(a reading of `pipelines.dates.readings`), at least one example as (text, reference day or "",
TIMEX3 value), and texts in which it must find nothing. The tests run all of them, and fail where
two rules could read one example. The longest match wins; where the words around it decide, use
`after`, `before`, `not_after` and `not_before`.
"""

from typing import Final

from pipelines.dates.english import clock, explicit, feasts, lengths, relative
from pipelines.dates.english.words import MACROS
from pipelines.dates.rules import Grammar

RULES: Final = explicit.RULES + relative.RULES + clock.RULES + lengths.RULES + feasts.RULES
GRAMMAR: Final = Grammar(RULES, MACROS)
