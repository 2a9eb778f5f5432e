"""Sentences that speak of missiles and days, and of no launch that took place."""

from __future__ import annotations

import pytest

from tests.launches.conftest import Reading, asserted, launch_days

NO_LAUNCH = [
    "North Korea has said it will launch a satellite between June 8 and 25, Japan's coast "
    "guard said Tuesday.",
    "Kim Jong Un ordered officials to launch more military satellites in 2023.",
    "North Korea notified Japan on Monday of its plan to launch a rocket carrying a "
    "satellite by June 4.",
    "The United States and South Korea fear the North may test an ICBM around Biden's visit "
    "on Friday.",
    "South Korea's military said it was tracking signs that North Korea was preparing to "
    "fire a missile on Tuesday.",
    "The North's missile launches are banned by the United Nations, and any launch on Friday "
    "would be a violation.",
    "Japan ordered its military to shoot down the North Korean rocket if it enters its "
    "territory on Tuesday.",
    "Thousands of missiles were displayed at Saturday's parade in Pyongyang, where a launch "
    "vehicle rolled by.",
    "North Korea conducted a solid-fuel engine test for a new intermediate-range missile on "
    "Tuesday.",
    "North Korea's nuclear test on Sept. 3 was its most powerful; missile launches followed.",
    "South Korean activists launched balloons over the border on Monday, and North Korea's "
    "missile program was condemned.",
    "North Korea fired hundreds of artillery shells near the sea border on Friday.",
    "Kim called on Monday for readiness to launch nuclear missiles.",
    "The drill on Wednesday simulated the firing of North Korean missiles.",
    "North Korea demolished the missile test site at Sohae on Tuesday.",
    "Satellite images from Monday show activity at North Korea's missile launch site.",
    "Trump said on Thursday he was not bothered by North Korea's short-range missile launches.",
    "The submarine is believed to be able to fire ballistic missiles, KCNA said Friday.",
    "In a statement on Tuesday, Kim Yo Jong said the North had never fired missiles at the South.",
    "North Korea cancelled the launch of a missile that had been planned for Saturday.",
    "The defense ministry said on Tuesday that there were no signs that the North had fired "
    "a missile.",
    "North Korea was expected to fire a missile on April 15, the birthday of its founder.",
    "It is not known whether North Korea fired a missile on Tuesday.",
    "South Korea denied reports that the North had fired a missile on Friday.",
    "North Korea has been preparing to test-fire a missile since Monday, officials said.",
    "Hackers launched an attack on a missile maker in South Korea on Tuesday, blamed on "
    "North Korea.",
    "Ukraine said a North Korean missile was used in the attack on Kharkiv on Jan. 2.",
    "Seoul launched an inquiry on Monday into how the missile alert was sent.",
    "North Korean hackers test missiles of malware, an expert joked on Monday.",
    "On Tuesday the South tested its missile warning system in Seoul.",
    "North Korea's anniversary on Saturday passed without a missile launch.",
    "Officials said on Friday North Korea could launch the rocket as early as Saturday.",
    "North Korea has moved a missile to its east coast for a possible launch, South Korea "
    "said Thursday.",
    "North Korea told the IMO on Monday that it had shelved the rocket launch.",
    "Japan deployed Patriot missiles in Okinawa on Monday ahead of a N. Korean satellite launch.",
    "Kim inspected a factory on Friday that makes launchers for missiles tested last year.",
    "The two leaders on Friday condemned the North for its repeated launches of missiles.",
    "The U.S. Navy launched a missile destroyer on Saturday in a message to North Korea.",
    "North Korea said on Monday the launch of a satellite was its sovereign right.",
]
NO_DAY = [
    "The U.N. Security Council will meet on Friday to discuss North Korea's missile launch.",
    "The North's state media made no mention on Monday of the missile test.",
    "North Korea marked the 10th anniversary on Monday of its first satellite launch.",
    "The exhibition opened on Friday with models of missiles that North Korea has tested.",
]


@pytest.mark.parametrize("text", NO_LAUNCH)
def test_no_launch_took_place(text: str, read: Reading) -> None:
    assert not asserted(read(text, "2022-11-06"))


@pytest.mark.parametrize("text", NO_DAY)
def test_the_day_is_that_of_something_else(text: str, read: Reading) -> None:
    assert not launch_days(read(text, "2022-11-06"))
