"""Which reports speak of one launch, told in small cases that an editor can check."""

from datetime import date

import pytest

from pipelines.events import Source
from pipelines.model import LaunchEvent
from pipelines.seeds import Claimant, Place, Site


def site(site_id: str, latitude: float, longitude: float = 126.0) -> Site:
    return Site(
        site_id=site_id,
        name=site_id,
        launcher="KP",
        latitude=latitude,
        longitude=longitude,
        uncertainty_km=2,
        source="made up",
    )


def claimant(claimant_id: str, state: str, *, official: bool) -> Claimant:
    return Claimant(
        claimant_id=claimant_id,
        name=claimant_id,
        state=state,
        official=official,
        kind="military",
        source="made up",
    )


SITES = (site("sunan", 39.2), site("tongchang-ri", 39.66, 124.7), site("kittaeryong", 38.99, 127.6))
CLAIMANTS = (
    claimant("kr-jcs", "KR", official=True),
    claimant("kcna", "KP", official=True),
    claimant("outlet", "KR", official=False),
)


def days(events: tuple[LaunchEvent, ...]) -> list[str]:
    return [e.edtf for e in events]


class TestOneLaunch:
    """What makes one event of several reports."""

    def test_reports_of_one_launcher_and_day(self, say, build) -> None:
        built = build(
            say("a1", "2022-10-04", missile_class="irbm", count=1, overflew=("JP",)),
            say("a2", "2022-10-04", missile_class="ballistic"),
        )
        (event,) = built.events
        assert event.missile_classes == ("irbm",)
        assert (event.count_low, event.count_high, event.overflew) == (1, 1, ("JP",))
        assert (event.articles, event.sources, event.status) == (2, 2, "confirmed")
        assert event.disputed_fields == ()

    def test_another_launcher_is_another_launch(self, say, build) -> None:
        built = build(
            say("a1", "2022-11-02", count=3),
            say("a1", "2022-11-02", count=3, occasion=1, launcher="KR", missile_class="missile"),
        )
        assert {e.launcher for e in built.events} == {"KP", "KR"}

    def test_a_report_without_a_day_joins_the_only_launch_in_its_days(self, say, build) -> None:
        built = build(
            say("a1", "2022-10-04"),
            say("a2", "2022-10-03/2022-10-05", reported=True, edtf=None),
        )
        assert days(built.events) == ["2022-10-04"]
        assert built.events[0].sources == 2

    def test_reports_without_a_day_share_the_narrowest_of_their_days(self, say, build) -> None:
        built = build(
            say("a1", "2022-10-03/2022-10-05", reported=True, edtf=None),
            say("a2", "2022-10-03/2022-10-04", reported=True, edtf=None),
        )
        (event,) = built.events
        assert (event.edtf, event.precision) == ("2022-10-03/2022-10-04", "period")
        assert event.date_local is None

    def test_a_report_without_a_day_that_fits_two_launches_stays_open(self, say, build) -> None:
        built = build(
            say("a1", "2022-09-28"),
            say("a1", "2022-09-29", occasion=1),
            say("a2", "2022-09-27/2022-09-29", reported=True, edtf=None),
        )
        assert days(built.events) == ["2022-09-28", "2022-09-29"]
        (issue,) = built.issues
        assert issue.code == "ambiguous_event"
        assert all(e.event_id in issue.detail for e in built.events)

    def test_the_site_singles_one_of_two_launches_out(self, say, build) -> None:
        built = build(
            say("a1", "2022-09-28", site_id="sunan"),
            say("a1", "2022-09-29", occasion=1, site_id="kittaeryong"),
            say("a2", "2022-09-27/2022-09-29", site_id="kittaeryong", reported=True),
            sites=SITES,
        )
        assert [e.sources for e in built.events] == [1, 2]

    def test_a_report_of_yesterday_in_washington_needs_more_than_nearness(self, say, build) -> None:
        morning = say("a1", "2022-10-04", missile_class="irbm", overflew=("JP",))
        washington = {"reported": True, "edtf": None, "missile_class": "irbm"}
        near = build(morning, say("a2", "2022-10-01/2022-10-03", **washington))
        assert len(near.events) == 2
        named = build(morning, say("a3", "2022-10-01/2022-10-03", overflew=("JP",), **washington))
        assert days(named.events) == ["2022-10-04"]

    def test_a_satellite_launch_is_the_missile_test_of_its_opponents(self, say, build) -> None:
        built = build(
            say("a1", "2012-12-12", missile_class="slv", designation="Unha-3"),
            say("a2", "2012-12-12", missile_class="icbm"),
            say("a3", "2012-12-12", missile_class="rocket"),
        )
        (event,) = built.events
        assert event.payloads[0].designation == "Unha-3"
        assert event.disputed_fields == ()

    def test_across_articles_another_class_is_a_dispute_and_no_wall(self, say, build) -> None:
        built = build(
            say("a1", "2022-03-05", missile_class="srbm"),
            say("a2", "2022-03-05", missile_class="srbm"),
            say("a3", "2022-03-05", missile_class="icbm"),
        )
        (event,) = built.events
        assert event.missile_classes == ("srbm",)
        assert event.disputed_fields == ("missile_classes",)
        against = [e for e in built.evidence if e.link == "contradicts"]
        assert [(e.article_id, e.field, e.reason) for e in against] == [
            ("a3", "missile_classes", "says icbm")
        ]

    def test_words_that_name_no_launch_ride_with_the_only_one(self, say, build) -> None:
        built = build(
            say("a1", "2022-10-04"), say("a1", occasion=None, role="background", launcher=None)
        )
        links = [(e.mention_id, e.link) for e in built.evidence if e.field == "event"]
        assert links == [("a1:m0-9.0", "supports"), ("a1:m10-19.0", "background")]


