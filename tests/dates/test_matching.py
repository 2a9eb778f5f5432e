"""A report against known launches: its place among them, its likeness to one, the lag after it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from pipelines import seeds
from pipelines.dates import tag
from pipelines.dates.clues import lags, launches, layout, likeness, report, series, spacing, wording
from pipelines.launches import extract
from pipelines.model import Article, MissileClass, Publication
from pipelines.seeds import CatalogueLaunch

REPO = Path(__file__).parents[2]


@cache
def known_seeds() -> seeds.Seeds:
    return seeds.load(REPO / "seeds")


def told_by(text: str) -> report.Report:
    article = Article(article_id="a-1", text=text, source="t")
    expressions = tag(text, None, article_id="a-1")
    findings = extract(article, Publication(), expressions, known_seeds().lexicon)
    found = report.report(text, findings, layout.lines(text))
    assert found is not None
    return found


def fit(text: str, *rows: CatalogueLaunch) -> float:
    sites = known_seeds().lexicon.sites
    (one,) = launches.launch_days([], rows, sites)
    return likeness.fit(told_by(text), one, {s.site_id: s for s in sites})


def launch(day: date, missile_class: MissileClass = "srbm", **told: object) -> CatalogueLaunch:
    known = {
        "launch_id": f"KP-{day}-{missile_class}", "launcher": "KP", "date_local": day.isoformat(),
        "date_precision": "day", "missile_class": missile_class, "outcome": "success",
        "source": "t",
    }  # fmt: skip
    return CatalogueLaunch(**{**known, **told})  # type: ignore[arg-type]


def series_of(*rows: CatalogueLaunch) -> series.Series:
    found = series.Series.of(launches.launch_days([], rows))
    assert found is not None
    return found


def series_fit(text: str, day: date, known: series.Series) -> float:
    one = next(k for k in known.listed if k.day == day)
    return series.fit(spacing.read(text), one, known)


MAY = [date(2013, 5, 18), date(2013, 5, 19), date(2013, 5, 20), date(2013, 5, 27)]


class TestSeries:
    def test_ten_days_after_fits_the_launch_ten_days_after(self) -> None:
        days_known = [date(2024, 1, 14), date(2024, 1, 24), date(2024, 1, 30)]
        known = series_of(*(launch(d) for d in days_known))
        told = "The launch comes 10 days after the North fired another missile."
        assert series_fit(told, days_known[1], known) > 1 > series_fit(told, days_known[2], known)

    @pytest.mark.parametrize(
        ("text", "best"),
        [
            ("for the third day in a row", MAY[2]),
            ("two days in a row", MAY[1]),
            ("its first missile launch in a week", MAY[3]),
            ("its fourth missile launch this year", MAY[3]),
        ],
    )
    def test_a_phrase_fits_its_place_best(self, text: str, best: date) -> None:
        known = series_of(*(launch(d) for d in MAY))
        fits = {d: series_fit(text, d, known) for d in MAY}
        assert max(fits, key=lambda d: fits[d]) == best
        assert fits[best] > 1

    def test_missiles_are_counted_since_the_last_nuclear_test(self) -> None:
        known = series_of(
            launch(date(2009, 5, 26), count=3),
            launch(date(2009, 5, 27), count=2),
            launch(date(2009, 5, 29), count=1),
        )
        told = "launches its fifth missile since testing a nuclear weapon"
        assert series_fit(told, date(2009, 5, 27), known) > 1
        assert series_fit(told, date(2009, 5, 29), known) < 1

    def test_the_first_over_japan_since_a_year_counts_overflights_only(self) -> None:
        over = {"landing": "pacific-ocean", "range_km": 2700.0}
        known = series_of(
            launch(date(2009, 4, 5), "slv", landing="pacific-ocean", range_km=3200.0),
            launch(date(2017, 8, 26)),
            launch(date(2017, 8, 29), "irbm", **over),
            launch(date(2017, 9, 15), "irbm", **over),
        )
        told = "the first time since 2009"
        assert series_fit(told, date(2017, 8, 29), known) > 1
        assert series_fit(told, date(2017, 9, 15), known) < 1


class TestWording:
    @pytest.mark.parametrize(
        ("manner", "text"), [(m, text) for m, _, good, _ in wording.MANNERS for text in good]
    )
    def test_examples_match(self, manner: wording.Manner, text: str) -> None:
        assert manner in wording.manners(text)

    @pytest.mark.parametrize(
        ("manner", "text"), [(m, text) for m, _, _, bad in wording.MANNERS for text in bad]
    )
    def test_counterexamples_do_not(self, manner: wording.Manner, text: str) -> None:
        assert manner not in wording.manners(text)

    @pytest.mark.parametrize(("text", "kilometres"), wording.DISTANCES)
    def test_distances(self, text: str, kilometres: tuple[float, ...]) -> None:
        assert wording.distances(text) == pytest.approx(kilometres, abs=0.1)

    @pytest.mark.parametrize(("text", "minutes"), wording.FLIGHT_MINUTES)
    def test_minutes_of_flight(self, text: str, minutes: tuple[int, ...]) -> None:
        assert wording.minutes_aloft(text) == minutes


class TestFlights:
    @pytest.mark.parametrize(
        ("apogee_km", "minutes"), [(2111.5, 30), (3724.9, 45), (4475, 53), (6000, 69), (7687, 87)]
    )
    def test_an_apogee_tells_the_time_of_flight(self, apogee_km: float, minutes: int) -> None:
        """As Japan's Ministry of Defense gave them in 2017, 2022 and 2024."""
        (day,) = launches.launch_days([], [launch(date(2017, 7, 28), "icbm", apogee_km=apogee_km)])
        assert day.flights[0].minutes_aloft == pytest.approx(minutes, abs=2.5)

    def test_a_depressed_flight_has_none(self) -> None:
        (day,) = launches.launch_days([], [launch(date(2022, 1, 27), apogee_km=20.0)])
        assert day.flights[0].minutes_aloft is None

    def test_totals_are_of_each_source(self) -> None:
        rows = [
            launch(date(2022, 11, 2), count=4, count_told=25),
            launch(date(2022, 11, 2), "ballistic", count=3),
        ]
        (day,) = launches.launch_days([], rows)
        assert (day.totals, day.counts) == ({7, 25}, {3, 4, 7, 25})


