"""The English of launch news as data: which word does what in a clause.

Adding a word is adding it to a line here. Names of states, missiles, sites, waters and spokesmen
are no code at all: they stand in `seeds/lexicon/`.
"""

from __future__ import annotations

from typing import NamedTuple


def word_set(text: str) -> frozenset[str]:
    """The words of a line of text."""
    return frozenset(text.split())


class VerbForms(NamedTuple):
    """Finite present, past, participle and gerund of a verb that launches."""

    base: str
    present: str
    past: str
    participle: str
    gerund: str


LAUNCH_VERBS: tuple[VerbForms, ...] = (
    VerbForms("launch", "launches", "launched", "launched", "launching"),
    VerbForms("fire", "fires", "fired", "fired", "firing"),
    VerbForms("fire off", "fires off", "fired off", "fired off", "firing off"),
    VerbForms("test-fire", "test-fires", "test-fired", "test-fired", "test-firing"),
    VerbForms("test fire", "test fires", "test fired", "test fired", "test firing"),
    VerbForms("test-launch", "test-launches", "test-launched", "test-launched", "test-launching"),
    VerbForms("test launch", "test launches", "test launched", "test launched", "test launching"),
    VerbForms("flight-test", "flight-tests", "flight-tested", "flight-tested", "flight-testing"),
    VerbForms("test", "tests", "tested", "tested", "testing"),
    VerbForms("test-fly", "test-flies", "test-flew", "test-flown", "test-flying"),
    VerbForms("test fly", "test flies", "test flew", "test flown", "test flying"),
    VerbForms("flight test", "flight tests", "flight tested", "flight tested", "flight testing"),
    VerbForms("shoot", "shoots", "shot", "shot", "shooting"),
    VerbForms("shoot off", "shoots off", "shot off", "shot off", "shooting off"),
    VerbForms("lob", "lobs", "lobbed", "lobbed", "lobbing"),
    VerbForms("unleash", "unleashes", "unleashed", "unleashed", "unleashing"),
    VerbForms("send", "sends", "sent", "sent", "sending"),
    VerbForms("put", "puts", "put", "put", "putting"),
)
"""Each needs a weapon as its object (or passive subject): see `triggers`."""

LIGHT_VERBS: tuple[VerbForms, ...] = (
    VerbForms("conduct", "conducts", "conducted", "conducted", "conducting"),
    VerbForms("carry out", "carries out", "carried out", "carried out", "carrying out"),
    VerbForms("perform", "performs", "performed", "performed", "performing"),
    VerbForms("stage", "stages", "staged", "staged", "staging"),
    VerbForms("make", "makes", "made", "made", "making"),
    VerbForms("hold", "holds", "held", "held", "holding"),
    VerbForms("oversee", "oversees", "oversaw", "overseen", "overseeing"),
    VerbForms("supervise", "supervises", "supervised", "supervised", "supervising"),
    VerbForms("observe", "observes", "observed", "observed", "observing"),
    VerbForms("watch", "watches", "watched", "watched", "watching"),
    VerbForms("guide", "guides", "guided", "guided", "guiding"),
    VerbForms("direct", "directs", "directed", "directed", "directing"),
)
"""Verbs whose object is the launch itself: "conducted a missile test"."""

FLIGHT_VERBS: tuple[str, ...] = (
    "flew", "flown", "flies", "traveled", "travelled", "travels", "landed", "lands", "landing",
    "fell", "fallen", "falls", "falling", "splashed", "splashed down", "plunged", "crashed",
    "soared", "reached", "reaching", "exploded", "blew up", "broke up", "disintegrated",
    "came down",
    "dropped",
    "covered", "passed over", "overflew", "sailed", "disappeared", "failed", "blasted off",
    "lifted off", "took off", "blasts off", "lifts off", "flying", "traveling", "travelling",
    "plunging", "crashing", "crossed", "impacted", "rose", "left", "climbed", "struck", "hit",
    "slammed", "vanished", "passing over", "passes over", "flying over", "lost",
    "burst", "arced", "overshot", "touched down", "crosses", "breaks apart", "broke apart",
    "breaks up", "fell short", "fizzled", "veered", "went into", "went toward", "went towards",
    "went over", "reaches", "rises",
)  # fmt: skip
"""What a missile does by itself; tells how a launch went, and that it took place."""

STRIKING_VERBS: frozenset[str] = word_set(
    "attacked attacks struck strikes hit hits pounded pounds bombarded targeted targets shelled "
    "pummeled attack strike answered responded retaliated countered replied"
)
"""Verbs that launch weapons named after "with": "attacked Kyiv with 20 missiles"."""

OTHER_LAUNCHERS: frozenset[str] = word_set(
    "spacex nasa starlink falcon starship arianespace boeing musk bezos astronaut astronauts isro "
    "jaxa esa soyuz iss"
)
"""Who launches, but no missiles: a sentence that names one tells of no launch."""

DRILLS: frozenset[str] = word_set("drill drills exercise exercises")
"""What state media call a launch; only where the text has told that missiles flew in it."""

