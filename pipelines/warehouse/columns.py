"""Finds the columns of a statement, each with the comment behind it.

A contract lists its columns in `create table ...(...)`; a query, view or function names them in its
final select. sqlglot splits the statement into tokens, so that a `--` inside a string or a select
inside parentheses is not misread. The rest of the file does not belong here (sqlfile.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot.dialects.duckdb import DuckDB
from sqlglot.tokenizer_core import Token, TokenType

OPENING = {TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE}
CLOSING = {TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE}


class ColumnError(ValueError):
    """A column list that breaks a house rule; the message names the rule and the column."""


@dataclass(frozen=True)
class Statement:
    """The tokens of a statement. `depths`: open parentheses around each token."""

    text: str
    tokens: Sequence[Token]
    depths: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "Statement":
        tokens = DuckDB().tokenize(text)
        depths, depth = [], 0
        for token in tokens:
            depth -= token.token_type in CLOSING
            depths.append(depth)
            depth += token.token_type in OPENING
        return cls(text, tokens, depths)

    def last_select(self) -> int:
        """Number of the token that begins the final select; raises `ColumnError`."""
        for number in reversed(range(len(self.tokens))):
            if self.tokens[number].token_type is TokenType.SELECT and self.depths[number] == 0:
                return number
        raise ColumnError("there is no final `select`")

    def between(self, number: int) -> list[str]:
        """Lines between two tokens: spaces and comments; the first is the rest of its line."""
        has_next = number + 1 < len(self.tokens)
        end = self.tokens[number + 1].start if has_next else len(self.text)
        return [line.strip() for line in self.text[self.tokens[number].end + 1 : end].split("\n")]


def commented_columns(text: str, *, is_contract: bool) -> dict[str, str]:
    """Comment of each column, in order; raises `ColumnError` if one is missing or misplaced."""
    statement = Statement.of(text)
    opening = _first_parenthesis(statement) if is_contract else statement.last_select()
    if any(statement.between(opening)):
        raise ColumnError("a comment precedes the first column; put it behind its column")
    columns: dict[str, str] = {}
    for first, last in _items(statement, opening):
        name = _name(statement, first, last, is_contract)
        if name in columns:
            raise ColumnError(f"the column {name} is listed twice")
        columns[name] = _comment(statement, last, name)
    return columns


def up_to(text: str, cte: str) -> str:
    """The query with its final select replaced by all rows of one of its common table expressions.

    Raises `ColumnError` if the query has none of that name.
    """
    statement = Statement.of(text)
    final = statement.last_select()
    named = [
        statement.tokens[number].text
        for number in range(final)
        if statement.depths[number] == 0
        and statement.tokens[number + 1].token_type is TokenType.ALIAS
    ]
    if cte not in named:
        raise ColumnError(f"there is no common table expression {cte!r}; there are {named}")
    return f"{text[: statement.tokens[final].start]}select * from {cte}"


def _first_parenthesis(statement: Statement) -> int:
    for number, token in enumerate(statement.tokens):
        if token.token_type is TokenType.L_PAREN:
            return number
    raise ColumnError("there is no list of columns")


def _items(statement: Statement, opening: int) -> Iterator[tuple[int, int]]:
    """First and last token of each column; the last is the comma if one follows."""
    first = opening + 1
    depth = statement.depths[first]
    end = _end(statement, first)
    for number in range(first, end):
        is_comma = statement.tokens[number].token_type is TokenType.COMMA
        if (is_comma and statement.depths[number] == depth) or number == end - 1:
            yield first, number
            first = number + 1


def _end(statement: Statement, first: int) -> int:
    """Number of the token that ends the list: a parenthesis, the final `from` or none."""
    for number in range(first, len(statement.tokens)):
        if statement.depths[number] < statement.depths[first]:
            return number
        is_from = statement.tokens[number].token_type is TokenType.FROM
        is_compared = statement.tokens[number - 1].token_type is TokenType.DISTINCT
        if is_from and not is_compared and statement.depths[number] == 0:
            return number
    return len(statement.tokens)


def _name(statement: Statement, first: int, last: int, is_contract: bool) -> str:
    """Name of a column: the first word in a contract, the last word in a query."""
    ends = last - (statement.tokens[last].token_type is TokenType.COMMA)
    token = statement.tokens[first if is_contract else ends]
    if not token.text.isidentifier() or token.token_type is TokenType.END:
        written = statement.text[statement.tokens[first].start : statement.tokens[ends].end + 1]
        raise ColumnError(f"a column has no name; write `{written} as ...`")
    return token.text


def _comment(statement: Statement, last: int, name: str) -> str:
    behind, *below = statement.between(last)
    if not behind.startswith("--"):
        raise ColumnError(f"the column {name} has no comment behind it")
    if any(below):
        raise ColumnError(f"the comment of {name} runs over several lines; keep it on one")
    return behind.removeprefix("--").strip()
