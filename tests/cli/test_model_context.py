"""`ledger mcp` as a client of the protocol sees it: it answers, explains, and only reads."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.server.mcpserver.exceptions import ToolError

from pipelines.cli import model_context
from pipelines.cli.model_context import answered, described, explained, server
from tests.running import LEDGER, apart

NIGHT = "select drones_launched_best from marts.strikes_daily where night_of = '2026-02-05'"


def text_of(result: Any) -> str:
    (content,) = result.content
    return content.text


def test_a_client_over_stdio_reads_queries_and_explains(golden) -> None:
    async def talk() -> None:
        started = StdioServerParameters(command=LEDGER, args=["mcp"], env=apart(golden.data))
        async with Client(started, read_timeout_seconds=60) as client:
            assert "Null means not stated" in (client.instructions or "")
            listed = await client.list_tools()
            names = {tool.name: tool.annotations for tool in listed.tools}
            assert set(names) == {"tables", "describe", "query", "explain"}
            assert all(hints and hints.read_only_hint for hints in names.values())
            about = await client.read_resource("ledger://about")
            assert "what it is" in about.contents[0].text  # type: ignore[union-attr]
            answer = await client.call_tool("query", {"sql": NIGHT})
            assert json.loads(text_of(answer))["rows"] == [[183]]
            why = await client.call_tool("explain", {"night": "2026-02-05"})
            assert "183" in text_of(why)
            written = await client.call_tool("query", {"sql": "create table t as select 1"})
            assert written.is_error
            assert "CREATE is not a query" in text_of(written)
            described = await client.call_tool("describe", {"table": "marts.strikes_daily"})
            assert "not_for" in json.loads(text_of(described))

    asyncio.run(talk())


def test_every_tool_and_resource_works_in_one_process(golden) -> None:
    async def talk() -> None:
        async with Client(server(golden.warehouse)) as client:
            tables = json.loads(text_of(await client.call_tool("tables", {})))
            assert "marts.strikes_daily" in {table["name"] for table in tables}
            resources = await client.list_resources()
            for resource in resources.resources:
                content = await client.read_resource(str(resource.uri))
                assert json.loads(content.contents[0].text)  # type: ignore[union-attr]

    asyncio.run(talk())


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("select 1; select 2", "2 statements"),
        ("drop table events.strikes", "DROP is not a query"),
        ("select * from read_csv('/etc/passwd')", "disabled"),
        ("select * from '/etc/passwd'", "passwd does not exist"),
        ("copy events.strikes to '/tmp/x.csv'", "COPY is not a query"),
        ("set enable_external_access = true", "SET is not a query"),
        ("select nothing from events.strikes", "nothing"),
        ("selec", "syntax error"),
    ],
)
def test_what_is_no_reading_of_the_publication_is_refused(golden, sql: str, words: str) -> None:
    with pytest.raises(ToolError, match=words):
        answered(golden.warehouse, sql)


def test_a_long_answer_is_cut_off_and_says_so(golden) -> None:
    answer = answered(golden.warehouse, "select range from range(501)")
    assert (len(answer["rows"]), answer["is_cut_off"]) == (model_context.MOST_ROWS, True)
    assert answered(golden.warehouse, "select 1 as one") == {
        "columns": ["one"], "rows": [(1,)], "is_cut_off": False,
    }  # fmt: skip


def test_a_query_without_end_is_interrupted(golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_context, "MOST_SECONDS", 0.2)
    endless = "select count(*) from range(100000000) a, range(100000000) b"
    with pytest.raises(ToolError, match=r"within 0\.2 seconds"):
        answered(golden.warehouse, endless)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda file: described(file, "strikes_dayly"), "`tables` lists them"),
        (lambda file: explained(file, None, None, None), "one event_id, or one night"),
        (lambda file: explained(file, "strike-2026-02-05-nigh", None, None), "strike-2026-02-05"),
        (lambda file: explained(file, None, "yesterday", None), "isoformat"),
    ],
)
def test_what_does_not_exist_is_named(golden, call: Callable[[Path], object], words: str) -> None:
    with pytest.raises(ToolError, match=words):
        call(golden.warehouse)


def test_without_a_publication_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ToolError, match="run `ledger refresh`"):
        answered(tmp_path / "warehouse.duckdb", "select 1")


def test_without_the_extra_the_command_names_it(monkeypatch, capsys) -> None:
    from pipelines.cli.main import mcp

    monkeypatch.delitem(sys.modules, "pipelines.cli.model_context", raising=False)
    monkeypatch.setitem(sys.modules, "mcp", None)
    for name in [name for name in sys.modules if name.startswith("mcp.")]:
        monkeypatch.delitem(sys.modules, name)
    assert mcp() == 1
    assert "conflict-ledger[mcp]" in capsys.readouterr().err
