"""Dates that are told from another day: the day of publication or one told before."""

from __future__ import annotations

from typing import Final

from pipelines.dates.english.words import (
    DAY_PARTS,
    SEASONS,
    count_of,
    month_number,
    ordinal_of,
    unit_of,
    weekday_number,
)
from pipelines.dates.readings import (
    Base,
    Clock,
    DayOfMonth,
    Duration,
    Modified,
    NamedMonth,
    Offset,
    QuarterEnded,
    Reading,
    Reference,
    Repeat,
    SameTime,
    Shift,
    Slice,
    Stretch,
    Timed,
    Weekday,
    WeekOf,
    Within,
    YearPart,
)
from pipelines.dates.rules import Groups, Rule

REF: Final = "2022-10-05"  # a Wednesday

IN_FUTURE: Final = (
    r"\b(?:will|would|'ll|shall|going to|plans? to|expected to|due|expires?|set to|scheduled|ready"
    r"|leave)\b(?:(?!\b(?:first|second|third|latest|only|most|[a-z]+est)\b)[^.;])* in "
)
"""Where "in five years" is a date, not a length ("it would be the first launch in two months")."""

_ADVERB_ENDS: Final = (
    r"$|[.,;:)]| (?:saw|had|was|were|he|she|it|they|to|with|in|from|as|amid|into|toward|towards)\b"
)
"""What follows "the day after" where no event does."""

_LAST = r"last|past|previous|preceding|prior"
_NEXT = r"next|coming|upcoming|following|ensuing|succeeding"
_SHIFTS: Final[dict[str, tuple[int, Base]]] = {
    "this": (0, "publication"), "current": (0, "publication"), "present": (0, "publication"),
    "ongoing": (0, "publication"), "last": (-1, "publication"), "past": (-1, "publication"),
    "next": (1, "publication"), "coming": (1, "publication"), "upcoming": (1, "publication"),
    "previous": (-1, "context"), "preceding": (-1, "context"), "prior": (-1, "context"),
    "following": (1, "context"), "ensuing": (1, "context"), "succeeding": (1, "context"),
    "that": (0, "context"), "same": (0, "context"), "intervening": (0, "context"),
    "subsequent": (1, "context"),
}  # fmt: skip
_DEICTIC_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "tonite": 0}


def _shift_of(word: str | None, the: str | None) -> tuple[int, Base]:
    count, base = _SHIFTS[(word or "").lower().split()[-1]]
    if the and (word or "").lower() == "next":
        base = "context"
    return count, base


def _deictic_day(groups: Groups) -> Reading:
    word = (groups["word"] or "").lower()
    day = Shift("day", _DEICTIC_DAYS[word], "publication")
    part = "NI" if word in {"tonight", "tonite"} else _part(groups.get("day_part"))
    zone = groups.get("zone")
    return Timed(day, Clock(part=part, zone=zone)) if part or zone else day


def _part(words: str | None) -> str | None:
    return DAY_PARTS[words.lower().replace("-", " ").split()[-1]] if words else None


def _shifted_unit(groups: Groups) -> Reading | None:
    unit = unit_of(groups["unit"] or "")
    count, base = _shift_of(groups["shift"], groups.get("the"))
    if unit in {"minute", "hour"}:
        return Reference("PRESENT_REF") if count == 0 else None
    if unit == "day" and base == "publication" and count == 0:
        return Shift("day", 0, "publication")
    return Shift(unit, count, base)


def _shifted_part(groups: Groups) -> Reading | None:
    count, base = _shift_of(groups["shift"], groups.get("the"))
    part = _part(groups["day_part"])
    zone = groups.get("zone")
    if base == "context":
        day = Shift("day", count, "context")
        return Timed(day, Clock(part=part, zone=zone))
    if count < 0 and part != "NI":
        return None
    return Timed(Shift("day", count, "publication"), Clock(part=part, zone=zone))


def _shifted_month(groups: Groups) -> Reading | None:
    if groups["month"] in {"may", "march", "mar"}:
        return None
    count, _ = _shift_of(groups["shift"], None)
    return NamedMonth(month_number(groups["month"] or ""), count)


def _shifted_season(groups: Groups) -> Reading:
    count, base = _shift_of(groups["shift"], None)
    part = SEASONS[(groups["season"] or "").lower()]
    return YearPart(part, shift=count if base == "publication" else None)


