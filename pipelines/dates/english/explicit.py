"""Dates that name their day, month or year."""

from __future__ import annotations

from typing import Final

from pipelines.dates.english.words import (
    DECADES,
    MONTHS,
    SEASONS,
    any_of,
    month_number,
    ordinal_of,
    weekday_number,
    year_of,
)
from pipelines.dates.readings import (
    Calendar,
    Clock,
    DayOfMonth,
    Era,
    Numeric,
    Reading,
    Timed,
    WeekNumber,
    YearPart,
)
from pipelines.dates.rules import Groups, Rule

REF: Final = "2022-10-05"  # a Wednesday

_NOT_MONTH: Final = "".join(f"(?<!{month})" for month in MONTHS if len(month) > 2)
_NO_QUANTITY: Final = (
    r"(?:[.,]\d|\d|[-/](?!\d\d(?:\d\d)?\b|"
    + any_of(MONTHS)
    + r")\w|%| ?(?:percent|per cent|km|kilomet|miles?\b|met(?:er|re)s"
    r"|feet|foot|ft\b|tons?\b|tonnes|kg|pounds|dollars|euros|won\b|yen\b|people|troops|soldiers"
    r"|men\b"
    r"|missiles|rockets|shells|points|votes|cases|deaths|hours\b|jobs|employees|workers|shares"
    r"|units"
    r"|deg|mhz|gmt|utc|million|billion|thousand|civilians|aircraft|tanks|ships|killed|wounded"
    r"|prisoners|refugees|casualties|rounds|mw\b|horsepower|square))"
)
_NOT_A_YEAR_BEFORE: Final = (
    r"[$#+.,/:~=]|(?<!\bmid)(?<!early)(?<!late)(?<!post)(?<!pre)(?<!\b[12]\d\d\d)-|\bno\. ?"
    r"|\bnumber |\bresolution |\bresolutions |\bflight |\broute |\broom "
    r"|\bpage |\bsection |\barticle |\b(?:some|over|nearly|approximately|than|least|only) "
)


_YEAR_CUES: Final = (
    r"(?:^|[(\[,;:\"'-]|--|\b(?:in|since|of|by|until|till|from|to|the|during|for|before|after|and"
    r"|or|early"
    r"|late|mid|between|around|about|circa|ca\.|c\.|year|years|his|her|its|their|our|a|an|through"
    r"|than"
    r"|throughout|like|on|as|with|this|that|spring|summer|autumn|fall|winter|at|back|january"
    r"|february"
    r"|march|april|may|june|july|august|september|october|november|december|fiscal|into|due|s)) *"
)


def _year(groups: Groups) -> int | None:
    if words := groups.get("year_words"):
        return year_of(words)
    if short := groups.get("short_year"):
        return 2000 + int(short) if int(short) < 50 else 1900 + int(short)
    digits = groups.get("year")
    return None if digits is None else _era(int(digits), groups)


def _era(year: int, groups: Groups) -> int:
    era = (groups.get("era") or "").lower().replace(".", "")
    return 1 - year if era.startswith("b") else year


def _day(groups: Groups) -> int | None:
    if word := groups.get("ordinal_word"):
        return ordinal_of(word)
    digits = groups.get("day")
    return int(digits.rstrip("stndrh")) if digits else None


def _weekday(groups: Groups) -> int | None:
    word = groups.get("weekday")
    return weekday_number(word) if word else None


def _calendar(groups: Groups) -> Reading | None:
    day = _day(groups)
    if day is not None and day > 31:
        return None
    if groups["month"] == "may" and not groups.get("year"):
        return None  # 5 may be enough
    if groups.get("the") and (groups.get("ordinal_word") or "a")[0].isupper():
        return None  # by the end of May the Second Squadron
    return Calendar(_year(groups), month_number(groups["month"] or ""), day, _weekday(groups))


def _bare_month(groups: Groups) -> Reading | None:
    word = groups["month"] or ""
    if word.lower().rstrip(".") in {"may", "march", "mar"} or word in {"dec", "sept", "august"}:
        return None  # a verb or a noun as often as a month: rules of their own
    return _calendar(groups)


