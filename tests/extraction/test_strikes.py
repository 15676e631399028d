"""What bulletins, posts and articles say of a strike: sentences written here in their form."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from pipelines.extraction.document import Claim, Document
from pipelines.extraction.strikes.claims import claims, period_of
from pipelines.extraction.text.annotation import AnnotatedText
from pipelines.extraction.text.dates import KYIV
from pipelines.staging.tables.windows import window
from pipelines.vocabulary import windows

FIGURES = (
    *("launched", "shot_down", "suppressed", "shot_down_or_suppressed", "not_reached_target"),
    *("still_airborne", "left_airspace", "hits", "hit_locations", "debris_locations"),
    *("killed", "injured", "jet_powered"),
)


def read(text: str, published: str = "2026-02-05T06:30+00:00", lang: str = "uk") -> list[Claim]:
    moment = datetime.fromisoformat(published)
    at, on = (moment, None) if moment.tzinfo else (None, moment.date())
    return claims(AnnotatedText(Document("d", text, at, on, lang=lang)))


def figures(text: str, published: str = "2026-02-05T06:30+00:00", lang: str = "uk") -> list[str]:
    """One line a claim: night attacker class figures."""
    return sorted(
        " ".join(
            [
                str(claim.values["night_of"] or "-"),
                str(claim.values["attacker_iso3"]),
                str(claim.values["weapon_class"]),
                *(f"{name}={claim.values[name]}" for name in FIGURES if name in claim.values),
            ]
        )
        for claim in read(text, published, lang)
    )


BULLETIN = """⚡️ ЗБИТО/ПОДАВЛЕНО 156 ВОРОЖИХ БПЛА
У ніч на 5 лютого (з 18:00 4 лютого) противник атакував 2-ма балістичними ракетами Іскандер-М
з Брянської обл. та 183-ма ударними БпЛА типу Shahed, Гербера і безпілотниками інших типів із
напрямків: Курськ, Орел – рф, Чауда – ТОТ АР Крим, близько 110 із них – «шахеди».

💥 За попередніми даними, станом на 08:00, ППО збито/подавлено 156 ворожих БпЛА.

Зафіксовано влучання ракет та ударних БпЛА на 16 локаціях, а також падіння уламків на 7 локаціях.
"""


def test_a_night_bulletin_is_read_whole() -> None:
    drones, missiles = read(BULLETIN)[1], read(BULLETIN)[0]
    assert missiles.values["weapons"] == ["iskander-m"]
    assert missiles.values["launched"] == 2
    assert missiles.values.get("shot_down_or_suppressed") is None
    assert drones.values["launched"] == 183
    assert drones.values["shot_down_or_suppressed"] == 156
    assert drones.values["hit_locations"] == 16
    assert drones.values["debris_locations"] == 7
    assert drones.values["night_of"] == date(2026, 2, 5)
    assert drones.values["period"] == "night"
    assert drones.values["window_start_at"] == datetime(2026, 2, 4, 16, tzinfo=UTC)
    assert drones.values["window_end_at"] == datetime(2026, 2, 5, 6, tzinfo=UTC)
    assert drones.values["launch_areas"] == ["Курськ", "Орел", "Чауда", "АР Крим"]
    assert drones.values["flags"] == []


def test_every_figure_has_its_quote() -> None:
    for claim in read(BULLETIN):
        cited = {item.field: item for item in claim.evidence}
        for name in FIGURES:
            if name in claim.values:
                assert str(claim.values[name]) in cited[name].quote
        for item in claim.evidence:
            assert BULLETIN[item.char_start : item.char_end] == item.quote


def test_a_header_that_contradicts_its_body_is_flagged() -> None:
    text = """ЗБИТО/ПОДАВЛЕНО 90 ЦІЛЕЙ ПРОТИВНИКА
