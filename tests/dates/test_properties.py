"""What holds of any text whatever."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.dates import tag
from pipelines.dates.prose import fold
from pipelines.model import DateExpression

DATE_WORDS = st.sampled_from(
    """on in the of and to from until - – — , . ; ( ) ' ’ " \n \t 1 4 5 11 14 31 99 2017 2022 499 BC
    Jan. January May may March Aug. Sept. Tuesday Wed. Sunday's today yesterday tonight last next
    this past week weeks month year years quarter decade century morning night 10 p.m. 03:10 GMT
    KST local time Washington first third 4th 21st two several a couple ago later before after
    early late mid- end beginning summer fall winter every each daily now recently Christmas
    10/4/22 2022-10-04 second in as many days will was said missile km $ % é ñ 오전 日 \u00a0 \u2028
    \U0001f680 \x00""".split(" ")
)
TEXTS = st.one_of(st.text(), st.lists(DATE_WORDS, max_size=40).map(" ".join))
DAYS = st.one_of(st.none(), st.dates())


def _outer(rows: list[DateExpression]) -> list[DateExpression]:
    return [row for row in rows if row.parent_id is None]


@given(TEXTS, DAYS)
def test_any_text_gives_well_formed_expressions(text: str, published: date | None) -> None:
    rows = tag(text, published, article_id="a")
    assert rows == sorted(rows, key=lambda row: (row.start, -row.end))
    ids = {row.expression_id for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        assert row.text == text[row.start : row.end] != ""
        assert row.expression_id == f"a:d{row.start}-{row.end}"
        assert row.parent_id is None or row.parent_id in ids
        assert row.anchor in {"self", "publication"} | ids
        assert (row.earliest is None) == (row.latest is None)
        assert row.earliest is None or row.latest is None or row.earliest <= row.latest
        assert row.time_utc is None or row.time_utc.utcoffset() == timedelta(0)
        assert row.timex_value
        assert row.derivation


@given(TEXTS, DAYS)
def test_outermost_expressions_never_overlap_and_hold_their_parts(
    text: str, published: date | None
) -> None:
    rows = tag(text, published)
    assert all(left.end <= right.start for left, right in pairwise(_outer(rows)))
    spans = {row.expression_id: (row.start, row.end) for row in rows}
    for row in rows:
        if row.parent_id:
            start, end = spans[row.parent_id]
            assert start <= row.start < row.end <= end


@given(TEXTS)
def test_folding_keeps_every_code_point_in_its_place(text: str) -> None:
    plain = fold(text)
    assert plain.isascii()
    assert len(plain) == len(text)
    assert all(a == b for a, b in zip(plain, text, strict=True) if b.isascii())


@given(TEXTS)
def test_nothing_is_counted_from_a_publication_day_that_is_not_known(text: str) -> None:
    for row in tag(text, None):
        assert row.anchor != "publication" or row.status == "unresolved"


@given(
    st.sampled_from(
        ["on Tuesday", "last Friday", "They will meet on Monday", "next Sunday", "this Thursday",
         "Saturday night", "yesterday", "last week", "two weeks ago", "over the weekend"]
    ),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)),
    st.integers(min_value=-2000, max_value=2000),
)  # fmt: skip
def test_whole_weeks_shift_weekday_expressions_alike(text: str, day: date, weeks: int) -> None:
    shift = timedelta(weeks=weeks)
    [before], [after] = tag(text, day), tag(text, day + shift)
    assert before.earliest and before.latest
    assert (before.earliest + shift, before.latest + shift) == (after.earliest, after.latest)


@given(TEXTS, DAYS)
def test_the_same_input_gives_the_same_output(text: str, published: date | None) -> None:
    assert tag(text, published) == tag(text, published)