class TestLikeness:
    @pytest.mark.parametrize(
        ("text", "fits", "does_not"),
        [
            ("North Korea fires five missiles.", {"count": 5}, {"count": 2}),
            ("North Korea fires at least eight missiles.", {"count": 8}, {"count": 18}),
            ("North Korea fires 23 missiles.", {"count": 4, "count_told": 25}, {"count": 4}),
            ("North Korea fires a missile that flew 933 km.", {"range_km": 933.0},
             {"range_km": 700.0}),
            ("North Korea fires a missile that flew 60 km.", {"range_km": 60.0},
             {"range_km": 800.0}),
            ("North Korea fires a missile; the launch failed.", {"outcome": "failure"}, {}),
            ("North Korea fires a missile over Japan.",
             {"landing": "pacific-ocean", "range_km": 2700.0}, {"landing": "sea-of-japan"}),
            ("North Korea fires a missile from Sohae.",
             {"site": "Sohae Satellite Launching Station"}, {"site": "Sinpo Shipyard"}),
            ("North Korea fires a missile. The missile flew for 45 minutes.",
             {"apogee_km": 3724.9}, {"apogee_km": 6000.0}),
        ],
    )  # fmt: skip
    def test_each_detail_tells_launches_apart(
        self, text: str, fits: dict[str, object], does_not: dict[str, object]
    ) -> None:
        day = date(2022, 6, 5)
        assert fit(text, launch(day, **fits)) > 2 * fit(text, launch(day, **does_not))

    def test_an_odd_figure_says_more_than_a_round_one(self) -> None:
        odd = fit("North Korea fires a missile that flew 933 km.", launch(MAY[0], range_km=933.0))
        even = fit("North Korea fires a missile that flew 900 km.", launch(MAY[0], range_km=900.0))
        assert odd > even

    def test_one_of_several_flights_is_a_weaker_fit_than_the_whole(self) -> None:
        text = "North Korea fires three missiles."
        day = date(2022, 6, 5)
        whole = fit(text, launch(day, count=3))
        part = fit(text, launch(day, count=3), launch(day, "ballistic", count=5))
        assert whole > part


STATEMENT = "The United States strongly condemns the DPRK for its test of a ballistic missile."


def likeliest(text: str, minute: int | None) -> int:
    return int(lags.density(told_by(text), minute).argmax()) + lags.FIRST_LAG


class TestLags:
    def test_a_digest_item_stands_under_the_day(self) -> None:
        text = "North Korea fires a missile into the sea. (Reuters)"
        assert likeliest(text, None) == likeliest(text, 10 * 60) == 0

    def test_before_five_in_the_morning_it_is_still_the_day_before_by_utc(self) -> None:
        assert likeliest("North Korea fires a missile into the sea. (Reuters)", 3 * 60) == -1

    @pytest.mark.parametrize(("hour", "lag"), [(7, -1), (14, 0), (19, 0)])
    def test_washington_counts_its_own_days(self, hour: int, lag: int) -> None:
        assert likeliest(STATEMENT, hour * 60) == lag

    def test_an_evening_statement_follows_a_launch_of_that_evening(self) -> None:
        text = f"{STATEMENT} Tonight, the national security advisers spoke."
        density = lags.density(told_by(text), 7 * 60)
        assert density[0] > 10 * density[1]

    def test_state_media_tell_of_it_a_day_later(self) -> None:
        assert likeliest("North Korea says it has tested a new missile. (AP)", None) == 1

    @pytest.mark.parametrize("minute", [None, 0, 299, 300, 539, 540, 1439])
    def test_a_density_is_one_of_probabilities(self, minute: int | None) -> None:
        for text in (STATEMENT, "North Korea fires a missile. (BBC)", "North Korea fired it."):
            density = lags.density(told_by(f"{text} North Korea fired a missile."), minute)
            assert (density >= 0).all()
            assert density.sum() < 1.1