SIGHTING_VERBS: tuple[str, ...] = (
    "detected", "detects", "tracked", "tracks", "detected and tracked", "spotted", "intercepted",
    "intercepts", "shot down", "shoots down", "shooting down", "picked up",
)  # fmt: skip
"""What others do to a missile in flight: it was launched, though not by the subject."""

LAUNCH_NOUNS: tuple[str, ...] = (
    "launch", "launches", "launching", "launchings", "test", "tests", "testing", "firing",
    "firings", "test-firing", "test-firings", "test firing", "test firings", "test-fire",
    "test-fires", "test-launch", "test-launches", "test launch", "test launches", "flight test",
    "flight tests", "flight-test", "test flight", "test flights", "liftoff", "lift-off",
    "blastoff", "blast-off", "test-launching", "trial", "trials", "flight trial", "test shot",
    "flight trials", "firing drill", "firing drills", "launching drill", "launching drills",
    "launch drill", "launch drills",
)  # fmt: skip

VOLLEYS: tuple[str, ...] = ("barrage", "salvo", "volley", "flurry", "attack", "strike", "attacks",
                            "strikes", "barrages", "salvos", "volleys")  # fmt: skip

HEADS: dict[str, tuple[str, bool]] = {
    # words: (what is flown, plural)
    "missile": ("missile", False), "missiles": ("missile", True),
    "rocket": ("rocket", False), "rockets": ("rocket", True),
    "projectile": ("projectile", False), "projectiles": ("projectile", True),
    "icbm": ("icbm", False), "icbms": ("icbm", True), "srbm": ("srbm", False),
    "srbms": ("srbm", True), "mrbm": ("mrbm", False), "mrbms": ("mrbm", True),
    "irbm": ("irbm", False), "irbms": ("irbm", True), "slbm": ("slbm", False),
    "slbms": ("slbm", True), "crbm": ("crbm", False), "crbms": ("crbm", True),
    "slv": ("slv", False), "slcm": ("cruise", False), "slcms": ("cruise", True),
    "satellite": ("satellite", False), "satellites": ("satellite", True),
    "space rocket": ("slv", False), "space launch vehicle": ("slv", False),
    "space launch vehicles": ("slv", True), "carrier rocket": ("slv", False),
    "satellite launch vehicle": ("slv", False),
    "space launcher": ("slv", False), "satellite launcher": ("slv", False),
    "space vehicle": ("slv", False),
    "satellite-carrying rocket": ("slv", False), "satellite rocket": ("slv", False),
    "weapon": ("weapon", False), "weapons": ("weapon", True), "weaponry": ("weapon", True),
    "weapons system": ("weapon", False), "weapon system": ("weapon", False),
    "missile system": ("missile", False), "missile systems": ("missile", True),
    "multiple rocket launcher": ("mlrs", False), "multiple rocket launchers": ("mlrs", True),
    "multiple launch rocket system": ("mlrs", False),
    "multiple launch rocket systems": ("mlrs", True), "mlrs": ("mlrs", False),
    "multiple rocket launcher system": ("mlrs", False), "rocket artillery": ("mlrs", True),
    "multiple launch guided rocket system": ("mlrs", False),
    "large-caliber multiple rocket launcher": ("mlrs", False),
    "artillery rocket": ("mlrs", False), "artillery rockets": ("mlrs", True),
    "rocket launcher": ("mlrs", False), "rocket launchers": ("mlrs", True),
    "rocket launch system": ("mlrs", False),
}  # fmt: skip

MODIFIERS: dict[str, str] = {
    "ballistic": "ballistic", "cruise": "cruise", "hypersonic": "hypersonic",
    "short-range": "short", "short range": "short", "short-ranged": "short",
    "shorter-range": "shorter", "close-range": "close", "short-": "short", "short": "short",
    "medium-range": "medium", "medium range": "medium", "mid-range": "medium",
    "midrange": "medium", "medium-": "medium", "medium-to-long-range": "long",
    "intermediate-range": "intermediate", "intermediate range": "intermediate",
    "intermediate": "intermediate",
    "or longer": "open", "or longer-range": "open", "or shorter": "open",
    "long-range": "long", "long range": "long", "longer-range": "long", "long-": "long",
    "intercontinental": "intercontinental", "inter-continental": "intercontinental",
    "submarine-launched": "submarine", "sub-launched": "submarine",
    "submarine launched ballistic": "slbm", "submarine launched cruise": "cruise",
    "sea-launched": "submarine",
    "submarine-based": "submarine", "underwater-launched": "submarine",
    "ground-to-ground": "plain", "surface-to-surface": "plain", "land-to-land": "plain",
    "anti-ship": "antiship", "anti-ship cruise": "antiship", "antiship": "antiship",
    "surface-to-ship": "antiship", "ground-to-ship": "antiship", "land-to-sea": "antiship",
    "surface-to-sea": "antiship", "coastal": "antiship",
    "anti-aircraft": "sam", "surface-to-air": "sam", "ground-to-air": "sam",
    "antiaircraft": "sam", "anti-air": "sam",
    "satellite-carrying": "space", "satellite": "space", "space": "space",
    "earth observation": "space",
    "anti-tank": "other", "air-to-air": "other", "interceptor": "other", "anti-missile": "other",
    "antimissile": "other", "anti-satellite": "other", "anti-radiation": "other",
    "water": "other", "toy": "other", "patriot": "other", "stinger": "other", "javelin": "other",
    "falcon": "other", "model": "other",
}  # fmt: skip
"""Words before the weapon that tell its class; `other` is a weapon this project does not count."""