class TestTwoLaunches:
    """What keeps launches of one day apart."""

    def test_an_article_that_tells_them_apart(self, say, build) -> None:
        built = build(
            say("a1", "2022-11-03", missile_class="icbm", count=1),
            say("a1", "2022-11-03", missile_class="srbm", count=3, occasion=1),
            say("a2", "2022-11-03", missile_class="srbm", count=3),
            say("a3", "2022-11-03", missile_class="icbm"),
        )
        assert {(e.missile_classes, e.articles) for e in built.events} == {
            (("icbm",), 2),
            (("srbm",), 2),
        }

    def test_order_pairs_launches_that_nothing_else_tells_apart(self, say, build) -> None:
        built = build(
            *(say(article, "2022-11-03", occasion=n) for article in ("a1", "a2") for n in (0, 1))
        )
        assert [e.articles for e in built.events] == [2, 2]

    def test_clock_times_more_than_three_hours_apart(self, say, build) -> None:
        morning, evening = "2016-04-27T21:33", "2016-04-28T10:24"
        built = build(
            say("a1", "2016-04-28", at=morning),
            say("a2", "2016-04-28", at="2016-04-27T21:40"),
            say("a3", "2016-04-28", at=evening),
        )
        assert sorted(e.articles for e in built.events) == [1, 2]
        assert {e.time_utc.isoformat()[:16] for e in built.events if e.time_utc} == {
            morning,
            evening,
        }

    def test_places_far_apart(self, say, build) -> None:
        far = build(
            say("a1", "2022-06-05", site_id="tongchang-ri"),
            say("a2", "2022-06-05", site_id="kittaeryong"),
            sites=SITES,
        )
        assert len(far.events) == 2

    def test_a_place_that_only_one_source_gives_is_a_dispute(self, say, build) -> None:
        many = [say(f"a{n}", "2022-06-05", site_id="sunan") for n in range(6)]
        built = build(*many, say("b", "2022-06-05", site_id="kittaeryong"), sites=SITES)
        (event,) = built.events
        assert (event.site_id, event.disputed_fields) == ("sunan", ("site_id",))

    def test_adjacent_days(self, say, build) -> None:
        built = build(say("a1", "2022-09-28"), say("a2", "2022-09-29"))
        assert days(built.events) == ["2022-09-28", "2022-09-29"]

    def test_a_report_that_fits_two_known_launches_alike_is_left_open(self, say, build) -> None:
        told = [say(a, "2022-11-03", occasion=n) for a in ("a1", "a2") for n in (0, 1)]
        built = build(*told, say("a3", "2022-11-03"))
        assert [i.code for i in built.issues] == ["ambiguous_event"]
        assert "a3" not in {e.article_id for e in built.evidence}