def _weekday(groups: Groups) -> Reading | None:
    word = (groups["weekday"] or "").lower()
    plain = set(groups.values()) <= {None, groups["weekday"], "that", "the same"}
    if plain and word in {"sun", "sat", "wed", "mon", "fri"}:
        return None  # a star, a verb, a name: an abbreviation needs company or a dot
    day = Weekday(
        weekday_number(word),
        cue=(groups.get("cue") or "").lower() or None,
        weeks=_weeks(groups.get("week")),
    )
    part, zone = _part(groups.get("day_part")), groups.get("zone")
    return Timed(day, Clock(part=part, zone=zone)) if part or zone else day


def _weeks(word: str | None) -> int | None:
    return None if word is None else _SHIFTS[word.lower()][0]


def _ago(groups: Groups) -> Reading:
    unit = unit_of(groups["unit"] or "")
    count = _count(groups)
    if groups.get("half") and unit == "year" and count is not None:
        unit, count = "month", 12 * count + 6
    words = (groups["direction"] or "").lower().split()
    base: Base = "publication"
    if words[0] in {"earlier", "before", "previously", "prior", "beforehand", "later", "after",
                    "afterward", "afterwards", "thereafter", "on", "following"}:  # fmt: skip
        base = "context"
    sign = 1 if words[0] in {"later", "after", "afterward", "afterwards", "thereafter", "from",
                             "hence", "on", "following"} else -1  # fmt: skip
    return Shift(unit, None if count is None else sign * count, base, sign, coarse=False)


def _count(groups: Groups) -> int | None:
    count = count_of(groups.get("number"))
    return int(count) if count is not None and count == int(count) else None


def _stretch(groups: Groups) -> Reading | None:
    unit = unit_of(groups["unit"] or "")
    word = (groups["shift"] or "").lower()
    side = -1 if _SHIFTS[word][0] < 0 else 1
    vague = (groups.get("number") or "").lower() in {"", "few", "several", "couple of", "many"}
    if groups.get("number") is None:
        if (groups["unit"] or "").lower().endswith("s"):
            return Stretch(unit, None, side)
        return Stretch(unit, 1, side)
    return Stretch(unit, None if vague else _count(groups), side)


def _stretch_or_none(groups: Groups) -> Reading | None:
    merged = dict(groups) | {
        "number": groups["number"] or groups["number_b"],
        "shift": groups["shift"] or groups["shift_b"],
    }
    plural = (groups["unit"] or "").lower().endswith("s")
    if merged["number"] is None and plural and (merged["shift"] or "").lower() == "past":
        return Reference("PAST_REF")
    if merged["number"] is None and plural and (merged["shift"] or "").lower() == "coming":
        return Reference("FUTURE_REF")
    plain = merged["number"] is None and not plural
    if plain and (merged["shift"] or "").lower() not in {"past", "coming"}:
        return None
    return _stretch(merged)


def _offset(groups: Groups) -> Reading:
    sign = -1 if (groups["direction"] or "").lower().startswith(("before", "prior", "ahead")) else 1
    number = groups.get("number")
    count = _count(groups) if number else 1
    return Offset(unit_of(groups["unit"] or ""), count, sign)


def _slice(groups: Groups) -> Reading | None:
    word = (groups["index"] or "").lower()
    unit = unit_of(groups["unit"] or "")
    last = word in {"last", "final", "closing"}
    index = -1 if last else 1 if word in {"opening", "initial"} else ordinal_of(word)
    count = _count(groups)
    plural = (groups["unit"] or "").lower().endswith("s")
    if plural and count is None:
        return None
    return Slice(unit, index, count)


def _modifier(groups: Groups) -> Reading:
    words = (groups["word"] or "").lower()
    for sign, modifier in (
        ("earlier", "earlier"), ("later", "later"), ("latter", "late"), ("early", "early"),
        ("late", "late"), ("mid", "mid"), ("start", "start"), ("beginning", "start"),
        ("turn", "start"), ("opening", "start"), ("outset", "start"), ("onset", "start"),
        ("end", "end"), ("close", "end"), ("first part", "early"),
    ):  # fmt: skip
        if sign in words:
            return Modified(modifier)  # type: ignore[arg-type]
    return Modified("mid")