NOT_FLOWN_AFTER: frozenset[str] = word_set(
    "program programs programme programmes defence defense defences defenses base bases site sites "
    "pad pads engine engines motor motors factory factories industry force forces unit units "
    "brigade brigades threat threats technology technologies capability capabilities shield "
    "interceptor interceptors development developments deal deals talks sanctions transporter "
    "submarine submarines destroyer destroyers arsenal arsenals stockpile expert experts scientist "
    "scientists silo silos tube tubes parts component components fuel warning drill drills "
    "exercise "
    "exercises alert alerts tracking monitoring range ranges field activity activities debris "
    "fragments wreckage plan plans race crisis issue gap data image images imagery photo photos "
    "battery batteries attack attacks strike strikes fire artillery ban treaty control controls "
    "operator operators corps regiment division command bureau administration regime "
    "production delivery deliveries export exports cooperation warhead warheads boosters booster "
    "launcher launchers carrier carriers vehicle vehicles moratorium proliferation adviser "
    "advisor chief commander maker officer official officials"
)
"""A noun after "missile" that turns it into something that does not fly."""

NOT_A_LAUNCH_AFTER: frozenset[str] = word_set(
    "pad pads site sites vehicle vehicles facility facilities station stations preparations "
    "preparation window windows plan plans tube tubes platform platforms center centre complex "
    "base ground grounds moratorium ban tower range capability capabilities schedule bed stand "
    "program programs programme warning drill drills exercise exercises event party date ranges "
    "activities activity procedures procedure system systems position positions control "
    "freeze freezes halt suspension technology button crew crews officer key pads zone kit kits "
    "case cases series match results "
    "result data weight notification notifications agreement agreements regime"
)
"""A noun after "launch" or "test" that turns it into something that did not happen."""

NUMBERS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
     "ninety": 90, "hundred": 100, "dozen": 12}  # fmt: skip

ORDINALS: dict[str, int] = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
}

SEVERAL: frozenset[str] = word_set(
    "several multiple some various numerous many series volley barrage salvo string number flurry "
    "spate handful few scores dozens hundreds couple pair rounds"
)

SAYING: frozenset[str] = word_set(
    "said says say saying announced announces announcing reported reports reporting confirmed "
    "confirms told tells claimed claims claiming added adds stated states stating declared "
    "declares believes believe believed estimates estimated assessed noted notes informed "
    "revealed disclosed quoted quoting citing cited boasted boasts acknowledged tweeted wrote "
    "explained insists insisted according suggests suggested alleged alleges accused warned"
)

OTHER_VERBS: frozenset[str] = word_set(
    "met held hold spoke called discussed condemned condemns condemn denounced criticized "
    "criticised ended ends began begins started starts visited visits visiting arrived arrives "
    "agreed agree signed sent ordered urged vowed warned warns threatened imposed adopted passed "
    "took takes gave gives made makes came comes come coming went goes follows followed marks "
    "marked opened opens resumed resumes issued released release published carried wrapped "
    "attended celebrated elected inaugurated convened staged conducted displayed unveiled showed "
    "shows deployed moved moves detonated claimed held seized killed died demanded refused "
    "rejected responded responding closed lifted raised kicked concluded scheduled set planned "
    "is was were are be been being has had have left returned talked asked expressed broke "
    "remains remained stressed reiterated reaffirmed pledged promised used appeared seemed "
    "prompted triggered forced led activated sparked raising drew inspected enacted expelled"
)

BE: frozenset[str] = word_set("is are was were be been being 's")

CLAUSE_WORDS: frozenset[str] = word_set(
    "after before as while when following since that which who whose amid because although though "
    "despite if unless until whether but where"
)

PREPOSITIONS: frozenset[str] = word_set(
    "from into toward towards at over against by on in near off across onto for with during "
    "above around between through to under within outside about regarding concerning"
)

PRONOUNS: frozenset[str] = word_set("it its they their them he his")

COUNTRY_NOUNS: tuple[str, ...] = (
    "the country", "the regime", "the nation", "the isolated country", "the isolated nation",
    "the communist state", "the communist country", "the secretive state", "the isolated state",
    "the isolated regime", "the reclusive country", "the reclusive nation", "the state",
    "the reclusive regime", "the nuclear-armed country", "the nuclear-armed state",
    "the impoverished country", "the stalinist state", "the communist nation", "the rogue state",
)  # fmt: skip

DEFINITE: frozenset[str] = word_set("the this that these those")
