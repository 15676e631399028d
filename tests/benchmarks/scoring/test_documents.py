"""Scores of one document with hand-written labels and claims: the rules of the labels' README."""

import datetime as dt

from benchmarks.scoring.documents import score_document
from benchmarks.scoring.tally import Score, Tally


def scored(label: dict, *claims: dict) -> Score:
    score = Score()
    score_document(score, {"id": "uaf_1", "lang": "uk", **label}, claims)
    return score


def counts(tally: Tally) -> tuple[int, int, int]:
    return tally.right, tally.wrong, tally.missed


def strike(**values: object) -> dict:
    return {
        **{"family": "strikes", "night_of": "2026-02-05", "attacker_iso3": "RUS"},
        **{"weapon_class": "drone", **values},
    }


def labelled(**values: object) -> dict:
    return {
        **{"night_of": "2026-02-05", "attacker": "RUS", "weapon_class": "drone"},
        **{"launched": 183, "launched_qualifier": "exact", "intercepted": 156, **values},
    }


GOOD = strike(launched=183, launched_qualifier="exact", shot_down_or_suppressed=156)


def test_equal_row_is_right_in_rows_values_and_figures():
    score = scored({"strikes": [labelled()]}, GOOD)
    assert counts(score.total(what="rows")) == (1, 0, 0)
    assert counts(score.total(what="figures")) == (2, 0, 0)
    assert score.errors == []


def test_wrong_number_costs_precision_and_recall():
    score = scored({"strikes": [labelled()]}, {**GOOD, "launched": 138})
    assert counts(score.total(what="figures", name="launched")) == (0, 1, 1)
    (error,) = score.errors
    assert (
        str(error) == "value  uaf_1 strikes [2026-02-05 RUS drone] launched: expected 183, got 138"
    )


def test_missing_number_costs_recall_only():
    score = scored({"strikes": [labelled()]}, {**GOOD, "launched": None})
    assert counts(score.total(what="figures", name="launched")) == (0, 0, 1)


def test_missed_and_wrong_rows():
    score = scored({"strikes": [labelled()]}, {**GOOD, "night_of": dt.date(2026, 2, 6)})
    assert counts(score.total(what="rows")) == (0, 1, 1)
    assert sorted(error.what for error in score.errors) == ["missed", "wrong"]


def test_any_missile_class_is_the_missile_group_but_class_is_compared():
    label = {"strikes": [labelled(weapon_class="cruise_missile")]}
    score = scored(label, {**GOOD, "weapon_class": "ballistic_missile"})
    assert counts(score.total(what="rows")) == (1, 0, 0)
    assert counts(score.total(what="values", name="weapon_class")) == (0, 1, 1)


def test_class_alternative_moves_the_key_too():
    label = {"strikes": [labelled(class_alt=["cruise_missile"])]}
    score = scored(label, {**GOOD, "weapon_class": "cruise_missile"})
    assert score.errors == []


def test_loss_stated_apart_may_stand_in_either_column():
    label = {"strikes": [labelled(launched=50, intercepted=23, lost_ew=22)]}
    for column in ("suppressed", "not_reached_target"):
        claim = strike(launched=50, launched_qualifier="exact", shot_down=23, **{column: 22})
        score = scored(label, claim)
        assert counts(score.total(what="figures")) == (2, 0, 0), column
        assert score.errors == []


def test_optional_rows_are_neither_missed_nor_wrong():
    for mark in ("ambiguous", "uncounted", "recon", "background", "scheduled", "part_of_total"):
        label = {"strikes": [labelled(**{mark: True})]}
        assert scored(label).errors == [], mark
        score = scored(label, {**GOOD, "launched": 1})
        assert score.errors == [] and counts(score.total()) == (0, 0, 0), mark


def test_required_row_is_served_before_an_optional_one():
    label = {"strikes": [labelled(ambiguous=True), labelled()]}
    score = scored(label, GOOD)
    assert counts(score.total(what="rows")) == (1, 0, 0)


def test_alternatives_of_key_and_value_include_null():
    row = {
        **{"date": "2025-09-19", "date_alt": [None], "violated_state": "EST"},
        **{"object_type": "aircraft", "count_low": 3, "count_low_alt": [4], "count_high": 3},
    }
    claim = {
        **{"family": "airspace", "kind": "violation", "occurred_stated": None},
        **{"violated_state_iso3": "EST", "object_type": "aircraft"},
        **{"object_count": 3, "object_count_low": 4, "object_count_high": 3},
    }
    assert scored({"airspace": [row]}, claim).errors == []


def test_as_of_and_about_time_are_accepted_as_ends_of_the_window():
    label = {"strikes": [labelled(window_end=None, as_of="2026-02-05T08:00")]}
    end = dt.datetime(2026, 2, 5, 6, tzinfo=dt.UTC)
    assert scored(label, {**GOOD, "window_end_at": end}).errors == []
    label = {"strikes": [labelled(about_time="2026-02-05T08:00")]}
    assert scored(label, {**GOOD, "window_start_at": end}).errors == []
    assert len(scored(label, {**GOOD, "window_start_at": end + dt.timedelta(hours=1)}).errors) == 1