def _iso(groups: Groups) -> Reading | None:
    month, day = int(groups["month"] or 0), int(groups["day"] or 0)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    date = Calendar(int(groups["year"] or 0), month, day)
    if not groups.get("hour"):
        return date
    second = groups.get("second")
    clock = Clock(
        int(groups["hour"] or 0),
        int(groups["minute"] or 0),
        int(second) if second else None,
        zone=groups.get("offset"),
    )
    return Timed(date, clock)


def _numeric(groups: Groups) -> Reading | None:
    a, b = int(groups["a"] or 0), int(groups["b"] or 0)
    year = _full_year(groups["c"])
    orders = [Calendar(year, a, b), Calendar(year, b, a)]
    fitting = tuple(dict.fromkeys(d for d in orders if d.month and d.month <= 12))
    fitting = tuple(date for date in fitting if date.day and 1 <= date.day <= 31)
    return fitting[0] if len(fitting) == 1 else Numeric(fitting) if fitting else None


def _full_year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) + (0 if len(digits) > 2 else 2000 if int(digits) < 50 else 1900)


def _year_alone(groups: Groups) -> Reading | None:
    year = _year(groups)
    return None if year is None else Calendar(year)


def _decade(groups: Groups) -> Reading:
    if digits := groups.get("decade_bc"):
        return Era(f"{int(digits) // 10:03}", before_christ=True)
    if word := groups.get("decade_word"):
        century = (groups.get("century") or "").lower()
        digits = {"nineteen": "19", "eighteen": "18", "twenty": "20"}.get(century, "19")
        return Era(f"{digits}{DECADES[word.lower()]}", short=not century)
    digits = groups["decade"] or ""
    if len(digits) == 2:
        return Era(("20" if digits == "00" else "19") + digits[0], short=True)
    return Era(digits[:3])


def _century(groups: Groups) -> Reading:
    before = (groups.get("era") or "").lower().startswith("b")
    return Era(f"{ordinal_of(groups['ordinal'] or '') - 1:02}", before_christ=before)


def _year_month(groups: Groups) -> Reading | None:
    year = int(groups["year"] or groups["year_b"] or 0)
    if word := groups.get("month"):
        return Calendar(year, month_number(word))
    digits = int(groups["month_b"] or 0)
    if digits == (year + 1) % 100:  # "2007-08" is a pair of years
        return None
    return Calendar(year, digits)


def _season(groups: Groups) -> Reading:
    return YearPart(SEASONS[(groups["season"] or "").lower()], _year(groups))


def _quarter(groups: Groups) -> Reading | None:
    words = groups.get("ordinal_word") or groups.get("number") or ""
    number = int(words[0]) if words[0].isdigit() else ordinal_of(words)
    if not 1 <= number <= 4:
        return None
    return YearPart(f"Q{number}", _year(groups), fiscal=bool(groups.get("fiscal")))


def _half(groups: Groups) -> Reading:
    first = (groups["half"] or "").lower() in {"first", "1st", "former", "1"}
    return YearPart("H1" if first else "H2", _year(groups))


def _day_of_month(groups: Groups) -> Reading | None:
    day = _day(groups)
    return None if day is None or day > 31 else DayOfMonth(day, _weekday(groups))


_ERA = r"(?: ?(?P<era>b\.?c\.?e\.?|b\.?c\.?|a\.d\.?|ce))?"