У ніч на 5 лютого противник атакував 120 БпЛА та 4 крилатими ракетами «Калібр».
Збито/подавлено 101 ціль:
- 98 БпЛА;
- 3 крилаті ракети «Калібр»."""
    assert figures(text) == [
        "2026-02-05 RUS cruise_missile launched=4 shot_down_or_suppressed=3",
        "2026-02-05 RUS drone launched=120 shot_down_or_suppressed=98",
    ]
    assert all(claim.values["flags"] == ["header_contradicts_body"] for claim in read(text))


def test_a_regional_command_gives_a_regional_tally() -> None:
    [claim] = read("Повітряне командування «Південь»: у ніч на 5 лютого знищено 14 шахедів.")
    assert claim.values["scope"] == "regional"
    assert claim.values["flags"] == ["regional_tally"]


def test_open_figures_keep_their_qualifier() -> None:
    [claim] = read("У ніч на 5 лютого ворог випустив понад 200 ударних безпілотників.")
    assert (claim.values["launched"], claim.values["launched_qualifier"]) == (200, "at_least")


def test_a_window_after_midnight_belongs_to_the_day_it_was_posted_for() -> None:
    text = "В период с 20.00 до 23.00 мск дежурными средствами ПВО уничтожены 57 украинских БпЛА."
    [claim] = read(text, "2026-03-01T21:24+00:00", "ru")
    assert claim.values["night_of"] == date(2026, 3, 1)
    assert claim.values["window_end_at"] == datetime(2026, 3, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "У ніч на 5 лютого ворог атакував трьома ракетами Іскандер-М і дванадцятьма шахедами. "
            "Знищено 10 із 12 шахедів.",
            ["ballistic_missile launched=3", "drone launched=12 shot_down=10"],
        ),
        (
            "У ніч на 5 лютого (із 20.00 4 лютого) противник атакував 90-ма БпЛА. Станом на 09.00 "
            "підтверджено збиття 52 БпЛА; 30 безпілотників – локаційно втрачені, ще 2 перебувають "
            "у повітряному просторі, один БпЛА повернувся на територію рф.",
            [
                "drone launched=90 shot_down=52 not_reached_target=30 still_airborne=2 "
                "left_airspace=1"
            ],
        ),
        (
            "Цієї ночі ворог атакував 27-ма шахедами. Збито 20.",
            ["drone launched=27 shot_down=20"],
        ),
        (
            "У ніч на 5 лютого ворог застосував 29 «шахедів» та ракету Х-59. Усі цілі збито.",
            ["drone launched=29 shot_down=29", "missile launched=1 shot_down=1"],
        ),
        (
            "Протягом дня 5 лютого (з 08:00 до 18:00) противник атакував 120-ма БпЛА (40 із них – "
            "реактивні). Збито/подавлено 100 БпЛА, з них 20 реактивних.",
            ["drone launched=120 shot_down_or_suppressed=100 jet_powered=40"],
        ),
        (
            "У ніч на 5 лютого ворог атакував 6-ма ракетами (4 Х-59 та 2 Іскандер-М) і 78-ма БпЛА.",
            ["ballistic_missile launched=2", "drone launched=78", "missile launched=4"],
        ),
        (
            "У ніч на 5 лютого виявлено 55 засобів повітряного нападу – 15 ракет та 40 БпЛА:\n"
            "- 9 крилатих ракет Х-101;\n- 6 крилатих ракет «Калібр»;\n- 40 БпЛА.\n"
            "ППО збила/подавила 44 цілі – 12 ракет та 32 БпЛА:\n"
            "- 7 крилатих ракет Х-101;\n- 5 крилатих ракет «Калібр»;\n- 32 БпЛА.",
            [
                "cruise_missile launched=6 shot_down_or_suppressed=5",
                "cruise_missile launched=9 shot_down_or_suppressed=7",
                "drone launched=40 shot_down_or_suppressed=32",
            ],
        ),
        (
            "05.02.2026\n(07.00)\n\nЗНИЩЕНО:\n- 38 ударних БПЛА \"Shahed-136/131\"\n"
            "- один розвідувальний БПЛА\n- 7 крилатих ракет\nХ-101/Х-555\n\nПовітряні Сили",
            ["cruise_missile shot_down=7", "drone shot_down=38", "recon_drone shot_down=1"],
        ),
        (
            "ЗНИЩЕНО 14 «ШАХЕДІВ»\nУ ніч на 5 лютого зафіксовано до 17 пусків ударних БпЛА.",
            ["drone launched=17 shot_down=14"],
        ),
        (
            "У ніч на 5 лютого запущено 141 ударний БпЛА, 18 балістичних ракет та 35 крилатих. "
            "Знешкоджено 130 БпЛА, 29 крилатих ракет і 12 балістичних.",
            [
                "ballistic_missile launched=18 shot_down_or_suppressed=12",
                "cruise_missile launched=35 shot_down_or_suppressed=29",
                "drone launched=141 shot_down_or_suppressed=130",
            ],
        ),
        (
            "Протягом ночі (з 00:00 5 лютого) противник атакує 27-ма БпЛА. Усі збито.",
            ["drone launched=27 shot_down=27"],
        ),
        (
            "Із вечора 4 лютого по 4 ранку 5 лютого росія атакувала 17-ма дронами. "
            "16 з 17 знищено.",
            ["drone launched=17 shot_down=16"],
        ),
        (
            "Вночі збито 20 БпЛА на Одещині, 8 БпЛА на Миколаївщині.",
            ["drone shot_down=28"],
        ),
        (
            "Знешкоджено 60 засобів: 35 збито, 25 – локаційно втрачені:\n"
            "- 30 БпЛА збито, 25 – локаційно втрачені;\n- 5 крилатих ракет збито.",
            ["cruise_missile shot_down=5", "drone shot_down=30 not_reached_target=25"],
        ),
    ],
)  # fmt: skip
def test_ukrainian_bulletins(text: str, expected: list[str]) -> None:
    assert figures(text) == [f"2026-02-05 RUS {line}" for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "В течение прошедшей ночи дежурными средствами ПВО перехвачены и уничтожены 77 "
            "украинских БпЛА: ▫️ **42** – над территорией **Саратовской области**, ▫️ **35** – над "
            "территорией Республики Крым.",
            ["drone shot_down=77"],
        ),
        (
            "Сегодня ночью пресечена попытка киевского режима атаковать пятью БпЛА. Четыре "
            "украинских БпЛА уничтожены средствами ПВО. Еще один подавлен средствами РЭБ.",
            ["drone launched=5 shot_down=4 suppressed=1"],
        ),
        (
            "Этой ночью уничтожены два БпЛА над территорией Брянской области. Еще один украинский "
            "БпЛА сбит над территорией Калужской области.",
            ["drone shot_down=3"],
        ),
        (
            "Сегодня над территорией Курской области уничтожены две ракеты «Точка-У», три снаряда "
            "РСЗО и подавлены средствами РЭБ шесть БпЛА.",
            ["ballistic_missile shot_down=2", "drone suppressed=6"],
        ),
        (
            "За ночь над территорией Белгородской области уничтожены **два**, Курской области "
            "**один**, Воронежской области **семь** БпЛА.",
            ["drone shot_down=10"],
        ),
        (
            "За ночь уничтожены: четыре БПЛА – над Белгородской областью, два – над Брянской, "
            "один – над Калужской областью.",
            ["drone shot_down=7"],
        ),
        (
            "Украинский БпЛА уничтожен над территорией Курской области. Пострадавших нет.",
            ["drone shot_down=1 injured=0"],
        ),
        (
            "Этой ночью пресечена попытка атаки с применением 35 БпЛА. Дежурными средствами ПВО 22 "
            "украинских БпЛА уничтожены и 13 перехвачены над территорией Тульской области.",
            ["drone launched=35 shot_down=35"],
        ),
    ],
)
def test_russian_posts(text: str, expected: list[str]) -> None:
    assert figures(text, lang="ru") == [f"2026-02-05 UKR {line}" for line in expected]


def test_shares_are_not_added_where_the_text_breaks_off() -> None:
    text = "Ночью уничтожены: 4 БпЛА над Курской областью, 7 БпЛА над Брянской областью, 3 БпЛ"
    assert figures(text, lang="ru") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Overnight Russia sent 450 drones and more than 60 missiles, Kyiv's air force said; "
            "its "
            "crews stopped 38 of the missiles.",
            ["RUS drone launched=450", "RUS missile launched=60 shot_down=38"],
        ),
        (
            "The Ukrainian Air Force said it downed 26 of 31 drones overnight, while five others "
            "failed to reach their targets.",
            ["RUS drone launched=31 shot_down=26 not_reached_target=5"],
        ),
        (
            "Russia launched 80 drones overnight, of which 61 were shot down or suppressed and 17 "
            "were lost, according to the air force.",
            ["RUS drone launched=80 shot_down_or_suppressed=61 not_reached_target=17"],
        ),
        (
            "Air defences destroyed a missile and 18 of the drones that Russia fired overnight.",
            ["RUS drone shot_down=18", "RUS missile shot_down=1"],
        ),
        (
            "Overnight 12 drones and one Kh-59 missile launched by Russia were destroyed.",
            ["RUS drone shot_down=12", "RUS missile shot_down=1"],
        ),
        (
            "Russia's defence ministry said 54 Ukrainian drones were downed overnight, including "
            "34 "
            "over the Krasnodar region and four over the Sea of Azov.",
            ["UKR drone shot_down=54"],
        ),
        (
            "Moscow accused Ukraine of launching more than 150 drones overnight.",
            ["UKR drone launched=150"],
        ),
        (
            "Russia fired 90 drones overnight. In Kharkiv, two drones hit a school, wounding five.",
            ["RUS drone hits=2 injured=5", "RUS drone launched=90"],
        ),
        (
            "Kyiv's crews downed 61 drones overnight and another 22 failed to reach their targets.",
            ["RUS drone shot_down=61 not_reached_target=22"],
        ),
        (
            "Russia sent 90 weapons overnight, including 12 cruise missiles and 78 drones. Of "
            "these, 70 were shot down.",
            ["RUS cruise_missile launched=12", "RUS drone launched=78"],
        ),
        (
            "Russia fired 50 drones and six missiles overnight, with two missiles and 40 drones "
            "shot down.",
            ["RUS drone launched=50 shot_down=40", "RUS missile launched=6 shot_down=2"],
        ),
        (
            "Two missiles destroyed a granary overnight after Russia launched 19 drones.",
            ["RUS drone launched=19"],
        ),
        (
            "Russia attacked overnight with 200 missiles and drones.",
            ["RUS air_target launched=200"],
        ),
        (
            "Russia launched 31 drones overnight. All the drones were shot down by Ukraine.",
            ["RUS drone launched=31 shot_down=31"],
        ),
    ],
)
def test_english_press(text: str, expected: list[str]) -> None:
    assert figures(text, lang="en") == [f"2026-02-05 {line}" for line in expected]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Since January 1, Russia has launched over 1,100 drones and 50 missiles at Ukraine.",
        ),
        ("en", "Russia launched 5,131 drones at Ukraine in December."),
        ("en", "Russia could launch up to 1,000 drones a night, officials warned."),
        ("en", "Ukraine plans to build 4 million drones and wants 300 missiles."),
        ("en", "Police counted 12 drones over Copenhagen airport on Monday evening."),
        ("en", "Poland shot down four of 20 Russian drones that violated its airspace overnight."),
        ("en", "A Russian jet intercepted a U.S. drone over the Black Sea near Crimea overnight."),
        ("en", "A missile and drone attack hit the city overnight."),
        ("en", "Two years ago Russia fired 81 missiles at Ukraine."),
        ("uk", "За тиждень ворог застосував проти України понад 1100 дронів та 50 ракет."),
        ("uk", "Група з 3 шахедів на Сумщині, курсом на південь."),
        ("uk", "06.02.2026\n04.02.2026\nЗНИЩЕНО:\n- 8 БПЛА\n- 1 ракета"),
        ("uk", "Втрати ворога\nсічень 2026\n\nЗНИЩЕНО:\n- 503 БПЛА"),
        ("uk", "Внаслідок атаки безпілотника сталася пожежа на нафтобазі."),
        ("uk", "Уряд виділив кошти на 20 тисяч дронів."),
        ("uk", "Станом на 8.00 ударних БпЛА не зафіксовано."),
        ("uk", "Вночі на трасі водій збив лося."),
        ("uk", "Втрати противника за добу: 1510 осіб, 45 БпЛА, 3 крилаті ракети."),
        ("ru", "Всего с начала проведения операции уничтожено 84512 беспилотных аппаратов."),
        ("ru", "Сводка Министерства обороны. За неделю сбиты 12 авиабомб и 900 БпЛА."),
    ],
)
def test_what_is_no_event_yields_nothing(lang: str, text: str) -> None:
    assert figures(text, lang=lang) == []


def test_a_model_named_without_number_is_no_zero() -> None:
    text = "У ніч на 5 лютого противник атакував ракетами Іскандер-М та 168 БпЛА."
    missile = next(claim for claim in read(text) if claim.values["weapons"] == ["iskander-m"])
    assert "launched" not in missile.values


def test_people_hurt_in_a_region_make_a_claim_of_their_own() -> None:
    text = (
        "On February 4, 2026, envoys met. Russian strikes injured three in the Kyiv region even as"
        " they talked, and that night Russia launched 183 drones."
    )
    hurt = next(claim for claim in read(text, lang="en") if "injured" in claim.values)
    assert hurt.values["target_regions"] == ["UA32"]
    assert hurt.values["injured"] == 3
    assert hurt.values["weapon_class"] is None


RUSSIAN_POST = "В течение прошедшей ночи дежурными средствами ПВО "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # one figure for each of several areas, no total stated
        (
            RUSSIAN_POST + "уничтожены 16 БпЛА над территорией Ростовской области. "
            "По 15 БпЛА сбиты над Самарской и Саратовской областями.",
            ["2026-02-05 UKR drone shot_down=46"],
        ),
        # a share per area beside a total over the whole country
        (
            "За прошедшую ночь расчёты ПВО уничтожили восемь украинских БпЛА над регионами России. "
            "По три БпЛА сбили над Ростовской и Брянской областями.",
            ["2026-02-05 UKR drone shot_down=8"],
        ),
        # where each stopped drone was noticed is no launch
        (
            RUSSIAN_POST + "уничтожены 36 украинских БпЛА. Зафиксированы БпЛА: "
            "над Брянской областью – 24 БпЛА, над Курской – 12 БпЛА.",
            ["2026-02-05 UKR drone shot_down=36"],
        ),
        # "most of" and "three quarters of" are no number
        (
            "Ночью враг выпустил дроны по Украине, удалось сбить большинство дронов. "
            "Уничтожено 17 из 22 БпЛА, сообщили Воздушные силы ВСУ.",
            ["2026-02-05 RUS drone launched=22 shot_down=17"],
        ),
        # what goes on after "also" goes on to the end of its sentence
        (
            RUSSIAN_POST + "уничтожены 70 БпЛА над Республикой Крым. Ещё 43 БпЛА над "
            "Краснодарским краем и один над Волгоградской областью.",
            ["2026-02-05 UKR drone shot_down=114"],
        ),
        # one over a region is a share like the others
        (
            RUSSIAN_POST + "над Крымом был сбит вражеский БпЛА. Кроме того, уничтожены два БпЛА "
            "над территорией Белгородской, семь над Ростовской областями.",
            ["2026-02-05 UKR drone shot_down=10"],
        ),
        # a capital named for its government is no place that is attacked
        (
            "Киев пытался атаковать объекты на территории России с помощью шести БпЛА. "
            "Все БпЛА сбиты.",
            ["2026-02-05 UKR drone launched=6 shot_down=6"],
        ),
        # nobody hurt, said of the one attack the post tells of
        (
            RUSSIAN_POST + "уничтожены 2 украинских БпЛА. Пострадавших и разрушений нет.",
            ["2026-02-05 UKR drone shot_down=2 injured=0"],
        ),
    ],
)
def test_shares_of_areas_and_stated_zeros_in_russian(text: str, expected: list[str]) -> None:
    assert figures(text, lang="ru") == expected


def test_a_share_each_whose_areas_are_not_listed_adds_up_to_nothing() -> None:
    text = RUSSIAN_POST + (
        "уничтожены 16 БпЛА над территорией Ростовской области. "
        "По 15 БпЛА сбиты в нескольких областях. Один БпЛА сбит над Тульской областью."
    )
    assert figures(text, lang="ru") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "У ніч на 5 лютого (із 20.00 4 лютого) ворог атакував рекордною кількістю БпЛА – 273 "
            "одиниці. Станом на 08.00 підтверджено збиття 88 БпЛА, втрачено локаційно - 128.",
            ["2026-02-05 RUS drone launched=273 shot_down=88 not_reached_target=128"],
        ),
        (
            "Вночі 5 лютого окупанти атакували Україну дронами Shahed-136. "
            "Всього зафіксовано 43 пуски. 37 із них знищено.",
            ["2026-02-05 RUS drone launched=43 shot_down=37"],
        ),
        (
            "У ніч на 5 лютого противник атакував 94 БпЛА. ППО збито, або подавлено 84 БпЛА.",
            ["2026-02-05 RUS drone launched=94 shot_down_or_suppressed=84"],
        ),
        (
            "У ніч на 5 лютого сили оборони знищили 81 дрон «шахед» з 112, які застосував ворог.",
            ["2026-02-05 RUS drone launched=112 shot_down=81"],
        ),
        # a list under the sum of all kinds: the sum's verb governs it, not the last share's
        (
            "У ніч на 5 лютого противник атакував:\n- 47 БпЛА Shahed;\n- 4 ракетами «Калібр».\n"
            "Знешкоджено 45 засобів: 24 збито вогневими засобами, 21 — локаційно втрачені.\n"
            "- 21 БпЛА збито, 21 — локаційно втрачені;\n- 3 крилаті ракети «Калібр».",
            [
                "2026-02-05 RUS cruise_missile launched=4 shot_down_or_suppressed=3",
                "2026-02-05 RUS drone launched=47 shot_down=21 not_reached_target=21",
            ],
        ),
        ("Момент збиття «шахеда» дроном-перехоплювачем. Відео бригади.", []),
    ],
)
def test_rarer_forms_of_ukrainian_bulletins(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Within a week, Russia used nearly 900 guided bombs and 300 drones on Ukraine.", []),
        ("This week Russia launched 1,270 drones at Ukraine, Zelensky said.", []),
        (
            "Russia launched 16 drones overnight, 11 of which were destroyed by the Ukrainian "
            "air force.",
            ["2026-02-05 RUS drone launched=16 shot_down=11"],
        ),
        (
            "Russia launched 54 drones at Ukraine overnight. Almost all of them were shot down.",
            ["2026-02-05 RUS drone launched=54"],
        ),
        (
            "Russia launched 29 drones at Ukraine overnight and all 29 were shot down, the air "
            "force said. The governor of Kherson said air defences downed eight drones there.",
            ["2026-02-05 RUS drone launched=29 shot_down=29"],
        ),
        (
            "Russia launched 127 missiles and 109 drones overnight, and 102 missiles and 99 drones "
            "were downed.",
            [
                "2026-02-05 RUS drone launched=109 shot_down=99",
                "2026-02-05 RUS missile launched=127 shot_down=102",
            ],
        ),
        (
            "Ukraine shot down 28 out of 32 drones and four out of eight missiles overnight. "
            "Russia launched four missiles at Odesa.",
            [
                "2026-02-05 RUS drone launched=32 shot_down=28",
                "2026-02-05 RUS missile launched=8 shot_down=4",
            ],
        ),
        (
            "Russian air defence destroyed eight drones overnight. In late August it claimed to "
            "have destroyed 42 drones in one night.",
            ["2026-02-05 UKR drone shot_down=8"],
        ),
        # the speaker acts, not the side that describes the munitions
        (
            "“A total of 40 means of enemy air attack were recorded overnight,” the Ukrainian air "
            "force said, adding it destroyed eight missiles.",
            ["2026-02-05 RUS missile shot_down=8"],
        ),
        (
            "Overnight, 124 Ukrainian aircraft-type unmanned aerial vehicles were destroyed, the "
            "Russian Defense Ministry said.",
            ["2026-02-05 UKR drone shot_down=124"],
        ),
        (
            "Russia launched 29 drones at Ukraine overnight, the air force said. Russian attacks "
            "killed one person and injured 13 over the past day.",
            ["2026-02-05 RUS drone launched=29"],
        ),
    ],
)
def test_what_an_article_adds_around_the_night(text: str, expected: list[str]) -> None:
    assert figures(text, lang="en") == expected


def test_kyiv_among_regions_is_the_region() -> None:
    text = "Ukraine shot down 27 Russian drones overnight over the Kyiv, Poltava and Sumy regions."
    assert read(text, lang="en")[0].values["target_regions"] == ["UA32", "UA53", "UA59"]


def test_people_hurt_elsewhere_do_not_place_the_attack() -> None:
    text = (
        "Russian strikes injured three in the Kyiv region even as talks went on, and overnight "
        "Russia launched 183 drones and 2 missiles."
    )
    regions = {
        claim.values["weapon_class"]: claim.values["target_regions"]
        for claim in read(text, lang="en")
    }
    assert regions == {"drone": [], "missile": [], None: ["UA32"]}


def test_a_local_post_is_placed_in_the_one_region_it_names() -> None:
    text = (
        "Бійці ПвК «Схід» збили над областю 9 БпЛА. На Дніпропетровщині минулося без постраждалих."
    )
    assert [claim.values["target_regions"] for claim in read(text)] == [["UA12"]]


def test_the_period_of_a_window_is_that_of_a_table_row() -> None:
    starts = [datetime(2026, 2, 4, hour, 30, tzinfo=KYIV) for hour in range(24)]
    lengths = [timedelta(hours=hours) for hours in (-1, 0, 2, 5, 11, 14, 19, 20, 26, 30, 31, 50)]
    spans = [(start, start + length) for start in starts for length in lengths]
    form = "%Y-%m-%d %H:%M"
    frame = pl.DataFrame(
        {
            "start": [f"{start:{form}}" for start, _ in spans],
            "end": [f"{end:{form}}" for _, end in spans],
        }
    )
    table = frame.select(windows.period(window("start", "end"))).to_series().to_list()
    assert [period_of(start, end) for start, end in spans] == table


def test_two_hours_of_an_evening_in_moscow_are_day_or_night_by_the_hours_in_kyiv() -> None:
    post = "С {} до {} мск 4 февраля дежурными средствами ПВО уничтожены 5 украинских БпЛА."
    assert read(post.format("18.00", "18.30"), lang="ru")[0].values["period"] == "day"
    assert read(post.format("20", "23 часов"), lang="ru")[0].values["period"] == "night"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The year stands behind "and in the morning": it dates the night and is no date itself.
        (
            "У ніч на 26 серпня та зранку 2024 року ворог застосував 109 ударних БпЛА. Збито 99.",
            ["2024-08-26 RUS drone launched=109 shot_down=99"],
        ),
        # A headline of the night tells no more than the body that gives the hour.
        (
            "ЗНИЩЕНО 18 РАКЕТ ЗА НІЧ\nО 3:30 16 травня окупанти атакували 18 ракетами. Зокрема "
            "6 аеробалістичними ракетами «Кинджал» та 12 крилатими ракетами «Калібр». Усі 18 "
            "ракет знищено.",
            [
                "2024-05-16 RUS aeroballistic_missile launched=6 shot_down=6",
                "2024-05-16 RUS cruise_missile launched=12 shot_down=12",
            ],
        ),
    ],
)
def test_nights_of_headlines_and_years(text: str, expected: list[str]) -> None:
    published = "2024-08-26T09:00+00:00" if "серпня" in text else "2024-05-16T09:00+00:00"
    assert figures(text, published) == expected


def test_hours_of_the_body_complete_the_headline() -> None:
    text = """НІЧ НА 20 ЛИПНЯ: 18 ДРОНІВ ЗБИТО