class TestVague:
    """Reports that give a month, or no date."""

    def test_a_month_joins_the_only_launch_that_fits(self, say, build) -> None:
        built = build(
            say("a1", "2022-01-30", missile_class="irbm"),
            say("a1", "2022-01-14", missile_class="srbm", occasion=1),
            say("a2", "2022-01-01/2022-01-31", edtf="2022-01", missile_class="irbm"),
        )
        assert [(e.edtf, e.articles) for e in built.events] == [
            ("2022-01-14", 1),
            ("2022-01-30", 2),
        ]

    def test_a_month_that_fits_none_is_a_vague_event(self, say, build) -> None:
        january = {"edtf": "2022-01", "missile_class": "irbm", "role": "background"}
        built = build(say("a1", "2022-01-01/2022-01-31", **january))
        (event,) = built.events
        assert (event.edtf, event.precision, event.date_local) == ("2022-01", "month", None)

    def test_a_month_that_fits_several_says_so(self, say, build) -> None:
        built = build(
            say("a1", "2022-01-14"),
            say("a2", "2022-01-27"),
            say("a3", "2022-01-01/2022-01-31", edtf="2022-01"),
        )
        assert len(built.events) == 2
        assert [i.code for i in built.issues] == ["ambiguous_event"]

    def test_a_year_joins_only_what_its_words_single_out(self, say, build) -> None:
        launch = say("a1", "2017-11-29", missile_class="icbm", designation="Hwasong-15")
        year = {"edtf": "2017", "missile_class": "icbm", "role": "background"}
        named = say("a2", "2017-01-01/2017-12-31", designation="Hwasong-15", **year)
        nameless = say("a3", "2017-01-01/2017-12-31", **year)
        assert build(launch, named).events[0].articles == 2
        built = build(launch, nameless)
        assert (len(built.events), built.events[0].articles) == (1, 1)
        assert [i.code for i in built.issues] == ["too_vague"]

    def test_a_launch_without_a_year_stays_open_and_merges_with_nothing(self, say, build) -> None:
        built = build(say("a1", "2026-01-27"), *(say(a, edtf="XXXX-01-27") for a in ("a2", "a3")))
        assert days(built.events) == ["2026-01-27", "XXXX-01-27", "XXXX-01-27"]
        assert built.events[1].precision == "vague"

    def test_no_event_rests_on_an_undated_aside(self, say, build) -> None:
        built = build(say("a1", "2022-10-04"), say("a1", occasion=1, role="background"))
        assert len(built.events) == 1
        assert [i.code for i in built.issues] == ["undated_launch"]

    @pytest.mark.parametrize("told", [None, "XXXX", "XXXX-01", "XXXX-XX-05"])
    def test_a_launch_without_day_and_month_waits(self, say, build, told) -> None:
        built = build(say("a1", edtf=told))
        assert (built.events, built.evidence) == ((), ())
        assert [(i.code, i.place) for i in built.issues] == [("undated_launch", "a1:m0-9.0")]
        assert (told or "no date") in built.issues[0].detail


class TestCopies:
    """The same text under two addresses."""

    def test_copies_and_outlets_are_one_voice(self, say, build) -> None:
        sources = {
            "a2": Source("a2", copy_of="a1"),
            "a3": Source("a3", publisher="Wire"),
            "a4": Source("a4", publisher="wire"),
        }
        built = build(*(say(f"a{n}", "2022-10-04") for n in range(1, 5)), sources=sources)
        assert (built.events[0].articles, built.events[0].sources) == (4, 2)

    def test_an_undated_copy_follows_its_dated_original(self, say, build) -> None:
        sources = {"a2": Source("a2", copy_of="a1")}
        built = build(say("a1", "2022-10-04"), say("a2"), sources=sources)
        assert [(e.edtf, e.articles) for e in built.events] == [("2022-10-04", 2)]

    def test_copies_without_a_year_are_one_open_launch(self, say, build) -> None:
        told = {"edtf": "XXXX-01-27"}
        copy = {"a2": Source("a2", copy_of="a1")}
        built = build(say("a1", **told), say("a2", **told), sources=copy)
        assert [(e.edtf, e.articles, e.sources) for e in built.events] == [("XXXX-01-27", 2, 1)]


class TestStatus:
    """How well an event is founded."""

    def status(self, build, *mentions) -> str:
        (event,) = build(*mentions, claimants=CLAIMANTS).events
        return event.status

    def test_one_source_is_a_claim(self, say, build) -> None:
        assert self.status(build, say("a1", "2022-10-04", claimant="outlet")) == "claimed"

    def test_two_sources_confirm(self, say, build) -> None:
        both = say("a1", "2022-10-04"), say("a2", "2022-10-04", status="claimed")
        assert self.status(build, *both) == "confirmed"

    def test_an_official_source_confirms(self, say, build) -> None:
        assert self.status(build, say("a1", "2022-10-04", claimant="kr-jcs")) == "confirmed"

    def test_the_launchers_own_word_stays_a_claim_however_often_repeated(self, say, build) -> None:
        own = [say(a, "2022-10-04", claimant="kcna", status="claimed") for a in ("a1", "a2")]
        assert self.status(build, *own) == "claimed"

    def test_a_suspicion_is_unconfirmed(self, say, build) -> None:
        assert self.status(build, say("a1", "2022-10-04", status="suspected")) == "unconfirmed"

    def test_a_denial_is_kept_as_the_other_side(self, say, build) -> None:
        both = say("a1", "2022-10-04"), say("a2", "2022-10-04", status="denied")
        assert self.status(build, *both) == "disputed"

    def test_plans_fears_and_denials_found_nothing(self, say, build) -> None:
        kinds = ("planned", "feared", "denied", "hypothetical")
        built = build(*(say(f"a-{k}", "2022-10-04", status=k) for k in kinds))
        assert (built.events, built.evidence) == ((), ())