_UNITS_AGO = (
    r"(?:ago|earlier|previously|beforehand|before that|later on|later|afterwards?|thereafter"
    r"|after that|from (?:now|today)|hence)"
)
_OF_WEEK = r"(?:,? (?:of )?(?P<week>this|last|next) week)?"

RULES: Final = (
    Rule(
        name="deictic_day",
        pattern=(
            r"(?P<word>today|tonight|tonite|yesterday|tomorrow)(?:'s)?(?: {day_part})?(?:"
            r" \(?{zone})?"
        ),
        read=_deictic_day,
        examples=(
            ("today", REF, "2022-10-05"),
            ("yesterday morning", REF, "2022-10-04TMO"),
            ("tonight", REF, "2022-10-05TNI"),
            ("tomorrow", "", "XXXX-XX-XX"),
        ),
        not_after=r"\b(?:usa) ",
    ),
    Rule(
        name="day_before_yesterday",
        pattern=r"(?:the )?day (?P<word>before yesterday|after tomorrow)",
        read=lambda g: Shift(
            "day", 2 if "tomorrow" in (g["word"] or "").lower() else -2, "publication"
        ),
        examples=(("the day before yesterday", REF, "2022-10-03"),),
    ),
    Rule(
        name="unit_before_last",
        pattern=(
            r"the (?P<unit>night|week|weekend|month|quarter|year) (?P<word>before last|after"
            r" next)"
        ),
        read=lambda g: Shift(
            unit_of(g["unit"] or ""),
            2 if "next" in (g["word"] or "").lower() else -2,
            "publication",
        ),
        examples=(("the week before last", REF, "2022-W38"), ("the year after next", REF, "2024")),
    ),
    Rule(
        name="shifted_unit",
        pattern=(
            r"(?P<the>the )?(?:very )?(?P<shift>this|last|previous|preceding|prior|next|upcoming"
            r"|following|ensuing"
            r"|succeeding|current|present|(?:that |this )?same|that|subsequent)"
            r" (?:fiscal |calendar |very |school |academic )?{one_unit:unit}"
        ),
        read=_shifted_unit,
        examples=(
            ("last year", REF, "2021"),
            ("this week", REF, "2022-W40"),
            ("next month", REF, "2022-11"),
            ("In May 2001 the king left. The following year", "", "2002"),
            ("the current fiscal year", "1989-11-02", "1989"),
        ),
        never=("this second", "that years of talks", "next door"),
    ),
    Rule(
        name="shifted_part_of_day",
        pattern=(
            r"(?P<the>the )?(?P<shift>this|last|that(?: same)?|same|next|following|previous)"
            r" {day_part}(?: \(?{zone})?"
        ),
        read=_shifted_part,
        examples=(
            ("this morning", REF, "2022-10-05TMO"),
            ("last night", REF, "2022-10-04TNI"),
            ("this evening", "1998-01-20", "1998-01-20TEV"),
        ),
    ),
    Rule(
        name="shifted_month",
        pattern=r"(?:this |the )?(?P<shift>last|this|next|past|coming|upcoming|previous) {month}",
        read=_shifted_month,
        examples=(("last May", "1998-02-27", "1997-05"), ("next June", REF, "2023-06")),
        not_before=r" \d",
    ),
    Rule(
        name="shifted_season",
        pattern=(
            r"(?:the )?(?P<shift>last|this|next|past|coming|that|previous|following|same)"
            r" {season}"
        ),
        read=_shifted_season,
        examples=(("this summer", "1998-03-22", "1998-SU"), ("last winter", REF, "2021-WI")),
    ),
    Rule(
        name="weekday",
        pattern=(
            r"(?:(?:the )?(?P<cue>last|past|this|this past|this coming|next|coming|previous"
            r"|following|that|the same) )?"
            r"{weekday}(?:'s)?(?: {day_part}(?: hours)?)?" + _OF_WEEK + r"(?:,? \(?{zone})?"
        ),
        read=_weekday,
        examples=(
            ("on Tuesday", REF, "2022-10-04"),
            ("on Wednesday", REF, "2022-10-05"),
            ("last Wednesday", REF, "2022-09-28"),
            ("They will meet on Friday", REF, "2022-10-07"),
            ("It will be ready by early Friday", REF, "2022-10-07"),
            ("the missile test-fired by the North on Friday", REF, "2022-09-30"),
            ("after the launch by the North on Friday", REF, "2022-09-30"),
            ("Tuesday night Washington time", REF, "2022-10-04TNI"),
            ("Tuesday of last week", REF, "2022-09-27"),
            ("on Tuesday", "", "XXXX-WXX-2"),
        ),
        never=("he sat down", "the sun rose", "they wed in secret"),
        not_before=r" (?:night football|times|microsystems)\b|-(?!\d|long|night|morning)",
        not_after=(
            r"\b(?:black|bloody|ruby|super|fat|good|ash|palm|easter|cyber|giving) |every |each "
        ),
    ),
    Rule(
        name="week_weekday",
        pattern=r"(?P<week>this|last|next) week(?:'s)?,? (?:on )?{weekday}(?: {day_part})?",
        read=_weekday,
        examples=(("next week Wednesday", REF, "2022-10-12"),),
    ),
    Rule(
        name="units_ago",
        pattern=(
            r"(?:{approx} )?(?:exactly |precisely |barely |a full |fully |just )?(?:(?:{number}"
            r"|{vague_number}|an?|the) )?(?:(?:more|long|short) )?"
            r"(?:trading |business |working |calendar |full |whole )?{unit}"
            r"(?:(?P<half> and a half)| or so| or more| or two)? (?P<direction>" + _UNITS_AGO + ")"
        ),
        read=lambda g: _ago(
            dict(g)
            | {
                "number": g["number"]
                or (None if g["vague_number"] or (g["unit"] or "").lower().endswith("s") else "a")
            }
        ),
        examples=(
            ("two weeks ago", "1998-03-22", "1998-03-08"),
            ("five months ago", "1998-03-31", "1997-10"),
            ("five years ago", "1989-11-02", "1984"),
            ("several years ago", REF, "PAST_REF"),
            ("a year and a half ago", REF, "2021-04"),
            ("a decade ago", REF, "2012"),
        ),
        not_before=r"'",
    ),
    Rule(
        name="units_before",
        pattern=(
            r"(?:only |just )?(?:{number}|{vague_number}|an?|the) {unit} (?P<direction>before"
            r"|after|prior|following)"
        ),
        read=lambda g: _ago(
            dict(g) | {"number": g["number"] or (None if g["vague_number"] else "a")}
        ),
        examples=(
            ("On May 4, 1865 he fled. The day after, he fell", "", "1865-05-05"),
            ("On Oct. 5 it said it had flown the day before to test it", REF, "2022-10-04"),
        ),
        before=_ADVERB_ENDS,
    ),
    Rule(
        name="year_ago_period",
        pattern=(
            r"(?:the |a )?year[- ](?:ago|earlier)(?: (?P<period>period|quarter"
            r"|{ordinal_word:}[- ]quarter))?"
        ),
        read=lambda g: (
            YearPart(f"Q{ordinal_of(g['period'].split('-')[0].split()[0])}", shift=-1)
            if g["period"] and g["period"].lower() not in {"period", "quarter"}
            else Shift("year", -1, "context", -1, coarse=False)
        ),
        examples=(("the third quarter. The year-ago period", "1989-11-02", "1988-Q3"),),
    ),
    Rule(
        name="in_units",
        pattern=r"(?:{approx} )?(?:{number}|an?) {unit}",
        read=lambda g: Shift(
            unit_of(g["unit"] or ""),
            _count(dict(g) | {"number": g["number"] or "a"}),
            "publication",
            1,
            coarse=False,
        ),
        examples=(("The bond will be redeemed in five years", "1989-11-02", "1994"),),
        never=("It would be the first launch in two months", "the war lasted in two years"),
        after=IN_FUTURE,
        not_before="-",
    ),
    Rule(
        name="in_units_time",
        pattern=r"(?:{approx} )?(?:{number}|an?) {unit}(?:'s|') time",
        read=lambda g: Shift(
            unit_of(g["unit"] or ""),
            _count(dict(g) | {"number": g["number"] or "a"}),
            "publication",
            1,
            coarse=False,
        ),
        examples=(("in two weeks' time", REF, "2022-10-19"),),
        after=r"\bin ",
    ),
    Rule(
        name="plural_weekday",
        pattern=r"{full_weekday:weekday}s",
        read=lambda g: Repeat(f"XXXX-WXX-{weekday_number(g['weekday'] or '')}"),
        examples=(("on Mondays", REF, "XXXX-WXX-1"),),
    ),
    Rule(
        name="stretch",
        pattern=(
            r"(?:the )?(?:(?P<shift>"
            + _LAST
            + "|"
            + _NEXT
            + r") (?:(?P<number>{number:}|few|several|couple of|many) )?"
            r"|(?P<number_b>{number:}) (?P<shift_b>" + _LAST + "|" + _NEXT + r") )"
            r"(?:full |whole |or so |consecutive |straight |business |trading |calendar"
            r" )?{unit}(?: or so)?"
        ),
        read=_stretch_or_none,
        examples=(
            ("over the past week", REF, "P1W"),
            ("the past three months", REF, "P3M"),
            ("the next few days", REF, "PXD"),
            ("the last twenty four hours", REF, "PT24H"),
        ),
        never=("rose 15,000 last week",),
        not_after=r"[\d$][.,]?",
    ),
    Rule(
        name="offset",
        pattern=(
            r"(?:{approx} )?(?:exactly )?(?:{number}|an?|the) (?:trading |business |working |full"
            r" )?(?P<unit>{big_unit:}|hours?|minutes?|nights?) (?P<direction>before|prior to"
            r"|ahead of|after|following|since)"
        ),
        read=_offset,
        examples=(
            ("23 days after January 4", "2026-01-28", "2026-01-27"),
            ("two days before May 1", REF, "2022-04-29"),
        ),
        not_before=_ADVERB_ENDS,
    ),
    Rule(
        name="slice",
        pattern=(
            r"(?:the )?(?P<index>{ordinal:}|last|final|opening|initial|closing) (?:{number}"
            r" )?(?:full )?{big_unit:unit} of"
        ),
        read=_slice,
        examples=(
            ("the first two months of 2022", "", "P2M"),
            ("the last week of July", REF, "2022-W30"),
        ),
    ),
    Rule(
        name="half_of",
        pattern=r"(?:the )?(?P<half>first|second|latter|last|1st|2nd) half of",
        read=lambda g: Slice("half", 1 if (g["half"] or "").lower() in {"first", "1st"} else 2),
        examples=(
            ("in the first half of the year", "2013-03-22", "2013-H1"),
            ("the second half of July", REF, "2022-07"),
        ),
        never=("the second half of the match",),
    ),
    Rule(
        name="modifier",
        pattern=(
            r"(?P<word>(?:the )?(?:very )?(?:end|start|beginning|middle|close|turn|onset|outset"
            r"|latter part|early part|first part|early days|closing days|final days"
            r"|opening days) of"
            r"|(?:early|late|mid|middle|earlier|later)(?: in| on| of)?|in the middle"
            r" of)(?P<tail>[ -](?:the )?)?"
        ),
        read=_modifier,
        examples=(
            ("earlier this month", REF, "2022-10"),
            ("mid-2017", "", "2017"),
            ("late September", REF, "2022-09"),
        ),
    ),
    Rule(
        name="week_of",
        pattern=r"(?:the )?(?P<unit>week|weekend) (?:of|commencing|beginning|starting|ending)",
        read=lambda g: WeekOf(unit_of(g["unit"] or "")),
        examples=(("the week of May 2", REF, "2022-W18"),),
    ),
    Rule(
        name="weekend",
        pattern=r"the weekend",
        read=lambda g: Shift("weekend", 0, "publication"),
        examples=(("over the weekend", "1990-08-13", "1990-W32-WE"),),
    ),
    Rule(
        name="bare_unit",
        pattern=(
            r"(?:the|its|their) (?:full |whole |entire |fiscal |current )?(?P<unit>year|quarter"
            r"|month|week|decade|century)"
        ),
        read=lambda g: (
            None
            if (g["unit"] or "")[0].isupper()  # Man of the Year
            else Shift(unit_of(g["unit"] or ""), 0, "either")
        ),
        examples=(
            ("at the start of the year", REF, "2022"),
            ("for the year", "1989-11-02", "1989"),
        ),
        not_before=(
            r"[- ](?:old|long|of\b(?! [\d$])|before|after|ago|earlier|that|when|in which|he|she"
            r"|they|end\b)|-|s\b"
        ),
    ),
    Rule(
        name="year_ended",
        pattern=(
            r"(?:the|its|their) (?:full |whole |fiscal )?year (?P<tail>(?:ended|ending|that ended"
            r"|to|through) )"
        ),
        read=lambda g: Duration("P1Y"),
        examples=(("in the year ended March 31", REF, "P1Y"),),
    ),
    Rule(
        name="quarter_ended",
        pattern=(
            r"(?:the|its|a) (?:(?:fiscal[ -])?{ordinal_word}[ -])?quarter(?P<tail> (?:ended"
            r"|ending|that ended))"
        ),
        read=lambda g: QuarterEnded(
            f"Q{ordinal_of(g['ordinal_word'])}" if g["ordinal_word"] else None
        ),
        examples=(
            ("for the quarter ended Sept. 30", "1989-11-01", "1989-Q3"),
            ("its fourth quarter ended Aug. 26", "1989-11-01", "1989-Q4"),
        ),
    ),
    Rule(
        name="later_in_the_day",
        pattern=(
            r"(?:later|earlier) (?:in|on|that|the same)(?: the| that)? day|later in the day"
            r"|earlier in the day"
        ),
        read=lambda g: Shift("day", 0, "context"),
        examples=(("On May 4, 1999 he spoke. Later in the day", "", "1999-05-04"),),
    ),
    Rule(
        name="the_day",
        pattern=r"the day",
        read=lambda g: Shift("day", 0, "either"),
        examples=(("Shares fell on Monday, ending the day lower.", REF, "2022-10-03"),),
        never=("the day of the launch", "for the day he left", "call it a day"),
        after=r"\b(?:end|ended|ends|ending|finish|finished|started|began|late in|early in|for) ",
        before=r"$|[.,;]| (?:at|down|up|with|on|by|lower|higher|nearly|about|above|below)\b",
    ),
    Rule(
        name="unit_previous",
        pattern=r"the (?P<unit>day|week|month|quarter|year) (?:previous|prior)",
        read=lambda g: Shift(unit_of(g["unit"] or ""), -1, "context", -1),
        examples=(("In 2009 it rose. The year previous it fell.", REF, "2008"),),
        not_before=" to",
    ),
    Rule(
        name="consecutive_unit",
        pattern=(
            r"(?:a|the) {ordinal:} (?:straight|consecutive|successive|running)"
            r" (?P<unit>day|night|week|month|quarter|year)"
        ),
        read=lambda g: Shift(unit_of(g["unit"] or ""), 0, "either"),
        examples=(("for a second consecutive day", REF, "2022-10-05"),),
    ),
    Rule(
        name="same_time",
        pattern=r"(?:at|by|about|around) that time",
        read=lambda g: SameTime(),
        examples=(("In May 1990 it was tested. At that time", "", "1990-05"),),
        never=("at the time of writing", "at the same time"),
        not_before=r" (?:of|as|when|that)\b|,? [a-z]+ing\b",
    ),
    Rule(
        name="year_end",
        pattern=r"(?:the )?(?P<unit>year|month)(?:'s)?[- ]end",
        read=lambda g: Modified("end", Shift(unit_of(g["unit"] or ""), 0, "either")),
        examples=(("by year's end", "1989-10-26", "1989"),),
    ),
    Rule(
        name="latest_period",
        pattern=r"(?:the )?latest (?P<unit>quarter|period|year|month|week)",
        read=lambda g: Shift(
            "quarter" if (g["unit"] or "").lower() == "period" else unit_of(g["unit"] or ""),
            0,
            "context",
        ),
        examples=(("the third quarter. Sales in the latest quarter", "1989-11-02", "1989-Q3"),),
    ),
    Rule(
        name="day_of_last_month",
        pattern=(
            r"(?:the )?(?P<day>{day_ordinal:}) (?:day )?of (?P<shift>this|last|next|the same|that"
            r"|the following|the previous) month"
        ),
        read=lambda g: Within(
            DayOfMonth(int((g["day"] or "").rstrip("stndrh"))),
            Shift("month", *_shift_of(g["shift"], None)),
        ),
        examples=(("on the 5th of last month", REF, "2022-09-05"),),
    ),
)
