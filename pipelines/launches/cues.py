"""Did it happen? The words around a launch word tell; each cue stands beside its examples.

A cue is a pattern over the skeleton of the clause: words in lower case, names replaced by
`@state`, `@weapon`, `@date`, `@place`, `@site` or `@claimant`, everything followed by one blank.
`{}` in an example marks the launch word. The first cue that matches wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.model import MentionStatus, Outcome

_ADV = (
    r"(?:(?:\w+ly|also|again|soon|then|even|still|ever|once|now|test|not only|yet|@date|on|"
    r"-) ){0,3}"
)


_BE = r"(?:be |been |have been |has been |being |get )?"


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of the words before (`side` left) or after the launch word.

    `applies` says to which form: a verb form, "noun", or "any" verb; `generic` marks a habit
    rather than one launch.
    """

    name: str
    applies: tuple[str, ...]
    side: Literal["left", "right"]
    pattern: str
    status: MentionStatus
    examples: tuple[str, ...]
    never: tuple[str, ...] = ()
    outcome: Outcome = "unknown"
    generic: bool = False


VERB = ("base", "present", "past", "gerund")


CUES: tuple[Cue, ...] = (
    Cue("denial", VERB, "left",
        r"(?:denie[sd]|denying|deny|rejected) (?:\w+ |@\w+ ){0,6}$", "denied",
        ("North Korea denied that it had {fired} a missile.",
         "Pakistan denied {launching} missiles."),
        ("North Korea {fired} a missile.",)),
    Cue("no sign", VERB, "left",
        r"no (?:clear )?(?:signs?|evidence|indications?|proof|confirmation|truth|reports?) "
        r"(?:yet )?(?:that|of) (?:\S+ ){0,6}$",
        "denied",
        ("There were no signs that North Korea had {fired} a missile.",)),
    Cue("perfect guess", ("past",), "left",
        r"(?:may|might|could|must) (?:well |also |possibly )?have (?:been )?" + _ADV + "$",
        "suspected",
        ("North Korea may have {fired} a missile.",),
        ("North Korea could {fire} a missile.",)),
    Cue("conditional perfect", ("past",), "left", r"would have (?:been )?" + _ADV + "$",
        "hypothetical", ("It would have {launched} a missile.",)),
    Cue("negation", VERB, "left",
        r"(?:not|never|n't|didn't|hasn't|hadn't|haven't|wasn't|no longer|without|yet to|"
        r"stopped short of) (?:been |yet |be |have |having |ever |actually |successfully |"
        r"publicly )*"
        + r"(?:(?!only)\w+ly )?$",
        "denied",
        ("North Korea has not {tested} an intercontinental missile since 2017.",
         "Pyongyang did not {launch} a missile."),
        ("North Korea not only {fired} a missile but also shells.",)),
    Cue("appearance", VERB, "left",
        r"(?:appear(?:s|ed)?|seem(?:s|ed)?|believed|thought|presumed|suspected|reported|"
        r"understood|alleged|said|known) (?:to have |to be |of having |to )(?:been )?"
        + _ADV + "$",
        "suspected",
        ("North Korea appears to have {fired} a missile.",
         "The missile is believed to have been {fired} from a submarine.")),
    Cue("attempt", VERB, "left",
        r"(?:attempt(?:s|ed|ing)?|tried|tries|trying|fail(?:s|ed|ing)?|efforts?|bid|unable|"
        r"unsuccessfully|in vain) (?:again |once more |and failed |and fails |twice |@date "
        r")*to "
        + _BE + _ADV + "$",
        "happened",
        ("North Korea tried to {launch} a missile.",
         "North Korea's efforts to {launch} a long range rocket ended in failure.",
         "North Korea failed to {launch} a missile."),
        outcome="failure"),
    Cue("deed", VERB, "left",
        r"(?:managed|decision|decided|went on|proceeded|proceeds|dared|chose|opted|continued|"
        r"resorted|succeeded in|responded|moved|goaded into|move) "
        r"(?:to |by )?(?:then )?" + _ADV + "$",
        "happened",
        ("The United States condemns the reckless decision to {launch} a long-range missile.",
         "North Korea went on to {fire} two missiles.")),
    Cue("prevention", ("gerund",), "left",
        r"(?:from|against|stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|avoid(?:s|ed|ing)?|ban(?:s|ned|"
        r"ning)?|prohibit\w*|barr\w+|refrain\w*|suspend\w*|cease\w*|capable of|possibility of|"
        r"prospect of|threat of|risk of|consider\w*|mull\w*|resum\w+|ability of|means of|"
        r"intention of|idea of|capability of|purpose of|hope of|aimed at|discuss\w*|goal of|"
        r"before|instead of|way of|method of|like|about|or) "
        + _ADV + "$",
        "hypothetical",
        ("Resolutions bar North Korea from {launching} ballistic missiles.",
         "The submarine is capable of {launching} missiles."),
        ("After {launching} a missile, North Korea issued a statement.",
         "The UN condemned North Korea for {launching} a missile.")),
    Cue("intention", VERB, "left",
        r"(?:will|would|'ll|plans?|planned|planning|prepar(?:e|es|ed|ing)|preparations?|"
        r"vow(?:s|ed|ing)?|threat(?:s|en|ens|ened|ening)?|pledged?|intend(?:s|ed|ing)?|"
        r"intentions?|set|aim(?:s|ed|ing)?|going|scheduled|about|promised?|promises|orders?|"
        r"ordered|wants?|wanted|hopes?|ready|readying|poised|gear(?:ed|ing) up|due|seek(?:s|"
        r"ing)?|(?:was|is|are|were)(?= to)|permission|notified|notice|agreed|need|needs|"
        r"instructed|urged|called|designed|used|meant|built|able|order|moves|moving|next|"
        r"capable|bound|refuse[sd]?|right) "
        r"(?:not |soon |also |again |likely |otherwise |eventually |@date |on |(?:on )?its \w+ )*"
        r"(?:to |for |on |of )?"
        r"(?:possibly |start |begin |soon |once again |resume |keep |continue )?"
        + _BE + _ADV + "$",
        "planned",
        ("North Korea said it would {launch} a satellite.",
         "North Korea vowed to {fire} more missiles.",
         "Pyongyang is preparing to {launch} a missile.",
         "North Korea plans to {test} an ICBM."),
        ("The missile was {fired} from Sunan.", "Missiles were {launched} from Sunan.",
         "North Korea {fired} a missile.")),
    Cue("possibility", VERB, "left",
        r"(?:could|may|might|can|should|must|likely|expected|possibly|fears?|feared|fearing|"
        r"unlikely|expects?|imminently|ability|capability|capacity|opportunity|pretext|excuse|"
        r"freedom|reason|chance|temptation|incentive) "
        r"(?:\w+ ){0,2}?(?:to )?" + _BE + _ADV + "$",
        "feared",
        ("North Korea could {fire} a missile soon.",
         "The North is expected to {launch} a satellite.",
         "North Korea could carry out a missile {test}.",
         "Officials fear that North Korea may {test} an ICBM."),
        ("A likely North Korean missile was {fired}.",)),
    Cue("condition", VERB, "left",
        r"(?:if|unless|whether|in case|in the event|were(?= (?:\S+ ){1,3}to )|should|would be) "
        r"(?:(?:@state|it|they|he|we|you|@claimant|the \w+|@weapon|a|an|any|another|is|are|"
        r"\w+) ){1,4}(?:to )?" + _ADV + "$",
        "hypothetical",
        ("If North Korea {launches} a missile, sanctions will follow.",
         "There will be a price should Pyongyang {fire} another missile."),
        ("When North Korea {fired} a missile, sirens wailed.",
         "A missile was {fired}.", "Two missiles were successfully {fired}.")),
    Cue("condition of many", ("base", "present"), "left",
        r"(?:if|unless|should) (?:(?!, |if )\S+ ){1,14}$", "hypothetical",
        ("If the North holds a nuclear test or {launches} an ICBM, it will pay.",)),
    Cue("habitual time", ("base", "present"), "left",
        r"(?:when(?:ever)?|every time|each time|until|once|by the time) (?:@\w+ |the \w+ |it |"
        r"they |he |a |\w+ ){1,4}$",
        "hypothetical",
        ("Sirens wail whenever North Korea {launches} a missile.",)),
    Cue("bare infinitive", ("base",), "left",
        r"\b(?:to|not|please|let's|who|that|do|does|did|shall|cannot|can't) " + _ADV + "$",
        "hypothetical",
        ("It has the means to {launch} missiles.",)),
    Cue("sense of", ("gerund",), "left",
        r"(?:sense|concerns?|worr(?:y|ied|ies)|expectations?|likelihood|thoughts?|question) "
        r"(?:is |are |of |about |around |on |, |you |know |the |@state |them |their ){1,7}$",
        "feared",
        ("What is your sense around them {testing} missiles during the summit?",
         "Are you worried about them carrying out missile {tests}?")),
    Cue("habit", ("gerund",), "left",
        r"(?:keeps?|kept|continue[sd]?|been|started|began|begun|repeatedly|is|are|was|were) "
        + _ADV + "$", "happened",
        ("North Korea has been {testing} missiles at a record pace.",), generic=True),
    Cue("routine", VERB, "left",
        r"(?:routinely|regularly|often|frequently|usually|typically|sometimes|normally|"
        r"occasionally|periodically) (?:been )?$",
        "happened", ("North Korea routinely {tests} missiles.",), generic=True),
    Cue("simulation", ("noun", "past", "gerund"), "left",
        r"(?:simulat\w+|mock|rehears\w+|staged photos of) (?:\w+ |@\w+ ){0,3}$", "hypothetical",
        ("The troops simulated the {launch} of a nuclear missile.",)),
    Cue("noun unreal", ("noun",), "left",
        r"(?:possible|potential|planned|upcoming|future|next|impending|imminent|expected|"
        r"feared|any|anticipated|scheduled|proposed|looming|eventual|would-be|threatened) "
        r"(?:(?!and|of |by |said|in )(?:@\w+|[\w'-]+) ){0,5}$",
        "feared",
        ("Seoul is watching for a possible missile {launch}.",
         "Any ballistic missile {launch} violates resolutions."),
        ("The test was the latest ballistic missile {launch}.",)),
    Cue("noun negated", ("noun",), "left",
        r"(?:not|rather than|instead of|never) (?:a|an|any|the) (?:@\w+ |[\w-]+ ){0,3}$", "denied",
        ("It was a missile, not a satellite {launch}.",)),
    Cue("noun further", ("noun",), "left",
        r"(?:further|more|additional|another|new) (?:@\w+ |ballistic |nuclear |and |weapons |"
        r"\w+-range |provocative |provocations |such |satellite |spy |military |"
        r"reconnaissance ){0,4}$",
        "hypothetical",
        ("Leaders warned against further missile {launches}.",),
        ("A missile {launch} followed.",)),
    Cue("noun prevented", ("noun",), "left",
        r"(?:ban(?:s|ned|ning)?|moratorium|halt\w*|stop\w*|freez\w+|freeze|suspen\w+|ceas\w+|"
        r"refrain\w*|abandon\w*|prevent\w*|deter\w*|against|prohibit\w*|prepar\w+|plan(?:s|ned|"
        r"ning)?|possibility|prospects?|speculat\w+|signs?|fears?|event|case|cancel\w*|"
        r"postpon\w*|delay\w*|resum\w+|consider\w*|threat(?:s|en|ened|ening)?|warn(?:s|ed|"
        r"ing)?|vow(?:s|ed)?|simulat\w+|forego|forgo|promis\w+|pledg\w+|pause|shelv\w+|no|"
        r"without|alert|expect\w*|anticipat\w*|end|ending|call off|scrap\w*|curb\w*|outlaw\w*|"
        r"forbid\w*|limit\w*|detect|monitor|going|front|cover|pretext|likelihood|chance|chances|ahead|if|ready|readying|readies|"
        r"readiness|capabilit\w+|avoid\w*|capable|right|barring|bars|bar|barred|rule out|"
        r"denied|denies|deny|absence|lack|permission|notice|notification|window) "
        r"(?:(?:@state|@weapon|@date|'s|its|their|the|a|an|another|any|all|new|further|more|"
        r"additional|future|ballistic|nuclear|cruise|hypersonic|satellite|space|weapons|of|for|"
        r"on|to|from|against|conduct|conducting|carry out|carrying out|carry|carrying|out|and|"
        r"or|such|imminent|possible|other|long|intercontinental|[\w-]+-range|it|about|@place|"
        r"successful|fresh|next|stage|staging|do|doing|some|kind|sort|that|there|would|be|could|might|was|"
        r"had|been|a) ){0,9}$",
        "hypothetical",
        ("North Korea observed a moratorium on missile {tests}.",
         "Pyongyang is readying for some kind of a rocket {launch}.",
         "The value of the absence of missile {testing} is clear.",
         "Resolutions ban North Korea from ballistic missile {launches}.",
         "There were signs of preparations for a missile {launch}."),
        ("North Korea condemned the ban after its missile {launch}.",
         "North Korea's missile {launch} drew condemnation.")),
    Cue("noun to come", ("noun",), "right",
        r"^ (?:of (?:[\w'-]+ ){0,4}(?:@weapon (?:[\w-]+-range )?)+|from \S+ |by \S+ |"
        r"(?:in|on) @date |\S+ )?"
        r"(?:(?:is|are|was|were|had been|has been) (?:not )?)?"
        r"(?:(?:scheduled|imminent|expected|planned|likely|could|may|might|possible|will|would|ban|"
        r"moratorium|postponed|delayed|cancelled|canceled|called off|off) )",
        "planned",
        ("A satellite {launch} could come this week.", "The missile {test} is not canceled.",
         "A {test} of a Taepodong-2 long-range missile may be imminent.",
         "The rocket {launch} is scheduled for May.",
         "Test {launches} of the troubled Bulava missile will be held in summer.",
         "An ICBM {test} in 2020 could follow.",
         "A missile {launch} would violate the resolutions."),
        ("The missile {launch} was the first this year.",
         "The {launch} of the missile was a surprise.")),
    Cue("noun for use", ("noun",), "left",
        r"(?:will|would) (?:(?!said |after |when |if )\S+ ){1,10}for (?:its |the |further )?$",
        "planned",
        ("Russia will use a new submarine for test {launches} of the Bulava missile.",),
        ("Russia used a new submarine for test {launches} of the Bulava missile.",)),
    Cue("deed weighed", ("gerund",), "right",
        r"^ (?:(?:the|a|an|its|any|another|such) )?(?:[\w-]+ ){0,2}@weapon (?:would|could|might|"
        r"will|may|is|are|remains) ",
        "hypothetical",
        ("{Firing} the rocket would violate resolutions on North Korea.",
         "{Firing} a missile is the last part of the trials of a submarine."),
        ("After {firing} the rocket, North Korea fell silent.",)),
    Cue("a right", ("noun",), "right",
        r"^ (?:of (?:a |the )?\S+ )?(?:is|was|are|were) (?:its|their|a|an|part of|within) "
        r"(?:\w+ ){0,2}(?:right|rights|business|sovereignty)",
        "hypothetical",
        ("North Korea said that the {launch} of a satellite was its sovereign right.",)),
    Cue("verb unreal object", ("past", "gerund", "present", "base"), "right",
        r"^ (?:@weapon )?(?:in|as) (?:a )?(?:simulat\w+|comput\w+|video|film|movie)",
        "hypothetical",
        ("Missiles were {fired} in a simulation.",)),
    Cue("accusation", ("gerund",), "left", r"accus\w+ (?:@\w+ |\w+ )*of " + _ADV + "$", "claimed",
        ("Seoul accused Pyongyang of {firing} a missile.",)),
)  # fmt: skip


UNGOVERNED = Cue("base form", ("base",), "left", "", "hypothetical",
                  ("It might take offence and {fire} a missile.",))  # fmt: skip