RULES: Final = (
    Rule(
        name="iso_date",
        pattern=(
            r"{year}(?:-(?P<month>\d\d)-(?P<day>\d\d)|/(?P<month_b>\d\d?)/(?P<day_b>\d\d?)"
            r"|\.(?P<month_c>\d\d?)\.(?P<day_c>\d\d?))"
            r"(?:(?:t| |, )(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
            r"(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
            r"(?: ?(?P<offset>z|[+-]\d\d:?\d\d|{zone:}))?)?"
        ),
        read=lambda g: _iso(
            dict(g)
            | {
                "month": g["month"] or g["month_b"] or g["month_c"],
                "day": g["day"] or g["day_b"] or g["day_c"],
            }
        ),
        examples=(
            ("2022-10-04", "", "2022-10-04"),
            ("2022-10-04T03:10+09:00", "", "2022-10-04T03:10"),
            ("2022.10.04", "", "2022-10-04"),
            ("2022/9/4", "", "2022-09-04"),
        ),
        never=("2022-13-45",),
        not_after=r"\d[./-]?",
        not_before=r"\d|-\d",
    ),
    Rule(
        name="compact_date",
        pattern=r"(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
        read=_iso,
        examples=(("20221004", "", "2022-10-04"),),
        never=("020221004", "$20221004"),
        not_after=r"[\d$.,]",
        not_before=r"[\d,]",
    ),
    Rule(
        name="numeric_date",
        pattern=(
            r"(?P<a>\d\d?)(?:/(?P<b>\d\d?)/|-(?P<b_b>\d\d?)-|\.(?P<b_c>\d\d?)\.)(?P<c>\d{4}|\d\d)"
        ),
        read=lambda g: _numeric(dict(g) | {"b": g["b"] or g["b_b"] or g["b_c"]}),
        examples=(
            ("10/4/22", "", "2022-10-04"),
            ("13/10/2022", "", "2022-10-13"),
            ("12.25.2020", "", "2020-12-25"),
        ),
        never=("40/50/60", "call 555-10-4-22", "v10.4.22.1"),
        not_after=r"[\d./-]|v",
        not_before=r"[\d/-]|\.\d",
    ),
    Rule(
        name="month_day",
        pattern=(
            r"(?:{weekday},? (?:the )?)?{month} ?(?P<the>the )?"
            r"(?:(?P<day>{day:}(?:st|nd|rd|th)?)|{ordinal_word})"
            r"(?:(?:,? ?| of |, of | in |,? juche \d\d\d? ?\(){year}" + _ERA + r"|,? {year_words})?"
        ),
        read=_calendar,
        examples=(
            ("Aug. 7", REF, "2022-08-07"),
            ("November 21, Juche 112 (2023), the DPRK", REF, "2023-11-21"),
            ("January 4", "", "XXXX-01-04"),
            ("Aug. 7, 2017", "", "2017-08-07"),
            ("Monday, March 4, 2013", "", "2013-03-04"),
            ("July Fourth", REF, "2022-07-04"),
            ("august 3rd", REF, "2022-08-03"),
        ),
        never=("May 55", "the Mar-10 missile"),
        not_before=r"\d|:\d|%|,\d\d\d\b|\.\d|-(?:\d{3}|year|month|day|minute|hour|inch)",
    ),
    Rule(
        name="september_11_attacks",
        pattern=(
            r"(?:september|sept\.?) (?:11|11th|eleventh)"
            r"(?P<tail>,? (?:terror(?:ist)? )?(?:attacks?|hijack(?:ings?|ers?)|terrorists?))"
        ),
        read=lambda g: Calendar(2001, 9, 11),
        examples=(("since the Sept. 11 attacks", REF, "2001-09-11"),),
        never=("the Sept. 11 launch",),
    ),
    Rule(
        name="nine_eleven",
        pattern=r"9/11",
        read=lambda g: Calendar(2001, 9, 11),
        examples=(("the 9/11 attacks", REF, "2001-09-11"), ("since 9/11", REF, "2001-09-11")),
        never=("on 9/11/2022",),
        after=r"\b(?:the|since|after|post-|pre-|of|before) ?",
        not_before=r"/|\d",
    ),
    Rule(
        name="day_month",
        pattern=(
            r"(?:{weekday},? (?:the )?)?(?:the )?"
            r"(?:(?P<day>{day:}(?:st|nd|rd|th)?)|{ordinal_word}) (?:day )?(?:of )?{month}"
            r"(?:(?:,? ?| of |, of | in ){year}"
            + _ERA
            + r"|(?: | of )'(?P<short_year>\d\d)|,? {year_words})?"
            r"|(?P<day_b>{day:})[-/]{month:month_b}(?:[-/](?:{year:year_b}|'?(?P<short_b>\d\d)))"
        ),
        read=lambda g: _calendar(
            dict(g)
            | {
                "day": g["day"] or g["day_b"],
                "month": g["month"] or g["month_b"],
                "year": g["year"] or g["year_b"],
                "short_year": g["short_year"] or g["short_b"],
            }
        ),
        examples=(
            ("7 August", REF, "2022-08-07"),
            ("4 Oct 2022", "", "2022-10-04"),
            ("the 5th of October", REF, "2022-10-05"),
            ("Tuesday 4 October 2022", "", "2022-10-04"),
            ("04-Oct-22", "", "2022-10-04"),
        ),
        never=("40 March", "5 may be enough"),
        not_after=r"[\d$.:]|[a-z]" + _NOT_MONTH + "-",
        not_before=r"\d|:\d|%",
    ),
    Rule(
        name="month_year",
        pattern=r"{month}(?:,? |-|/| of | of the year |, of ){year}"
        + _ERA
        + r"|{month:month_b}(?:-?| | of )'(?P<short_year>\d\d)",
        read=lambda g: _calendar(dict(g) | {"month": g["month"] or g["month_b"]}),
        examples=(
            ("September 2021", "", "2021-09"),
            ("Sept. of 2021", "", "2021-09"),
        ),
        never=("march 2000 km",),
        not_before=_NO_QUANTITY,
    ),
    Rule(
        name="numeric_month_year",
        pattern=r"(?P<month>0?[1-9]|1[0-2])[-/]{year}",
        read=lambda g: Calendar(int(g["year"] or 0), int(g["month"] or 0)),
        examples=(("12/2015", "", "2015-12"),),
        never=("5/10-2000", "3-2000 km"),
        not_after=r"[\d$][-/.]?|-",
        not_before=_NO_QUANTITY,
    ),
    Rule(
        name="year_month_day",
        pattern=(
            r"{year}[-/ ]{month}[-/ ](?P<day>{day:})|{month:month_b}/(?P<day_b>{day:})(?:/{year:y"
            r"ear_b})?"
        ),
        read=lambda g: _calendar(
            dict(g)
            | {
                "month": g["month"] or g["month_b"],
                "day": g["day"] or g["day_b"],
                "year": g["year"] or g["year_b"],
            }
        ),
        examples=(("2019-aug-01", "", "2019-08-01"), ("Oct/2", REF, "2022-10-02")),
        not_before=r"\d",
    ),
    Rule(
        name="numeric_day",
        pattern=r"(?P<a>\d\d?)/(?P<b>\d\d?)",
        read=lambda g: _numeric(dict(g) | {"c": None}),
        examples=(("on 11/22", "2018-10-01", "2018-11-22"), ("fired on 22/7", REF, "2022-07-22")),
        never=(
            "the 9/11 attacks",
            "open 24/7",
            "about 1/2 of them",
            "a score of 5/10",
            "on 3/4 of the field",
        ),
        after=(r"\b(?:on|by|until|till|from|to|between|and|due|dated|this|next|[a-z]+day) "),
        not_before=r"[\d/%]| (?:of|inch|cup|miles?|majority)\b",
    ),
    Rule(
        name="week_number",
        pattern=r"(?:the )?week (?P<number>[1-9]|[1-4]\d|5[0-3])(?: of (?:the year )?{year})?",
        read=lambda g: WeekNumber(int(g["number"] or 0), _year(g)),
        examples=(("in week 3 of 2027", "", "2027-W03"),),
        never=("a 2-week 3 mile hike",),
        not_after=r"[\w-] ?-",
        not_before=r"-|\.\d| (?:days|hours|miles)",
    ),
    Rule(
        name="month_year_spoken",
        pattern=r"{month},? {year_words}",
        read=_calendar,
        examples=(("January nineteen ninety-seven", "", "1997-01"),),
    ),
    Rule(
        name="year_month",
        pattern=r"{year} {month}|{year:year_b}-(?P<month_b>0[1-9]|1[0-2])",
        read=_year_month,
        examples=(("2022-10", "", "2022-10"), ("2017 april", "", "2017-04")),
        not_after=r"[\d$.,/-]",
        not_before=r"[\d/-]",
    ),
    Rule(
        name="month",
        pattern=r"(?:the month of )?{month}",
        read=_bare_month,
        examples=(("in January", REF, "2022-01"), ("six launches in August", REF, "2022-08")),
        never=("Cape April", "an august body"),
        not_after=r"\b(?:cape|camp|mt\.?|mount|operation|cyclone|typhoon) ",
        not_before=r" ?\(?(?:\d{3})|-\d|[@_]| (?:jones|smith|carter|fool)",
    ),
    Rule(
        name="may_or_march",
        pattern=r"(?P<month>may|march|mar\.)",
        read=lambda g: (
            Calendar(None, month_number(g["month"] or ""))
            if (g["month"] or "")[0].isupper()
            else None
        ),
        examples=(
            ("Pyongyang's six launches in May", REF, "2022-05"),
            ("since March", REF, "2022-03"),
        ),
        never=(
            "that may help",
            "They march toward Seoul",
            "Theresa May said",
            "May I go?",
            "the Long March",
            "Sherman's March to the Sea",
            "March on Warsaw!",
        ),
        after=(
            r"\b(?:in|of|since|by|until|till|from|during|through|to|before|after|and|or|between|for"
            r"|early|late|mid|a|its|their|his|last|next|this|around|beginning) |[,(-] ?|mid-|~|/"
        ),
        not_after=r"\b(?:theresa|elaine|brian|james|long|ice) ",
        not_before=r" (?:to the|on|of the|said|told)\b|-\d",
    ),
    Rule(
        name="year",
        pattern=r"(?:the year )?{year}",
        read=_year_alone,
        examples=(("since 2017", "", "2017"), ("the 1991 war", "", "1991"), ("(1944)", "", "1944")),
        never=(
            "Resolution 1874",
            "2000 km",
            "$1998",
            "1,998",
            "2,000",
            "Hwasong-2017",
            "1500 people",
            "2010 GMT",
            "No. 1718",
            "they butchered 1400 victims",
        ),
        after=_YEAR_CUES,
        not_after=_NOT_A_YEAR_BEFORE,
        not_before=_NO_QUANTITY,
    ),
    Rule(
        name="year_alone",
        pattern=r"{year}",
        read=_year_alone,
        examples=(("Eastern Theater 1861", "", "1861"),),
        never=("they butchered 1400 victims", "Resolution 1874"),
        not_after=_YEAR_CUES + "|" + _NOT_A_YEAR_BEFORE,
        before=(
            r"$|[^\w\s]|\s+(?:[^\w\s]|\n|and\b|or\b|to\b|in\b|by\b|at\b|on\b|for\b|was\b|were\b"
            r"|had\b|with\b|when\b|that\b|after\b|before\b|but\b|as\b|saw\b|the\b|marked\b"
            r"|brought\b|(?-i:[A-Z])|[a-z]+(?<!s)\b)"
        ),
        not_before=_NO_QUANTITY,
    ),
    Rule(
        name="year_spoken",
        pattern=r"{year_words}",
        read=_year_alone,
        examples=(("in nineteen ninety-one", "", "1991"), ("the year two thousand", "", "2000")),
        never=("two thousand people", "twenty ten-minute calls"),
        not_before=(
            r"-|,?\d| ?(?:people|troops|dollars|miles|men|women|soldiers|pounds|feet|more|other"
            r"|years|of)"
        ),
    ),
    Rule(
        name="year_with_era",
        pattern=(
            r"(?:(?P<year>\d{1,4}) ?(?P<era>b\.?c\.?e\.?|b\.?c\.?|a\.d\.?|ce)|a\.?d\.?"
            r" (?P<year_b>\d{1,4}))"
        ),
        read=lambda g: Calendar(_era(int(g["year"] or g["year_b"] or 0), g)),
        examples=(("in 499 BC", "", "BC0499"), ("AD 79", "", "0079")),
        not_after=r"[$.,]|(?<!\d)-",
        not_before=r"\w",
    ),
    Rule(
        name="month_with_era",
        pattern=(
            r"(?:{month}|{season}|(?P<mod>early|late|mid)-?),? (?:of )?(?P<year>\d{1,3})"
            r" (?P<era>b\.?c\.?e?\.?)"
        ),
        read=lambda g: (
            Calendar(_era(int(g["year"] or 0), g), month_number(g["month"]))
            if g["month"]
            else YearPart(SEASONS[g["season"].lower()], _era(int(g["year"] or 0), g))
            if g["season"]
            else None
        ),
        examples=(("April 480 BC", "", "BC0480-04"), ("autumn of 481 BC", "", "BC0481-FA")),
    ),
    Rule(
        name="decade",
        pattern=(
            r"(?:the )?(?:(?P<decade>1\d\d0|20\d0)'?s|'?(?P<decade_b>[2-9]0|00)'?s"
            r"|(?:(?P<century>nineteen|eighteen|twenty)[ -])?{decade_word}"
            r"|(?P<decade_bc>[1-9]?\d0)'?s (?:b\.?c\.?e\.?|b\.?c))"
        ),
        read=lambda g: _decade(dict(g) | {"decade": g["decade"] or g["decade_b"]}),
        examples=(
            ("in the 1990s", "", "199"),
            ("the 90s", REF, "199"),
            ("the nineties", REF, "199"),
            ("1960's", "", "196"),
        ),
        never=("in his 80s", "a woman in her thirties", "temperatures in the low 60s"),
        not_after=r"\b(?:his|her|their|my|your|our|low|high|upper|its)[ -]|[\d$]",
        not_before=r" ?(?:f\b|degrees|percent)",
    ),
    Rule(
        name="century",
        pattern=r"(?:the )?{ordinal}(?: |-)century" + _ERA,
        read=_century,
        examples=(("the 20th century", "", "19"), ("nineteenth-century", "", "18")),
    ),
    Rule(
        name="season_of_year",
        pattern=r"(?:the )?{season}(?:,? | of )(?:the year )?{year}"
        + _ERA
        + r"|(?:the )?{year:year_b} {season:season_b}",
        read=lambda g: _season(
            dict(g) | {"year": g["year"] or g["year_b"], "season": g["season"] or g["season_b"]}
        ),
        examples=(("the summer of 2003", "", "2003-SU"), ("spring 1917", "", "1917-SP")),
        not_before=_NO_QUANTITY,
    ),
    Rule(
        name="season",
        pattern=r"(?:the )?(?P<season>summer|autumn|winter|spring)(?:time)?",
        read=_season,
        examples=(("the summer offensive", REF, "2022-SU"), ("in spring", REF, "2022-SP")),
        never=(
            "water from a hot spring",
            "spring into action",
            "the Winter Olympics",
            "the Arab Spring",
        ),
        not_after=r"\b(?:a|hot|mountain|palm|silver|colorado|arab|prague|to|will|donna|nuclear) ",
        not_before=r" (?:into|from|up\b|to life|olympic|palace|games|war\b|house|soldier)|-|s\b",
    ),
    Rule(
        name="fall_season",
        pattern=r"(?:the )?(?P<season>fall)",
        read=_season,
        examples=(("in the fall", REF, "2022-FA"), ("a fall campaign", REF, "2022-FA")),
        never=(
            "prices fall",
            "the fall of Kabul",
            "a fall in output",
            "the city's fall",
            "since the fall",
        ),
        after=r"\b(?:in|by|during|until|through|throughout|and|or|for|a|its|their) (?:\w+ )?",
        before=(
            r"$|[.,;:)]| (?:of (?:the year|that year|\d{4})|campaign|offensive|semester|term"
            r"|season|elections?|meeting|session|when|and|he|she|they|the|it)\b"
        ),
    ),
    Rule(
        name="quarter",
        pattern=(
            r"(?:the )?(?:{year:year_b}(?:'s)?[ -])?(?:(?P<fiscal>fiscal)[- ])?{ordinal_word}[- ]"
            r"quarter"
            r"(?:(?: of| in)?(?: the)?(?: fiscal)?(?: year)? {year})?"
            r"|q(?P<number>[1-4])(?:[- ]?(?:of )?{year:year_c})?"
            r"|{year:year_d}[- ]?q(?P<number_b>[1-4])"
        ),
        read=lambda g: _quarter(
            dict(g)
            | {
                "year": g["year"] or g["year_b"] or g["year_c"] or g["year_d"],
                "number": g["number"] or g["number_b"],
            }
        ),
        examples=(
            ("the third quarter", "1989-11-02", "1989-Q3"),
            ("third-quarter", "1989-11-02", "1989-Q3"),
            ("the third quarter of 1990", "", "1990-Q3"),
            ("Q3 2019", "", "2019-Q3"),
            ("the 1988 second quarter", "", "1988-Q2"),
        ),
        never=("the fifth quarter",),
    ),
    Rule(
        name="half_year",
        pattern=(
            r"(?:the )?(?P<half>first|second|1st|2nd|latter|former)[ -]half (?:of )?"
            r"(?:(?:the )?(?:fiscal )?(?:year )?{year})|h(?P<half_b>[12]) {year:year_b}"
            r"|{year:year_c} ?h(?P<half_c>[12])"
        ),
        read=lambda g: _half(
            dict(g)
            | {
                "half": g["half"] or g["half_b"] or g["half_c"],
                "year": g["year"] or g["year_b"] or g["year_c"],
            }
        ),
        examples=(
            ("the second half of 2008", "", "2008-H2"),
            ("the first half of 2022", "", "2022-H1"),
        ),
    ),
    Rule(
        name="fiscal_year",
        pattern=(
            r"(?:the )?fiscal(?: year)?,? (?:{year}|(?P<short_year>\d\d))|fy ?'?(?:{year:year_b}"
            r"|(?P<short_b>\d\d))"
        ),
        read=lambda g: _year_alone(
            dict(g)
            | {"year": g["year"] or g["year_b"], "short_year": g["short_year"] or g["short_b"]}
        ),
        examples=(
            ("fiscal 1989", "", "1989"),
            ("fiscal year 2023", "", "2023"),
            ("FY23", "", "2023"),
        ),
    ),
    Rule(
        name="day_of_month",
        pattern=r"the (?P<day>{day_ordinal:})",
        read=_day_of_month,
        examples=(
            ("on the 4th", REF, "2022-10-04"),
            ("the ministry said on the 5th", "", "XXXX-XX-05"),
        ),
        never=(
            "the 38th parallel",
            "the 4th Infantry Division",
            "the 7th fleet",
            "the 5th largest",
            "the 21st century",
        ),
        after=(
            r"\b(?:on|since|until|till|by|from|before|after|of|to|through|between|and|around"
            r"|or),? |[,(] ?"
        ),
        before=(
            r"$| ?[.,;:)(!?\"'-]| (?:of (?:this|last|next|the|that|each|every)\b|and\b|or\b|to\b"
            r"|in\b|at\b"
            r"|by\b|that\b|when\b|after\b|before\b|as\b|with\b|for\b|from\b|while\b|but\b|it\b"
            r"|he\b|she\b"
            r"|they\b|the\b|was\b|were\b|over\b|through\b|until\b|local\b|korea|because\b|about\b"
            r"|regarding\b|amid\b|following\b|during\b|where\b|which\b|against\b|on\b|after\b|a\b"
            r"|an\b)"
        ),
    ),
    Rule(
        name="weekday_and_day",
        pattern=r"{weekday},? (?:the )?(?P<day>{day_ordinal:})",
        read=_day_of_month,
        examples=(
            ("They will meet on Friday the 26th", "2021-03-15", "2021-03-26"),
            ("on Tuesday the 4th", "2022-10-05", "2022-10-04"),
        ),
        never=("Tuesday 3rd Infantry troops arrived",),
        not_before=(r" (?:street|st\b|ave|floor|infantry|fleet|division|army|(?-i:[A-Z][a-z]+ ))"),
    ),
    Rule(
        name="weekday_and_spelled_day",
        pattern=r"{weekday},? the {ordinal_word}",
        read=_day_of_month,
        examples=(("on Tuesday the eleventh", "2019-06-12", "2019-06-11"),),
        never=(
            "announced on Tuesday the first generation",
            "Tuesday the second test failed",
            "It fired two on Sunday, the first at 1:47 a.m.",
            "It fired it on Sunday, the first of three tests",
        ),
        before=(
            r"$|[.,;:)]| (?:and|to|in|that|when)\b| at (?!\d)"
            r"| of (?!(?:its|their|a|an|two|three|four|five|six|several|many|at|what)\b)"
        ),
    ),
)
