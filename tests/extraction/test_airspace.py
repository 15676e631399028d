"""Violations, encounters and sightings read from sentences of the kinds the press writes."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.airspace.claims import claims
from pipelines.extraction.document import Document
from pipelines.extraction.text.annotation import AnnotatedText

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "data" / "golden" / "article.txt"


def read(text, published="2025-09-20", lang="en"):
    on = dt.date.fromisoformat(published) if published else None
    return [
        dict(claim.values)
        for claim in claims(AnnotatedText(Document("t", text, published_on=on, lang=lang)))
    ]


def only(text, published="2025-09-20", lang="en"):
    (values,) = read(text, published, lang)
    return values


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Three Russian MiG-31 fighters violated Estonian airspace on Friday.", "en"),
        ("Estonia said three Russian MiG-31s had entered its airspace on Friday.", "en"),
        ("On 19 September Estonian airspace was breached by three Russian MiG-31s.", "en"),
        ("У п'ятницю три російські винищувачі МіГ-31 порушили повітряний простір Естонії.", "uk"),
        ("19 сентября три российских истребителя МиГ-31 нарушили воздушное пространство Эстонии.",
         "ru"),
    ],
)  # fmt: skip
def test_who_entered_whose_airspace_and_when(text, lang):
    values = only(text, lang=lang)
    assert values["kind"] == "violation"
    assert (values["occurred_stated"], values["time_precision"]) == ("2025-09-19", 3)
    assert (values["violated_state_iso3"], values["violator_iso3"]) == ("EST", "RUS")
    assert (values["object_type"], values["model"]) == ("aircraft", "MiG-31")
    assert (values["object_count"], values["object_count_qualifier"]) == (3, "exact")
    assert values["attribution"] == "attributed"


@pytest.mark.parametrize(
    "words, count, low, high, qualifier",
    [
        ("At least 19 Russian drones", 19, 19, None, "at_least"),
        ("About 20 Russian drones", 20, None, None, "about"),
        ("A Russian drone", 1, None, None, "exact"),
        ("Two or three Russian drones", None, 2, 3, "about"),
        ("Russian drones", None, None, None, None),
    ],
)
def test_number_of_objects(words, count, low, high, qualifier):
    values = only(f"{words} entered Polish airspace on Wednesday.", "2025-09-10")
    assert values["object_count"] == count
    assert (values["object_count_low"], values["object_count_high"]) == (low, high)
    assert values["object_count_qualifier"] == qualifier


def test_scrambled_jets_are_no_intruders():
    values = only("Romania scrambled two F-16 jets on Saturday after a drone entered its airspace.")
    assert (values["violated_state_iso3"], values["object_type"]) == ("ROU", "drone")
    assert values["object_count"] == 1
    assert values["responses"] == ["scrambled"]


def test_details_of_the_following_sentences_belong_to_the_incident():
    text = (
        "A Russian drone violated Romanian airspace on Saturday. The drone stayed in Romanian"
        " airspace for about 50 minutes, flying 10 kilometres into the country. The ambassador"
        " was summoned. Allies discussed the case under Article 4."
    )
    values = only(text)
    assert (values["duration_min"], values["depth_km"]) == (50, 10)
    assert values["responses"] == ["article_4", "protest"]


def test_seconds_and_transponders():
    text = (
        "Two Russian aircraft, a Su-30 and an Il-78, entered Lithuanian airspace for 18 seconds on"
        " Thursday with transponders off."
    )
    values = only(text, "2025-10-23")
    assert (values["object_count"], values["model"]) == (2, "Su-30/Il-78")
    assert (values["duration_min"], values["is_transponding"]) == (0.3, False)


def test_response_that_did_not_happen_is_none():
    text = "Two drones entered Polish airspace on September 3. They were not shot down."
    assert only(text)["responses"] == []


def test_unknown_origin_stays_unknown():
    values = only("An unidentified drone violated Polish airspace on Friday.")
    assert (values["violator_iso3"], values["attribution"]) == (None, "unknown")


def test_suspicion_is_no_attribution():
    values = only("Finland suspects that two Russian aircraft violated its airspace on Friday.")
    assert (values["violator_iso3"], values["attribution"]) == ("RUS", "suspected")


def test_made_in_russia_is_not_sent_by_russia():
    values = only("A Russian-made missile fell in the Polish village of Przewodow on Friday.")
    assert (values["violated_state_iso3"], values["violator_iso3"]) == ("POL", None)


@pytest.mark.parametrize(
    "text",
    [
        "Around 25 balloons from Belarus entered Lithuanian airspace on Friday.",
        "Belarus launched about 25 balloons into Lithuanian airspace on Friday.",
        "Lithuania recorded about 25 balloons from Belarus on Friday.",
    ],
)
def test_balloons_come_from_where_they_were_launched(text):
    values = only(text)
    assert (values["violated_state_iso3"], values["violator_iso3"]) == ("LTU", "BLR")
    assert (values["object_type"], values["object_count"]) == ("balloon", 25)


def test_crash_in_a_state_at_peace_is_a_violation():
    text = "A Russian drone crashed in Latvia on Saturday after entering from Belarus."
    values = only(text, "2024-09-08")
    assert (values["violated_state_iso3"], values["occurred_stated"]) == ("LVA", "2024-09-07")


def test_drones_over_an_airport_are_a_sighting_without_a_violator():
    text = (
        "Copenhagen Airport was closed on Monday evening after two or three large drones were seen"
        " nearby."
    )
    values = only(text, "2025-09-23")
    assert (values["kind"], values["violator_iso3"]) == ("sighting", None)
    assert (values["violated_state_iso3"], values["occurred_stated"]) == ("DNK", "2025-09-22")
    assert values["responses"] == ["airport_closed"]


def test_encounter_over_the_sea_violates_no_state():
    text = "A Russian Su-27 struck a US MQ-9 Reaper drone over the Black Sea on March 14."
    values = only(text, "2023-03-15")
    assert values["kind"] == "dangerous_encounter"
    assert (values["violated_state_iso3"], values["violator_iso3"]) == (None, "RUS")
    assert (values["object_type"], values["model"]) == ("recon_aircraft", "MQ-9")
    assert (values["location_name"], values["where_precision"]) == ("Black Sea", "international")


@pytest.mark.parametrize(
    "text",
    [
        "Poland scrambled jets on Friday, but its airspace was not violated by drones.",
        "Russia denied on Friday that its jets had violated Estonian airspace.",
        "If Russian jets enter Polish airspace again, they will be shot down.",
        "It was the fifth violation of Estonian airspace by Russian jets this year.",
        "Belarus has sent balloons into Polish airspace three times in the last four days.",
        "Over the past year Russian drones repeatedly violated Romanian airspace.",
        "NATO jets were scrambled four times last week to escort Russian aircraft in international"
        " airspace over the Baltic Sea.",
        "Italian Eurofighters intercepted a Russian Il-20 over the Baltic Sea on Friday.",
        "Russian air defences shot down 12 drones over Russian territory on Friday.",
        "Ukraine shot down 15 of 19 drones that entered Ukrainian airspace on Friday.",
        "Three Russian border guards crossed the border into Estonia on Friday.",
        "Drone operators struck positions near the airport on Friday.",
    ],
)
def test_no_violation(text):
    assert [values for values in read(text) if values["kind"] == "violation"] == []


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Польща підняла винищувачі, повітряний простір не порушували.", "uk"),
        ("Истребители МиГ-31 совершили перелет без нарушения границ Эстонии 19 сентября.", "ru"),
    ],
)
def test_no_violation_in_ukrainian_and_russian(text, lang):
    assert read(text, lang=lang) == []


def test_undated_news_is_kept_undated_and_undated_background_is_not():
    news = "NATO said three Russian MiG-31s violated Estonian airspace for over ten minutes."
    assert only(news, "2025-09-23")["occurred_stated"] is None
    text = (
        "Three Russian jets violated Estonian airspace on Friday. Recently, a Russian drone"
        " entered Romanian airspace."
    )
    assert [values["violated_state_iso3"] for values in read(text)] == ["EST"]


def test_day_stated_with_the_violation_dates_the_incident_told_without_one():
    text = (
        "The Council condemned the violation of Estonian airspace on 19 September. Three armed"
        " Russian MiG-31 aircraft violated Estonian airspace for over ten minutes."
    )
    values = only(text, "2025-09-23")
    assert (values["occurred_stated"], values["object_count"]) == ("2025-09-19", 3)


def test_day_of_an_older_incident_is_not_taken_for_the_news():
    text = (
        "Two drones have violated Romanian airspace. The last time jets took off was when a drone"
        " entered its airspace on September 13."
    )
    found = {
        (values["occurred_stated"], values["object_count"]) for values in read(text, "2025-11-25")
    }
    assert ("2025-09-13", 2) not in found


def test_day_of_another_event_in_the_sentence_is_not_that_of_a_breach_it_recalls():
    text = (
        "Russia and Belarus began on Friday their joint strategic military exercises close to the"
        " borders of the alliance, days after the breach of Polish airspace by drones."
    )
    assert read(text) == []


def test_written_date_goes_before_overnight():
    text = "Two drones entered Polish airspace during an overnight attack on September 3."
    assert only(text, "2025-09-04")["occurred_stated"] == "2025-09-03"


def test_words_in_quotation_marks_belong_to_the_object():
    values = only("Moldova said two Russian “decoy” drones violated its airspace on Friday.")
    assert (values["violator_iso3"], values["object_count"]) == ("RUS", 2)


def test_two_states_two_claims():
    text = "On 10 September Russian drones violated Polish and Romanian airspace."
    assert {values["violated_state_iso3"] for values in read(text)} == {"POL", "ROU"}


def test_one_incident_told_twice_is_one_claim():
    text = (
        "Unidentified drones flew over a German air base on February 1. Bild said that roughly 23"
        " drones flew above the military airfield in Germany on February 1."
    )
    values = only(text, "2026-02-01")
    assert (values["object_count"], values["object_count_qualifier"]) == (23, "about")


@pytest.mark.skipif(not GOLDEN.is_file(), reason="the golden article is not beside the checkout")
def test_golden_article_has_one_encounter_and_no_undated_violation():
    values = only(GOLDEN.read_text(encoding="utf-8"), "2026-02-06")
    assert (values["kind"], values["occurred_stated"], values["time_precision"]) == (
        "dangerous_encounter",
        "2023-03",
        5,
    )


def test_time_grows_with_the_text_and_not_with_its_square():
    seed = "a Russian drone violated Estonian airspace and "
    spent = []
    for times in (200, 1600):
        reading = AnnotatedText(Document("t", seed * times, lang="en"))
        assert reading.sentences
        start = time.process_time()
        claims(reading)
        spent.append(time.process_time() - start)
    assert spent[1] < 40 * max(spent[0], 0.01)


PIECES = st.sampled_from(
    [
        *(
            "Russian",
            "drone",
            "three MiG-31s",
            "violated",
            "Polish airspace",
            "Estonia",
            "balloons",
        ),
        *("from Belarus", "on Friday", "for 12 minutes", "over", "the airport", ",", ".", "\n"),
        *("повітряний простір", "Польщі", "дрон", "\u200f", "\u200b", "🛩", "&nbsp;", "10"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_quote_stands_at_its_offsets(words, lang):
    text = " ".join(words)
    on = dt.date(2025, 9, 20)
    for claim in claims(AnnotatedText(Document("t", text, published_on=on, lang=lang))):
        assert claim.evidence
        for evidence in claim.evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.quote


def test_day_of_a_statement_is_not_that_of_an_older_incident():
    text = "The Russian drone that crashed in Latvia carried explosives, officials said on Friday."
    assert [each["occurred_stated"] for each in read(text)] == [None]


def test_news_told_with_the_day_of_its_statement_has_that_day():
    text = "Officials said on Friday that two Russian aircraft violated Lithuanian airspace."
    assert only(text)["occurred_stated"] == "2025-09-19"


def test_day_before_the_statement():
    text = (
        "Latvia's defence minister announced on Sunday that a Russian drone had crashed in Latvia"
        " a day earlier."
    )
    assert only(text, "2024-09-09")["occurred_stated"] == "2024-09-07"


def test_day_of_a_protest_is_not_that_of_the_violation():
    text = (
        "Estonia summoned a diplomat on September 8 after a Russian Mi-8 helicopter violated"
        " Estonian airspace. The airspace violation lasted four minutes on September 7."
    )
    assert only(text, "2025-09-09")["occurred_stated"] == "2025-09-07"


@pytest.mark.parametrize(
    "text",
    [
        "Three Iranian drones entered Jordanian airspace on Friday.",
        "Pakistan said 25 drones had violated Pakistani airspace on Friday.",
        "On Monday the minister said that balloons that fly into Polish airspace from Belarus"
        " serve smugglers.",
        "More and more balloons from Belarus have entered Polish airspace over the last weeks.",
    ],
)
def test_other_wars_and_habits_give_nothing(text):
    assert read(text) == []


def test_airspace_of_the_country_named_before():
    text = "Finland said two Russian aircraft flew into the country's territory on Friday."
    assert only(text)["violated_state_iso3"] == "FIN"


def test_drones_shot_down_in_an_airspace_entered_it_in_unknown_number():
    text = "Three Russian drones were shot down in Poland's airspace on Friday."
    values = only(text)
    assert (values["violated_state_iso3"], values["object_count"]) == ("POL", None)


def test_whole_goes_before_the_kinds_it_includes():
    text = (
        "Four Russian military aircraft, including two bombers and two fighter jets, violated"
        " Finnish airspace on Friday."
    )
    assert only(text)["object_count"] == 4


def test_missile_launched_by_a_state_was_sent_by_it():
    values = only(
        "Polish airspace was violated on Friday by a cruise missile launched by Russian"
        " long-range aviation."
    )
    assert values["violator_iso3"] == "RUS"


def test_object_identified_later_has_a_sender():
    text = (
        "A missile entered Polish airspace on Friday. The army confirmed that the object was a"
        " Russian missile."
    )
    assert only(text)["violator_iso3"] == "RUS"
    near = "A drone entered Polish airspace on Friday. Russian drones were attacking Ukraine then."
    assert only(near)["violator_iso3"] is None


def test_day_of_the_detection_dates_the_violation():
    text = (
        "Polish airspace was violated by a Russian missile. In the early hours of Friday, 19"
        " September, a missile was detected near the border."
    )
    assert only(text)["occurred_stated"] == "2025-09-19"


def test_news_stays_news_beside_dated_incidents_it_recalls():
    text = (
        "Two jets took off after two drones violated Romanian airspace. The last time this"
        " happened was on 13 August, when a Russian drone entered its airspace."
    )
    assert [(each["occurred_stated"], each["object_count"]) for each in read(text)] == [
        (None, 2),
        ("2025-08-13", 1),
    ]


@pytest.mark.parametrize(
    "text, lang",
    [
        ("A Russian Su-30 fighter jet and an Il-78 refueling tanker crossed into Lithuanian"
         " airspace on Friday.", "en"),
        ("У п'ятницю два російські літаки, винищувач Су-30 і літак-заправник Іл-78, вторглися в"
         " повітряний простір Литви.", "uk"),
    ],
)  # fmt: skip
def test_two_aircraft_named_apart_are_two(text, lang):
    values = only(text, lang=lang)
    assert (values["object_count"], values["model"]) == (2, "Su-30/Il-78")
    assert values["violator_iso3"] == "RUS"


def test_incursion_recalled_and_then_told_is_told():
    text = (
        "Lithuania lodged a protest on 17 September following an incursion into its airspace by a"
        " drone the previous week. A Russian drone entered Lithuanian airspace and remained there"
        " for three minutes."
    )
    values = only(text)
    assert (values["occurred_stated"], values["violated_state_iso3"]) == (None, "LTU")


def test_type_of_a_drone_is_not_where_it_is_from():
    text = "A {} drone entered Latvian airspace on Friday."
    assert only(text.format("Russian Shahed-type"))["violator_iso3"] == "RUS"
    assert only(text.format("Russian-type"))["violator_iso3"] is None
