"""Exchanges read from sentences of the kinds the parties and the press write; figures are real."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.document import Document
from pipelines.extraction.exchanges.claims import claims
from pipelines.extraction.text.annotation import AnnotatedText

GOLDEN = Path(__file__).resolve().parents[3] / "shared" / "data" / "golden" / "article.txt"


def read(text, published="2025-10-02", lang="en"):
    on = dt.date.fromisoformat(published) if published else None
    return claims(AnnotatedText(Document("t", text, published_on=on, lang=lang)))


def told(text, published="2025-10-02", lang="en"):
    """(day, to, category, count) of every claim."""
    return {
        tuple(claim.values[name] for name in ("exchanged_stated", "to_party", "category", "count"))
        for claim in read(text, published, lang)
    }


def both(day, category, count):
    return {(day, "UKR", category, count), (day, "RUS", category, count)}


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Ukraine exchanged 185 prisoners of war each on Thursday.",
        "Ukraine and Russia each freed 185 prisoners on Thursday, the ministry said.",
        "The sides carried out a prisoner swap on Thursday, 185 prisoners from each side.",
        "A 185-for-185 prisoner swap took place on Thursday.",
        "On 2 October 185 Ukrainian defenders came home; 185 Russian soldiers were freed too"
        " in the exchange.",
        "Russia handed over 185 Ukrainian soldiers on Thursday in exchange for 185 of its own"
        " soldiers, the Russian servicemen.",
        "In a prisoner exchange on Thursday Ukraine received 185 soldiers from Russia and handed"
        " over 185 in return.",
    ],
)
def test_both_directions_of_one_swap(text):
    assert told(text) == both("2025-10-02", "pow", 185)


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Росія та Україна 2 жовтня обмінялися полоненими у форматі 185 на 185.", "uk"),
        (
            "2 жовтня відбувся обмін полоненими: додому повернулися 185 захисників. Натомість"
            " Росії передано 185 військовослужбовців.",
            "uk",
        ),
        (
            "2 октября с подконтрольной киевскому режиму территории возвращены 185 российских"
            " военнослужащих. Взамен переданы 185 военнопленных ВСУ.",
            "ru",
        ),
        ("Россия и Украина 2 октября обменяли по 185 пленных.", "ru"),
    ],
)
def test_both_directions_in_ukrainian_and_russian(text, lang):
    assert told(text, lang=lang) == both("2025-10-02", "pow", 185)


def test_people_of_each_category_keep_their_direction():
    text = (
        "Ukraine brought home 185 soldiers and 20 civilians on Thursday in a prisoner exchange."
        " Russia received 185 servicemen and eight residents of Kursk region."
    )
    assert told(text) == {
        ("2025-10-02", "UKR", "pow", 185),
        ("2025-10-02", "UKR", "civilian", 20),
        ("2025-10-02", "RUS", "pow", 185),
        ("2025-10-02", "RUS", "civilian", 8),
    }


def test_total_of_its_own_parts_is_no_row():
    text = (
        "Kyiv said it had brought home 230 people on Wednesday, 224 soldiers and six civilians,"
        " in a prisoner swap."
    )
    assert told(text, "2024-01-03") == {
        ("2024-01-03", "UKR", "pow", 224),
        ("2024-01-03", "UKR", "civilian", 6),
    }


def test_total_for_both_sides_has_no_direction_and_its_own_basis():
    (claim,) = read("A total of 314 prisoners were exchanged on Thursday.", "2026-02-05")
    assert claim.values["to_party"] is None
    assert (claim.values["count"], claim.values["count_basis"]) == (314, "total")


def test_rounding_beside_exact_figures_is_left_out():
    text = (
        "More than 200 prisoners were freed by each side in an exchange on Wednesday. Russia said"
        " 248 servicemen were handed over by Ukraine."
    )
    assert told(text, "2024-01-03") == {("2024-01-03", "RUS", "pow", 248)}


def test_part_of_another_category_makes_its_whole_mixed():
    text = "On Monday Ukraine brought home 189 prisoners, including two civilians, in a swap."
    assert told(text, "2024-12-30") == {
        ("2024-12-30", "UKR", "unclear", 189),
        ("2024-12-30", "UKR", "civilian", 2),
    }


def test_open_figure_is_a_bound_and_no_count():
    (claim,) = read("On Thursday Ukraine received more than 150 soldiers in an exchange.")
    values = claim.values
    assert (values["count"], values["count_low"], values["count_qualifier"]) == (
        None,
        150,
        "at_least",
    )


@pytest.mark.parametrize(
    "text, lang, expected",
    [
        (
            "Ukraine received the bodies of 1,212 fallen soldiers from Russia on Wednesday, and"
            " Moscow got back 27 bodies.",
            "en",
            {("UKR", 1212), ("RUS", 27)},
        ),
        ("Russia handed over 1,212 bodies on Wednesday and received 27 in return.", "en",
         {("UKR", 1212), ("RUS", 27)}),
        ("11 червня в Україну повернули тіла 1212 полеглих захисників. Росії передали 27 тіл.",
         "uk", {("UKR", 1212), ("RUS", 27)}),
    ],
)  # fmt: skip
def test_remains(text, lang, expected):
    found = told(text, "2025-06-11", lang)
    assert found == {("2025-06-11", to, "remains", count) for to, count in expected}


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine and Russia agreed to exchange 1,000 prisoners each in the near future.",
        "Russia and Ukraine will exchange 1,200 prisoners of war each in the coming days.",
        "Since the start of the war Ukraine has brought home 7,000 people from captivity.",
        "Some 6,000 Ukrainian soldiers are still held in Russian captivity.",
        "Ukrainian forces captured 31 Russian soldiers on Thursday; a swap may follow.",
        "The sides exchanged fire on Thursday; 12 soldiers returned to Ukraine's rear.",
        "A plane carrying 65 Ukrainian prisoners of war to an exchange crashed on Wednesday.",
        "It was the 70th prisoner exchange since 2022, officials said on Thursday.",
        "Belarus freed 52 political prisoners on Thursday in a swap.",
        "Russia expressed readiness to return the remains of 3,000 Ukrainian soldiers.",
        "An agreement was reached on the 1,000 for 1,000 exchange, which ended on Thursday.",
        "Over three days Russia and Ukraine exchanged 1,000 prisoners each.",
    ],
)
def test_no_exchange_from_plans_totals_and_battle(text):
    assert told(text) == set()


@pytest.mark.parametrize(
    "text, lang",
    [
        ("Від початку війни додому повернулися 7 тисяч захисників.", "uk"),
        ("Сторони домовилися про обмін 1000 на 1000.", "uk"),
        ("За сутки сдались в плен 5 украинских военнослужащих.", "ru"),
        ("Стороны договорились обменять 1000 пленных на 1000.", "ru"),
    ],
)
def test_no_exchange_from_plans_and_totals_in_ukrainian_and_russian(text, lang):
    assert told(text, lang=lang) == set()


def test_news_without_a_date_stays_undated():
    text = "Ukraine said it had received the remains of 909 soldiers from Russia."
    assert told(text, "2025-05-16") == {(None, "UKR", "remains", 909)}


def test_news_takes_the_day_its_text_gives_the_exchange():
    text = (
        "Ukraine and Russia held a prisoner exchange on Thursday. President Zelensky thanked the"
        " mediators. The Russian ministry said 185 servicemen were returned from Ukraine."
    )
    assert told(text) == {("2025-10-02", "RUS", "pow", 185)}


def test_an_older_exchange_does_not_date_the_news():
    text = (
        "Russia and Ukraine have exchanged 103 prisoners of war each. On 24 August they"
        " exchanged 115 prisoners each."
    )
    found = told(text, "2024-09-14")
    assert found == both(None, "pow", 103) | both("2024-08-24", "pow", 115)


def test_undated_background_deep_in_a_text_is_left_out():
    text = "The front did not move. " * 40 + "Ukraine received 50 soldiers in an exchange."
    assert told(text) == set()


def test_mediators_are_named_only_where_the_text_says_so():
    text = (
        "Russia and Ukraine exchanged 146 prisoners of war each on Sunday. The United Arab"
        " Emirates and the United States provided mediation."
    )
    assert [claim.values["mediators"] for claim in read(text, "2025-08-24")] == [["ARE", "USA"]] * 2
    assert (
        read("Ukraine and Russia swapped 5 prisoners each on Sunday.")[0].values["mediators"] == []
    )


def test_over_belongs_to_handed_over():
    text = "In a prisoner exchange on Wednesday Moscow handed over 22 wounded Ukrainian soldiers."
    assert told(text, "2025-03-19") == {("2025-03-19", "UKR", "pow", 22)}


def test_case_tells_giver_from_receiver():
    assert told("11 червня Росія передала 1212 тіл.", "2025-06-11", "uk") == {
        ("2025-06-11", "UKR", "remains", 1212)
    }
    assert told("11 червня Росії передали 27 тіл.", "2025-06-11", "uk") == {
        ("2025-06-11", "RUS", "remains", 27)
    }


def test_return_of_people_is_told_by_those_who_have_them_back():
    text = "Kyiv reported the return of 185 soldiers and 20 civilians in an exchange on Thursday."
    assert told(text) == {
        ("2025-10-02", "UKR", "pow", 185),
        ("2025-10-02", "UKR", "civilian", 20),
    }


def test_state_that_returns_people_gives_no_total():
    text = "Russia returned 84 soldiers on Thursday in an exchange with Ukraine."
    assert all(claim.values["count_basis"] != "total" for claim in read(text, "2025-08-14"))


def test_same_people_named_more_exactly_later_keep_the_exact_name():
    text = (
        "Russia and Ukraine held a prisoner exchange on Thursday, each side releasing 84 captives."
        " The ministry said 84 Russian servicemen and 84 Ukrainian prisoners of war returned."
    )
    assert told(text, "2025-08-14") == both("2025-08-14", "pow", 84)


def test_third_states_people_go_nowhere():
    text = "In a prisoner exchange on Saturday Belarus released 123 prisoners to Ukraine."
    assert told(text, "2025-12-15") == set()


def test_day_of_the_report_dates_the_news_it_is_about():
    text = (
        "Состоялся 71-й обмен пленными. Об этом 5 февраля сообщил Координационный штаб. Из"
        " российского плена освобождены 150 военных."
    )
    assert told(text, "2026-02-05", "ru") == {("2026-02-05", "UKR", "pow", 150)}


def test_smaller_number_that_explains_the_one_before_is_no_row():
    text = "Russia released 215 prisoners of war, 205 Ukrainians and others, in a swap on Sept. 21."
    assert told(text, "2022-09-22") == {("2022-09-21", "UKR", "pow", 215)}


def test_month_of_may_is_no_maybe():
    text = "Kyiv and Moscow held a prisoner exchange on May 6, with 205 POWs freed from each side."
    assert told(text, "2025-05-06") == both("2025-05-06", "pow", 205)


@pytest.mark.skipif(not GOLDEN.is_file(), reason="the golden article is not beside the checkout")
def test_golden_article_keeps_parts_and_their_contradicting_total():
    found = told(GOLDEN.read_text(encoding="utf-8"), "2026-02-06")
    assert found == {
        ("2026-02-05", None, "unclear", 307),
        ("2026-02-05", "RUS", "pow", 157),
        ("2026-02-05", "RUS", "unclear", 3),
        ("2026-02-05", "UKR", "pow", 150),
        ("2026-02-05", "UKR", "civilian", 7),
    }


PIECES = st.sampled_from(
    [
        *("Ukraine", "Russia", "received", "handed over", "150", "twenty", "soldiers", "bodies of"),
        *("civilians", "each", "in return", "exchange", "on Thursday", ",", ".", ";", "Kyiv"),
        *("Київ", "обмін", "20 полонених", "Россия", "\u202e", "\u200b", "😀", "&amp;", "\n"),
    ]
)


@given(st.lists(PIECES, max_size=60), st.sampled_from(["en", "uk", "ru"]))
def test_every_quote_stands_at_its_offsets(words, lang):
    text = " ".join(words)
    for claim in read(text, lang=lang):
        assert claim.evidence
        for evidence in claim.evidence:
            assert text[evidence.char_start : evidence.char_end] == evidence.quote
        count = claim.values["count"] or claim.values["count_low"] or claim.values["count_high"]
        assert count is not None


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv and Moscow agreed to a 1,000-for-1,000 exchange of prisoners on Thursday.",
        "The first stage of the 1,000-for-1,000 prisoner exchange took place on Thursday.",
        "The prisoner exchange deal foresees the return of 6,000 bodies to Ukraine.",
        "The prisoner swap deal provides for 1,200 soldiers to return to Ukraine.",
    ],
)
def test_size_of_a_deal_is_no_exchange(text):
    assert told(text) == set()


def test_sum_of_years_is_no_exchange_in_ukrainian():
    text = (
        "За чотири роки штаб провів обміни полоненими, з російської неволі визволено"
        " понад 8 тисяч громадян."
    )
    assert told(text, lang="uk") == set()


def test_people_brought_out_of_captivity_are_ones_own_in_ukrainian():
    text = "Сьогодні відбувся обмін полоненими. З неволі визволено 150 військових."
    assert told(text, "2026-02-05", "uk") == {("2026-02-05", "UKR", "pow", 150)}


def test_same_day_is_that_of_the_sentence_before():
    text = (
        "A truce was declared on 19 April. On the same day a prisoner exchange was held,"
        " with Ukraine bringing home 277 of its service members."
    )
    assert told(text, "2025-04-21") == {("2025-04-19", "UKR", "pow", 277)}


def test_day_of_the_agreement_is_not_that_of_the_exchange():
    text = (
        "The prisoner exchange followed agreements reached on July 23."
        " Russia handed over 185 soldiers to Ukraine."
    )
    assert "2025-07-23" not in {day for day, *_ in told(text)}


def test_figure_a_day_after_another_has_no_day_of_its_own():
    text = (
        "In a prisoner exchange Ukraine returned two Russian soldiers to Russia on Friday,"
        " a day after Russia handed over eight Ukrainian soldiers."
    )
    assert all(count != 8 for *_, count in told(text))


def test_month_named_for_a_figure_keeps_it_from_the_day_before_it():
    text = (
        "31 января состоялся обмен пленными, в Россию вернулись 195 российских военнослужащих."
        " В начале января из плена вернулись 248 российских военных."
    )
    assert told(text, "2024-02-08", "ru") == {("2024-01-31", "RUS", "pow", 195)}


def test_part_without_its_whole_is_left_out():
    text = (
        "The bodies of fallen Ukrainian soldiers came home in an exchange on Thursday."
        " Among those returned are the bodies of five Ukrainian servicemen."
    )
    assert told(text) == set()


def test_known_people_keep_the_day_of_their_exchange():
    text = (
        "On September 30 Russia and Ukraine exchanged 75 prisoners each."
        " The 75 Russian soldiers freed from captivity arrived in Moscow on October 1."
    )
    assert told(text) == both("2025-09-30", "pow", 75)


def test_one_number_for_soldiers_and_civilians_is_of_no_category():
    text = "In a prisoner exchange on Thursday Ukraine brought home 230 soldiers and civilians."
    assert told(text) == {("2025-10-02", "UKR", "unclear", 230)}


def test_civilian_sailors_are_civilians():
    text = "In a prisoner exchange on Thursday Ukraine brought home 19 civilian sailors."
    assert told(text) == {("2025-10-02", "UKR", "civilian", 19)}


def test_repatriation_dates_the_bodies_of_the_next_sentence():
    text = "Сьогодні, 20 листопада, відбулися репатріаційні заходи. В Україну повернуто 1000 тіл."
    assert told(text, "2025-11-20", "uk") == {("2025-11-20", "UKR", "remains", 1000)}


def test_total_of_both_sides_is_no_row_beside_the_sides():
    text = (
        "Russia and Ukraine exchanged the remains of 802 fallen soldiers on Friday. Moscow"
        " received the bodies of 45 soldiers. Kyiv said the remains of 757 Ukrainian servicemen"
        " were returned."
    )
    assert told(text, "2025-02-14") == {
        ("2025-02-14", "RUS", "remains", 45),
        ("2025-02-14", "UKR", "remains", 757),
    }


def test_people_of_an_exchange_of_prisoners_of_war_are_prisoners_of_war():
    text = (
        "An exchange of prisoners of war took place on Wednesday. Kyiv released 195 people,"
        " the Russian Ministry of Defence said. Moscow released 207 people."
    )
    assert told(text, "2024-01-31") == {
        ("2024-01-31", "RUS", "pow", 195),
        ("2024-01-31", "UKR", "pow", 207),
    }


def test_swap_that_took_place_on_a_day_dates_the_figures_before_it():
    text = (
        "Russia and Ukraine have exchanged 150 prisoners from each side. The swap took place on"
        " Monday, the ministry said. Zelensky said that 189 Ukrainians returned home, including"
        " servicemen and two civilians."
    )
    assert told(text, "2024-12-31") == both("2024-12-30", "pow", 150) | {
        ("2024-12-30", "UKR", "unclear", 189),
        ("2024-12-30", "UKR", "civilian", 2),
    }


def test_ranks_named_in_one_breath_are_one_figure():
    text = (
        "Ukraine and Russia exchanged prisoners. \u201cToday 213 soldiers and sergeants, 11"
        " officers and six civilians returned home. I thank everyone,\u201d wrote Ukrainian"
        " President Volodymyr Zelensky."
    )
    assert told(text, "2024-01-03") == {
        ("2024-01-03", "UKR", "pow", 224),
        ("2024-01-03", "UKR", "civilian", 6),
    }


def test_second_side_without_verb_and_noun():
    text = (
        "On May 31 the bodies of fallen soldiers were exchanged, with Ukraine retrieving 212 and"
        " Russia 45."
    )
    assert told(text, "2024-06-01") == {
        ("2024-05-31", "UKR", "remains", 212),
        ("2024-05-31", "RUS", "remains", 45),
    }


def test_same_number_goes_the_other_way():
    text = (
        "In an exchange on Thursday Russia freed 303 Ukrainian prisoners of war for the same number"
        " of Russian soldiers."
    )
    assert told(text) == both("2025-10-02", "pow", 303)


def test_day_a_long_exchange_began_is_not_its_day():
    text = (
        "Russia and Ukraine have completed a prisoner swap, exchanging 303 prisoners each. The"
        " exchange, which started on Tuesday, was agreed upon in Turkey."
    )
    assert told(text) == both(None, "pow", 303)


@pytest.mark.parametrize(
    "text, lang, expected",
    [
        (
            "Russia and Ukraine exchanged prisoners of war on Thursday. Moscow has returned 115"
            " fighters from Kyiv-controlled territory and in exchange handed over the same number"
            " of prisoners.",
            "en",
            both("2025-10-02", "pow", 115),
        ),
        (
            "On Thursday Russia returned 49 captured soldiers of the Ukrainian Armed Forces as part"
            " of an exchange.",
            "en",
            {("2025-10-02", "UKR", "pow", 49)},
        ),
        (
            "2 жовтня відбувся обмін полоненими: додому повернулися 185 захисників. Із захисниками"
            " також повертаються цивільні – 20 наших людей.",
            "uk",
            {("2025-10-02", "UKR", "pow", 185), ("2025-10-02", "UKR", "civilian", 20)},
        ),
        (
            "2 жовтня додому повернулися 200 захисників у межах обміну військовополоненими."
            " Наступний обмін може відбутись за формулою 300 на 300.",
            "uk",
            {("2025-10-02", "UKR", "pow", 200)},
        ),
    ],
)
def test_whose_people_and_how_many_the_other_way(text, lang, expected):
    assert told(text, lang=lang) == expected


def test_return_of_people_for_people_is_an_exchange_without_the_word():
    text = (
        "Ukraine brought home 45 soldiers and two civilians on October 2 in return for 45 Russian"
        " servicemen."
    )
    assert told(text) == both("2025-10-02", "pow", 45) | {("2025-10-02", "UKR", "civilian", 2)}