def test_russian_posts_are_read_in_moscow_time():
    label = {"id": "rumod_1", "strikes": [labelled(window_start="2026-02-05T08:00")]}
    start = dt.datetime(2026, 2, 5, 5, tzinfo=dt.UTC)
    assert scored(label, {**GOOD, "window_start_at": start.isoformat()}).errors == []


def test_shared_casualties_are_accepted_on_any_row_of_the_attack():
    drones = labelled(injured=12, shared=["injured"])
    missiles = labelled(weapon_class="missile", launched=50, intercepted=None)
    missile = strike(weapon_class="missile", launched=50, launched_qualifier="exact", injured=12)
    assert scored({"strikes": [drones, missiles]}, GOOD, missile).errors == []
    unshared = labelled(injured=12)
    assert len(scored({"strikes": [unshared, missiles]}, GOOD, missile).errors) == 2


def test_casualties_of_the_attack_may_have_a_row_of_their_own():
    label = {
        "strikes": [labelled()],
        "attack_totals": [{"night_of": "2026-02-05", "attacker": "RUS", "injured": 12}],
    }
    own = {**strike(injured=12), "weapon_class": None}
    assert scored(label, GOOD, own).errors == []
    assert len(scored(label, GOOD, {**own, "injured": 13}).errors) == 1


def test_attack_totals_are_never_rows():
    label = {
        "strikes": [labelled(), labelled(weapon_class="missile", launched=2, intercepted=0)],
        "attack_totals": [{"night_of": "2026-02-05", "attacker": "RUS", "launched": 185}],
    }
    missile = strike(
        weapon_class="missile",
        launched=2,
        launched_qualifier="exact",
        shot_down_or_suppressed=0,
    )
    total = strike(weapon_class="air_target", launched=185)
    score = scored(label, GOOD, missile, total)
    assert counts(score.total(what="rows")) == (2, 1, 0)


def test_stated_zero_may_be_null():
    assert scored({"strikes": [labelled(injured=0)]}, GOOD).errors == []


def test_class_total_equals_its_parts_in_figures():
    parts = [labelled(launched=3, intercepted=3), labelled(launched=2, intercepted=2)]
    total = strike(launched=5, launched_qualifier="exact", shot_down_or_suppressed=5)
    score = scored({"strikes": parts}, total)
    assert counts(score.total(what="figures")) == (2, 0, 0)


def test_parts_and_their_total_together_are_wrong_figures():
    claims = [GOOD, GOOD]
    score = scored({"strikes": [labelled()]}, *claims)
    assert counts(score.total(what="figures")) == (0, 2, 2)


def test_strikes_without_figures_in_long_articles_are_ignored():
    bare = strike(weapon_class="missile")
    assert scored({"id": "art_crawl_1"}, bare).errors == []
    assert len(scored({"id": "uaf_1"}, bare).errors) == 1


def test_only_violations_can_be_wrong_in_airspace():
    claim = {"family": "airspace", "occurred_stated": "2023-03-14", "object_type": "recon_aircraft"}
    assert scored({}, {**claim, "kind": "dangerous_encounter"}).errors == []
    assert scored({}, {**claim, "kind": "sighting"}).errors == []
    assert len(scored({}, {**claim, "kind": "violation"}).errors) == 1


def test_sighting_answers_a_label_of_unknown_origin():
    row = {
        **{"date": "2026-02-01", "violated_state": "DEU", "violator": "unknown"},
        **{"object_type": "drone", "count_low": 23, "count_high": 23},
    }
    claim = {
        **{"family": "airspace", "kind": "sighting", "occurred_stated": "2026-02-01"},
        **{"violated_state_iso3": "DEU", "object_type": "drone", "object_count": 23},
        **{"object_count_qualifier": "about", "violator_iso3": None},
    }
    assert scored({"airspace": [row]}, claim).errors == []


def test_lists_are_sets_and_order_is_nothing():
    row = {
        **{"start_date": "2026-02-04", "end_date": None, "venue_city": "Abu Dhabi"},
        **{"parties": ["UKR", "RUS", "USA"], "mediators": [], "round_no": 2},
    }
    claim = {
        **{"family": "negotiations", "started_stated": "2026-02-04", "venue_city": "Abu Dhabi"},
        **{"parties": ["RUS", "UKR", "USA"], "mediators": None, "round_no": 2},
    }
    assert scored({"negotiations": [row]}, claim).errors == []


def test_exchange_total_is_not_a_direction():
    row = {"date": "2026-02-05", "to_party": "RUS", "category": "pow", "count": 157}
    row["basis"] = "per_side"
    claim = {
        **{"family": "exchanges", "exchanged_stated": "2026-02-05", "to_party": None},
        **{"category": "pow", "count": 157, "count_basis": "total"},
    }
    score = scored({"exchanges": [row]}, claim)
    assert counts(score.total(what="rows")) == (0, 1, 1)


def test_agreement_names_are_compared_without_their_dressing():
    row = {"name": "New START", "event": "signed", "date": None, "date_y": 2010}
    claim = {"family": "agreements", "name": "New START Treaty", "event": "signed"}
    assert scored({"agreements": [row]}, {**claim, "event_stated": "2010"}).errors == []
    assert len(scored({"agreements": [row]}, {**claim, "event_stated": "2011"}).errors) == 1
