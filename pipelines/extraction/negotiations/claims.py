"""Claims of the family `negotiations`: rounds of talks of Ukraine, Russia and the United States.

A round needs a venue, at least two of the three parties, and a day unless it is the news that opens
the text. `mention` reads one sentence, `gather` merges the mentions of one round, `complete` adds
details from the rest of the text.
"""

from pipelines.extraction.document import Claim
from pipelines.extraction.negotiations import reach
from pipelines.extraction.negotiations.complete import complete_days, complete_parties
from pipelines.extraction.negotiations.gather import add_details, gather, several
from pipelines.extraction.negotiations.mention import mention
from pipelines.extraction.negotiations.round import Round
from pipelines.extraction.sentence.attribution import attribution
from pipelines.extraction.sentence.placing import is_lead
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.lexicon import words


def claims(text: AnnotatedText) -> list[Claim]:
    """The claims of this family in one document."""
    nouns = words("talks", text.lang) | words("met", text.lang)
    if nouns.isdisjoint(token.norm for token in text.tokens):
        return []
    rounds: list[Round] = []
    last: Round | None = None
    is_preview = False
    for sentence in text.sentences:
        mentioned = mention(text, sentence)
        if mentioned is not None:
            for each in several(text, mentioned):
                last = gather(rounds, each)
            continue
        if not rounds and sentence.has("talks") and sentence.has("venue"):
            # A text that opens with talks to come has no undated news of talks.
            is_preview = True
        if last is not None and sentence.index - last.sentence.index <= reach.DETAILS_SENTENCES:
            add_details(text, sentence, last)
    complete_days(text, rounds)
    complete_parties(text, rounds)
    first = None if is_preview else next((each for each in rounds if each.has_venue), None)
    reported = [each for each in rounds if _is_reported(text, each, is_first=each is first)]
    dated = {each.city for each in reported if each.start is not None}
    return [_claim(each) for each in reported if each.start is not None or each.city not in dated]


def _is_reported(text: AnnotatedText, each: Round, is_first: bool) -> bool:
    """Whether enough is known of a round to claim it; undated only the first one of the news."""
    if not (each.has_venue or each.number) or len(each.parties) < 2:
        return False
    if each.start is not None:
        return True
    return is_first and is_lead(text, each.sentence) and not each.is_past


def _claim(each: Round) -> Claim:
    return Claim(
        "negotiations",
        {
            "process": None,
            "round_no": each.number,
            "started_stated": each.start,
            "ended_stated": each.end,
            "time_precision": each.precision,
            "venue_city": each.city,
            "venue_iso3": each.iso3,
            "format": each.format or ("trilateral" if len(each.parties) == 3 else "bilateral"),
            "parties": each.parties,
            "mediators": sorted(each.mediators),
            "host_iso3": each.iso3,
            "delegation_heads": [
                {"party": party, "name": name} for party, name in sorted(each.heads.items())
            ],
            "topics": [],
            "outcome": each.outcome or "unknown",
            **attribution(each.claimant),
            "flags": [],
        },
        tuple(each.evidence),
    )
