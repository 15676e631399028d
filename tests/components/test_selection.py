"""A run has the steps that something new can change, and leaves no other out."""

from collections.abc import Callable

import dagster as dg
import pytest

from pipelines.components.selection import Selection, selection
from pipelines.landing.declaration import all_sources
from pipelines.publication.news import News
from tests.running import definitions


@pytest.fixture(scope="module")
def choose() -> Callable[..., Selection]:
    graph = definitions().resolve_asset_graph()

    def chosen(*sources: str, failed: frozenset[tuple[str, str]] = frozenset()) -> Selection:
        return selection(graph, News(frozenset(sources), failed))

    return chosen


def tables(chosen: Selection) -> set[str]:
    return {".".join(key.path) for key in chosen.assets}


def test_what_a_source_feeds_is_built_and_nothing_of_other_families(choose):
    built = tables(choose("exchange_register"))
    assert {"landed.documents", "staging.exchange_register", "claims.exchanges"} <= built
    assert {"marts.overview_figure_history", "quality.gate", "published.warehouse"} <= built
    assert not {"staging.strike_register", "claims.strikes", "events.strikes"} & built


def test_only_the_vocabulary_and_what_follows_from_it_alone_is_left_out(choose):
    graph = definitions().resolve_asset_graph()
    left_out = graph.get_all_asset_keys() - choose(*all_sources()).assets
    assert dg.AssetKey(["vocabulary", "parties"]) in left_out
    for key in left_out:
        assert key.path[0] == "vocabulary" or graph.get(key).parent_keys <= left_out, key


def test_a_rule_runs_if_it_reads_what_is_built_is_about_a_source_or_failed(choose):
    failed = ("events.strikes", "one_row_per_event")
    before, after = choose("exchange_register"), choose("exchange_register", failed={failed})
    key = dg.AssetCheckKey(dg.AssetKey(["events", "strikes"]), failed[1])
    assert after.checks - before.checks == {key}
    assert after.assets == before.assets
    about = {".".join(check.asset_key.path) for check in before.checks}
    assert {"staging.strike_register", "events.exchanges"} <= about
    assert "links.strikes" not in about


def test_a_run_is_requested_for_exactly_these(choose):
    chosen = choose("exchange_register")
    request = chosen.request("one")
    assert set(request.asset_selection or ()) == chosen.assets
    assert set(request.asset_check_keys or ()) == chosen.checks
    assert request.run_key == "one"
