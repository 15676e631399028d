"""The picture of the page stands alone: well formed, with its own colours, the same each time."""

import re
from xml.etree import ElementTree

from pipelines.report.cover import draw


def test_the_picture_needs_no_style_of_the_page(golden) -> None:
    svg = draw(golden.warehouse)
    assert draw(golden.warehouse) == svg
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert "var(--" not in svg
    style = re.search(r"<style>(.*?)</style>", svg, re.DOTALL)
    assert style is not None
    assert "@media" not in style[1]
    assert len([one for one in root.iter() if one.get("class") == "card"]) == 3
    assert "More people returned to" in svg
