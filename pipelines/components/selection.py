"""The steps of a refresh that something new can change; all others would find nothing to do.

A run of the whole job gives the same tables and checks. What is new does not belong here
(publication/news.py).
"""

from dataclasses import dataclass

import dagster as dg
from dagster._core.definitions.assets.graph.asset_graph import AssetGraph

from pipelines.publication.news import News

AT_REFRESH = ("landed", "quality")
"""Schemas of tables on documents and on runs, which every refresh writes."""

STAGING = "staging"
"""Schema of what was read of each source. Its checks also depend on the day on which they run."""


@dataclass(frozen=True)
class Selection:
    """Assets and checks of a run."""

    assets: frozenset[dg.AssetKey]
    checks: frozenset[dg.AssetCheckKey]

    def request(self, run_key: str | None = None) -> dg.RunRequest:
        """A request for a run of these."""
        return dg.RunRequest(
            run_key, asset_selection=sorted(self.assets), asset_check_keys=sorted(self.checks)
        )


def selection(graph: AssetGraph, news: News) -> Selection:
    """Everything downstream of the sources in `news`, and the rules that failed at last.

    A rule is among the checks if it reads a table that is built, is about a source, or has failed.
    """
    every = graph.get_all_asset_keys()
    assets = {
        key
        for key in every
        if key.path[0] in AT_REFRESH or (key.path[0] == STAGING and key.path[1] in news.sources)
    }
    waiting = list(assets)
    while waiting:
        for child in graph.get(waiting.pop()).child_keys - assets:
            if child.path[0] != STAGING:
                assets.add(child)
                waiting.append(child)
    checks = {
        node.key
        for node in graph.asset_check_nodes
        if node.key.asset_key.path[0] == STAGING
        or not assets.isdisjoint(node.parent_entity_keys)
        or (".".join(node.key.asset_key.path), node.key.name) in news.failed
    }
    return Selection(frozenset(assets), frozenset(checks))