У ніч на 20 липня (із 19:30 19 липня) ворог атакував 57 безпілотниками."""
    [claim] = read(text, "2025-07-20T08:10+00:00")
    assert claim.values["window_start_at"] == datetime(2025, 7, 19, 16, 30, tzinfo=UTC)


def test_an_air_defence_system_that_was_hit_is_no_munition() -> None:
    text = (
        "23 ноября противник нанес удар пятью ракетами ATACMS по позиции зенитного дивизиона "
        "С-400. Уничтожены три ракеты, две достигли цели."
    )
    assert figures(text, "2024-11-25T13:00+00:00", "ru") == [
        "2024-11-23 UKR ballistic_missile launched=5 shot_down=3"
    ]


def test_areas_named_before_their_share_each() -> None:
    text = (
        "Над Брянской областью сбиты три БпЛА. Над Орловской областью сбиты еще два "
        "беспилотника, над Рязанской и Калужской областями – по одному аппарату."
    )
    assert figures(text, "2023-08-30T04:00+00:00", "ru") == ["2023-08-30 UKR drone shot_down=7"]


def test_a_command_that_only_fired_makes_no_regional_tally() -> None:
    text = (
        "У ніч на 5 лютого ворог атакував 14 шахедами. Усіх знищено силами ПвК Повітряних Сил, "
        "про наслідки повідомлять в ОВА пізніше, коли стануть відомі подробиці."
    )
    [claim] = read(text)
    assert claim.values["scope"] == "national"


def test_a_cited_air_force_launches_nothing() -> None:
    text = (
        "Russia attacked overnight. According to the Ukrainian Air Force, the onslaught included "
        "20 drones."
    )
    assert figures(text, "2023-05-30T09:00+00:00", "en") == ["2023-05-30 RUS drone launched=20"]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "es",
            "Rusia lanzó durante la noche 73 drones y tres misiles. La defensa antiaérea logró "
            "neutralizar 67 drones y un misil, dijo la Fuerza Aérea ucraniana.",
            ["drone launched=73 shot_down=67", "missile launched=3 shot_down=1"],
        ),
        (
            "es",
            "La Fuerza Aérea de Ucrania ha afirmado que han derribado 117 de los 126 drones "
            "lanzados por Rusia.",
            ["drone launched=126 shot_down=117"],
        ),
        (
            "fr",
            "Les défenses ukrainiennes ont abattu 13 des 23 missiles et 40 des 109 drones lancés "
            "par la Russie dans la nuit. 53 drones ont été perdus, a dit l'armée de l'air.",
            ["drone launched=109 shot_down=40 not_reached_target=53",
             "missile launched=23 shot_down=13"],
        ),
        (
            "fr",
            "Les forces russes ont attaqué l'Ukraine dans la nuit du mardi 4 au mercredi 5 février "
            "avec un missile de croisière, a déclaré l'armée de l'air ukrainienne.",
            ["cruise_missile launched=1"],
        ),
        (
            "pt",
            "A Rússia lançou 273 drones contra a Ucrânia durante a noite, segundo a Força Aérea "
            "ucraniana, que afirmou ter abatido 88 drones, enquanto outros 128 se perderam.",
            ["drone launched=273 shot_down=88 not_reached_target=128"],
        ),
        (
            "pl",
            "W nocy ze środy na czwartek Rosja zaatakowała Ukrainę 94 dronami. Siły Powietrzne "
            "poinformowały, że zestrzelono 60 dronów, a 34 bezzałogowce zniknęły z radarów.",
            ["drone launched=94 shot_down=60 not_reached_target=34"],
        ),
        (
            "it",
            "Nella notte la Russia ha lanciato 479 droni e 20 missili contro l'Ucraina. "
            "L'aeronautica ucraina ha dichiarato di aver abbattuto 277 droni e 19 missili.",
            ["drone launched=479 shot_down=277", "missile launched=20 shot_down=19"],
        ),
        (
            "de",
            "In der vergangenen Nacht greift Russland die Ukraine mit 188 Drohnen an.",
            ["drone launched=188"],
        ),
    ],
)  # fmt: skip
def test_press_of_other_languages(lang: str, text: str, expected: list[str]) -> None:
    assert figures(text, lang=lang) == [f"2026-02-05 RUS {line}" for line in expected]


def test_the_owner_of_an_attack_is_not_who_repelled_it() -> None:
    text = (
        "Ukraine's air defense units repelled Russia's overnight air attack, destroying all 11 "
        "drones that Moscow launched, the air force said."
    )
    assert figures(text, lang="en") == ["2026-02-05 RUS drone launched=11 shot_down=11"]


def test_a_concession_opens_a_clause_of_its_own() -> None:
    text = (
        "Russia attacked overnight. Ukraine's air force said 478 drones were shot down, though "
        "eight missiles struck 20 locations."
    )
    assert "2026-02-05 RUS drone shot_down=478 hit_locations=20" in figures(text, lang="en")
    assert not any("missile shot_down" in line for line in figures(text, lang="en"))


def test_targets_detected_over_the_open_sea_are_no_strike() -> None:
    text = (
        "Russian radars detected two air targets approaching the border over neutral waters of "
        "the Baltic Sea; a Su-27 was scrambled."
    )
    assert figures(text, lang="en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "one-way" is no count of one.
        (
            "Ukraine has shot down 11 Shahed one-way combat drones overnight, the air force said.",
            ["drone shot_down=11"],
        ),
        # "attack" describes the munition behind it, not an attack by Shaheds.
        (
            "Overnight the enemy launched 17 Shahed-136/131 attack UAVs from Cape Chauda, the "
            "Ukrainian air force said.",
            ["drone launched=17"],
        ),
        # Missile boats are boats.
        (
            "Russia fired 70 cruise missiles overnight. The launches were carried out from two "
            "missile boats, the Ukrainian air force said.",
            ["cruise_missile launched=70"],
        ),
        # What a city counts is part of what the country counts.
        (
            "Overnight air defense forces destroyed 15 Shahed drones over the Kyiv, Poltava and "
            "Cherkasy regions, the Ukrainian air force said. About ten were shot down over Kyiv, "
            "said Serhiy Popko, head of the Kyiv city administration.",
            ["drone shot_down=15"],
        ),
    ],
)
def test_compounds_and_local_counts_in_english(text: str, expected: list[str]) -> None:
    assert figures(text, lang="en") == [f"2026-02-05 RUS {line}" for line in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An outcome in brackets says nothing of what follows the brackets.
        (
            "У ніч на 5 лютого ворог випустив 36 ударних БпЛА (27 збито), 90 Х-101 (збито 87) та "
            "14 балістичних Іскандер-М.",
            [
                "ballistic_missile launched=14",
                "cruise_missile launched=90 shot_down=87",
                "drone launched=36 shot_down=27",
            ],
        ),
        # The number launched stands in brackets behind the model.
        (
            "У ніч на 5 лютого ворог атакував ракетами. Збито:\n– 3 Іскандер-М (із 4);\n"
            "– 11 Х-101 (із 13).",
            ["ballistic_missile launched=4 shot_down=3", "cruise_missile launched=13 shot_down=11"],
        ),
        # Models that add up replace the bare total before them.
        (
            "Сьогодні вночі окупанти випустили 33 ракети. Збито 18: з них 16 - «Калібр», дві - "
            "Х-101.",
            ["cruise_missile shot_down=16", "cruise_missile shot_down=2", "missile launched=33"],
        ),
        (
            "У ніч на 5 лютого - 74 ударні БпЛА: 47 збито, 27 не досягли цілей.",
            ["drone launched=74 shot_down=47 not_reached_target=27"],
        ),
        (
            "У ніч на 5 лютого ворог атакував 22 ракетами. Збито: 2 Х-101, 11 Х-59.",
            ["cruise_missile shot_down=2", "missile launched=22", "missile shot_down=11"],
        ),
        (
            "05.02.2026\n(07.00)\n\nЗНИЩЕНО:\n2 × Х-59\n5 × Shahed-136/131\n1 БР Іскандер-М",
            ["ballistic_missile shot_down=1", "drone shot_down=5", "missile shot_down=2"],
        ),
    ],
)
def test_brackets_signs_and_lists_of_models(text: str, expected: list[str]) -> None:
    assert figures(text) == [f"2026-02-05 RUS {line}" for line in expected]


def test_a_day_from_the_evening_on_ends_the_next_day() -> None:
    text = "Всього за добу (з 18:00 4 лютого) ворог застосував 948 дронів."
    assert figures(text) == ["2026-02-05 RUS drone launched=948"]


def test_areas_take_the_munition_told_before_them() -> None:
    text = (
        "В течение прошедшей ночи уничтожены 74 БПЛА: 37 над Курской, 37 над Воронежской "
        "областями, а также четыре тактические ракеты «Точка-У» над Курской областью."
    )
    assert figures(text, "2024-08-14T05:30+00:00", "ru") == [
        "2024-08-14 UKR ballistic_missile shot_down=4",
        "2024-08-14 UKR drone shot_down=74",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ukraine's forces shot down 41 out of a total of 48 Russian drones overnight.",
            ["drone launched=48 shot_down=41"],
        ),
        # Who attacked stands behind "by"; who shot down does not.
        (
            "Ukrainian forces shot down 36 Iranian-made drones during a massive overnight attack "
            "by Russia.",
            ["drone shot_down=36"],
        ),
        # What the air force tells of is the other side's, whoever was named before.
        (
            "Russia launched 363 drones overnight. The Ukrainian Air Force said that 359 drones "
            "were shot down and that air defenses failed to stop only four drones.",
            ["drone launched=363 shot_down=359 hits=4"],
        ),
        # "Over the past day" repeats what "yesterday" told.
        (
            "Overnight into February 5 Russia launched 26 drones, 21 were shot down. Over the past "
            "day, the enemy launched 26 UAVs. 21 of them were destroyed by our defenders.",
            ["drone launched=26 shot_down=21"],
        ),
        # The dead of a whole war are no dead of a night.
        (
            "Overnight Russia launched 36 drones. The attacks have killed more than 12,000 "
            "civilians, according to the United Nations.",
            ["drone launched=36"],
        ),
    ],
)
def test_who_attacked_and_what_is_repeated_in_english(text: str, expected: list[str]) -> None:
    assert figures(text, lang="en") == [f"2026-02-05 RUS {line}" for line in expected]


def test_a_verb_between_of_which_and_its_number_makes_it_a_figure() -> None:
    text = (
        "Воздушные силы ВСУ сообщили об атаке в ночь на 5 февраля. Выпустили 29 беспилотников, из "
        "которых сбили 28."
    )
    assert figures(text, lang="ru") == ["2026-02-05 RUS drone launched=29 shot_down=28"]


def test_the_subordinate_clause_of_a_german_report() -> None:
    text = (
        "In der Nacht zum Donnerstag griff Russland an. Der ukrainische Generalstab berichtet, "
        "dass die russischen Streitkräfte 59 Drohnen abfeuerten, von denen die ukrainischen "
        "Streitkräfte 58 abschießen konnten."
    )
    assert figures(text, lang="de") == ["2026-02-05 RUS drone launched=59 shot_down=58"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "У ніч на 5 лютого — 673 засоби: 635 БпЛА; 35 крилатих ракет Х-101; збито/подавлено "
            "621: 587 БпЛА і 34 крилаті.",
            [
                "cruise_missile launched=35 shot_down_or_suppressed=34",
                "drone launched=635 shot_down_or_suppressed=587",
            ],
        ),
        (
            "ЗБИТО/ПОДАВЛЕНО 611 ЦІЛЕЙ\n🔸568 БпЛА\n🔸43 ракети\n\nУ ніч на 5 лютого ворог "
            "атакував 595 БпЛА, 38 Х-101 та 8 «Калібрами». Збито/подавлено 568 БпЛА, 35 Х-101, "
            "8 «Калібрів».",
            [
                "cruise_missile launched=38 shot_down_or_suppressed=35",
                "cruise_missile launched=8 shot_down_or_suppressed=8",
                "drone launched=595 shot_down_or_suppressed=568",
            ],
        ),
        ("05.02.2026\n(07.00)\nЗБИТО:\n17/24 «Shahed-136/131»", ["drone launched=24 shot_down=17"]),
    ],
)
def test_verbless_nights_totals_of_lists_and_ratios(text: str, expected: list[str]) -> None:
    assert figures(text) == [f"2026-02-05 RUS {line}" for line in expected]


def test_a_headline_without_date_leaves_the_hours_to_the_body() -> None:
    text = (
        "Масована атака: 42 дрони знищено!\nУ ніч на 5 лютого (з 23:00 4 лютого) ворог атакував 90 "
        "дронами. Збито 42 дрони."
    )
    [claim] = read(text)
    assert claim.values["window_start_at"] == datetime(2026, 2, 4, 21, tzinfo=UTC)


def test_launches_that_may_come_are_none() -> None:
    text = (
        "У ніч на 5 лютого противник атакував 161-м ударним БпЛА, ракетами С-300 по Харківщині та "
        "близько 14 ракетами різного типу. До ранку 6 лютого можливі нові пуски до 20 ракет."
    )
    assert figures(text) == [
        "2026-02-05 RUS drone launched=161",
        "2026-02-05 RUS missile launched=14",
        "2026-02-05 RUS surface_to_air_missile",
    ]


def test_a_ministry_that_speaks_after_a_governor_counts_for_the_country() -> None:
    text = (
        "Ukraine attacked a terminal with at least 15 drones overnight, the governor said, while "
        "the Russian Defense Ministry reported intercepting 45 drones over nine regions."
    )
    assert "2026-02-05 UKR drone launched=15 shot_down=45" in figures(text, lang="en")
