"""Finds the total of a part: "14 out of 16", "17/24 «Shahed»", "five drones out of seven"."""

from pipelines.extraction.strikes.counted import Item
from pipelines.extraction.strikes.marks import QUOTES, MarkedSentence
from pipelines.extraction.strikes.phrases import name_munition
from pipelines.extraction.text.numbers import Quantity
from pipelines.extraction.text.tokens import BREAK


def total_of(marked: MarkedSentence, part: Quantity, total: Quantity) -> Quantity | None:
    """The quantity behind `part` where it is its total: "14 out of 16", "П’ять із семи"."""
    if part.value is None or total.value is None or part.value > total.value:
        return None
    if part.last == total.first - 1 and marked.tokens[part.last].norm == "/":
        # "17/24 «Shahed»", but not the date "8/23/2024"
        is_date = total.last < marked.last and marked.tokens[total.last].norm == "/"
        return None if is_date else total
    link = marked.at["of_link"].get(part.last)
    if link is None:
        return None
    start = link.last
    while start < total.first and start in marked.at["definite"]:
        start += 1
    # "41 out of a total of 48": the link ends where the qualifier of the number ends.
    return total if start in (total.first, total.number_first) else None


def total_behind(marked: MarkedSentence, item: Item, total: Quantity) -> bool:
    """Whether the next quantity is the item's total: "five drones out of seven"."""
    start = item.last
    while start < total.first and (
        marked.tokens[start].norm in QUOTES
        or marked.tokens[start].norm == "("
        or marked.tokens[start].kind == BREAK
    ):
        start += 1
    link = marked.at["of_link"].get(start)
    if link is None or item.count is None or total.value is None or item.is_bare:
        return False
    if total.first != link.last or total.value < item.count:
        return False
    unnamed = Item(marked.sentence, total.first, total.last)
    return not name_munition(marked, unnamed, total.last)