class TestSalvo:
    """What flew, and how many."""

    def test_an_icbm_and_two_srbms_are_one_salvo(self, say, build) -> None:
        built = build(
            say("a1", "2022-05-25", missile_class="icbm", count=1),
            say("a1", "2022-05-25", missile_class="srbm", count=2),
            say("a2", "2022-05-25", missile_class="icbm", count=1),
            say("a3", "2022-05-25", missile_class="ballistic", count=3),
        )
        (event,) = built.events
        assert [(p.missile_class, p.count_low) for p in event.payloads] == [
            ("icbm", 1),
            ("srbm", 2),
        ]
        assert (event.count_low, event.count_high, event.disputed_fields) == (3, 3, ())

    def test_an_icbm_and_shorter_range_missiles(self, say, build) -> None:
        built = build(
            say("a1", "2022-05-25", missile_class="icbm", count=1),
            say("a1", "2022-05-25", missile_class="ballistic", count_low=2),
        )
        (event,) = built.events
        assert [p.missile_class for p in event.payloads] == ["icbm", "ballistic"]
        assert (event.count_low, event.count_high) == (2, None)

    def test_several_and_three_are_three(self, say, build) -> None:
        built = build(say("a1", "2022-10-04", count_low=2), say("a2", "2022-10-04", count=3))
        (event,) = built.events
        assert (event.count_low, event.count_high, event.disputed_fields) == (3, 3, ())

    def test_sources_that_differ_leave_a_range(self, say, build) -> None:
        built = build(say("a1", "2022-11-02", count=17), say("a2", "2022-11-02", count=23))
        (event,) = built.events
        assert (event.count_low, event.count_high) == (17, 23)
        assert event.disputed_fields == ("count_low",)

    def test_most_voices_win_and_the_other_side_is_kept(self, say, build) -> None:
        two = [say(f"a{n}", "2022-10-04", count=2, range_km=400.0) for n in range(3)]
        built = build(*two, say("b", "2022-10-04", count=1, range_km=900.0))
        (event,) = built.events
        assert (event.count_low, event.range_km) == (2, 400.0)
        assert event.disputed_fields == ("count_low", "range_km")
        against = {(e.article_id, e.field) for e in built.evidence if e.link == "contradicts"}
        assert against == {("b", "count_low"), ("b", "range_km")}

    def test_a_zone_within_a_sea_is_no_other_sea(self, say, build) -> None:
        kinds = (("sea-of-japan", "sea"), ("japan-eez", "zone"), ("pacific-ocean", "ocean"))
        places = tuple(Place(place_id=p, name=p, kind=k, source="made up") for p, k in kinds)  # type: ignore[arg-type]
        zone = say("a2", "2022-11-18", landing="japan-eez")
        sea = say("a1", "2022-11-18", landing="sea-of-japan")
        ocean = say("a3", "2022-11-18", landing="pacific-ocean")
        assert build(sea, zone, places=places).events[0].disputed_fields == ()
        assert build(sea, ocean, places=places).events[0].disputed_fields == ("landing",)


def test_words_that_name_no_launcher_are_an_issue(say, build) -> None:
    built = build(say("a1", "2022-10-04", launcher=None))
    assert built.events == ()
    assert [(i.code, i.place) for i in built.issues] == [("no_launcher", "a1:m0-9.0")]


def test_the_site_brings_its_coordinates(say, build) -> None:
    (event,) = build(say("a1", "2022-10-04", site_id="sunan"), sites=SITES).events
    assert (event.latitude, event.longitude, event.site_uncertainty_km) == (39.2, 126.0, 2)


def test_the_day_of_publication_is_never_the_day_of_the_event(say, build) -> None:
    sources = {"a1": Source("a1", published=date(2022, 10, 5))}
    week = say("a1", "2022-10-03/2022-10-05", reported=True, edtf=None)
    (event,) = build(week, sources=sources).events
    assert (event.date_local, event.first_reported) == (None, date(2022, 10, 5))


def test_nothing_in_nothing_out(build) -> None:
    built = build()
    assert (built.events, built.evidence, built.revisions, built.issues) == ((), (), (), ())
